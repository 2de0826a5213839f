import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SignerView } from '@querraum/contracts';
import { Badge } from '../../ui/badge';
import { lastMomentInWords } from '../deadline';
import { formatDateTime } from '../format';
import { Texts } from '../texts';
import { personWithCapacity, signerWords } from './seat-words';

/** The line of signers with what each has done, on which version. */
@Component({
  selector: 'app-signer-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, TranslocoPipe],
  template: `
    <ul role="list" class="stack">
      @for (line of lines(); track line.id) {
        <li class="stack stack--tight">
          <div class="row">
            <span class="strong">{{ line.unit }}</span>
            <ui-badge [tone]="line.state.tone" [icon]="line.state.icon">{{ line.state.words }}</ui-badge>
            <span class="muted">{{ line.due }}</span>
          </div>
          @if (line.act) {
            <p class="small">{{ line.act }}</p>
          }
          @if (line.words; as words) {
            <p class="small pre-line">{{ 'quoted' | transloco: { text: words } }}</p>
          }
        </li>
      }
    </ul>
  `,
})
export class SignerList {
  readonly signers = input.required<readonly SignerView[]>();
  private readonly texts = inject(Texts);
  protected readonly lines = computed(() =>
    this.signers().map((signer) => ({
      id: signer.id,
      unit: signer.unit.name,
      state: signerWords(signer, this.texts.say),
      due:
        signer.state === 'open' && signer.dueEnd !== null
          ? this.texts.say('due.until', { moment: lastMomentInWords(signer.dueEnd) })
          : '',
      act: this.actOf(signer),
      words: signer.words,
    })),
  );

  private actOf({ by, at, paper }: SignerView): string {
    if (by === null || at === null) return '';
    const who = personWithCapacity(by.person, by.capacity, by.onBehalfOf, this.texts.say);
    const when = this.texts.say('signer.at', { who, when: formatDateTime(at) });
    return paper === null
      ? when
      : `${when}, ${this.texts.say('signer.on', { version: paper.number, hash: paper.sha256.slice(0, 12) })}`;
  }
}
