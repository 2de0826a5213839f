import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { CONFIGURATION } from '../../core/configuration';
import { ProblemView } from '../../core/problem-view';
import { Texts } from '../../core/texts';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { PageHead } from '../../ui/page-head';
import { Skeleton } from '../../ui/skeleton';
import { barrierMail } from './barrier-mail';
import { LegalApi } from './legal.api';

/** „Barriere melden“: a mail to the operator; nothing is stored here. */
@Component({
  selector: 'app-barrier-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Alert, Button, Field, FieldControl, PageHead, ProblemView, Skeleton, TranslocoPipe],
  template: `
    <div class="page page--narrow">
      <ui-page-head [heading]="'title.barrier' | transloco" />
      @if (shown(); as found) {
        @if (found.mail) {
          <div class="card stack">
            <p>{{ 'legal.reportHint' | transloco }}</p>
            <ui-field fieldId="barriere-seite" [label]="'legal.page' | transloco">
              <input
                #box
                uiInput
                type="text"
                maxlength="200"
                autocomplete="off"
                [value]="page()"
                (input)="page.set(box.value)"
              />
            </ui-field>
            <ui-field fieldId="barriere-was" [label]="'legal.what' | transloco" [hint]="'legal.whatHint' | transloco">
              <textarea #words uiInput maxlength="1500" [value]="what()" (input)="what.set(words.value)"></textarea>
            </ui-field>
            <p class="muted small">{{ 'legal.version' | transloco: { version } }}</p>
            <div>
              <a uiButton="primary" [href]="address()">{{ 'legal.send' | transloco }}</a>
            </div>
            <p>{{ 'legal.orTo' | transloco: { mail: found.mail } }}</p>
          </div>
        } @else {
          <ui-alert tone="warning" [heading]="'legal.missing' | transloco">
            <p>{{ 'legal.noMail' | transloco }}</p>
          </ui-alert>
        }
      } @else if (resource.error()) {
        <app-problem [error]="resource.error()" (retry)="resource.reload()" />
      } @else {
        <ui-skeleton [label]="'loading' | transloco" [lines]="6" />
      }
    </div>
  `,
})
export class BarrierPage {
  /** From the address: where the barrier was met. */
  readonly seite = input<string>();
  private readonly api = inject(LegalApi);
  private readonly texts = inject(Texts);
  protected readonly version = inject(CONFIGURATION).version;
  protected readonly resource = rxResource({ stream: () => this.api.legal() });
  protected readonly shown = computed(() =>
    this.resource.hasValue() ? { mail: this.resource.value().barrierMail } : undefined,
  );
  protected readonly page = linkedSignal(() => (this.seite() ?? '/').slice(0, 200));
  protected readonly what = signal('');
  protected readonly address = computed(() =>
    barrierMail(
      this.shown()?.mail ?? '',
      { page: this.page(), version: this.version, what: this.what() },
      this.texts.say,
    ),
  );
}
