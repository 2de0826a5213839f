import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SimilarProject } from '@querraum/contracts';
import { of, switchMap, timer } from 'rxjs';
import { Api } from '../../core/api';
import type { ChosenArea } from '../../core/areas/area-picker';
import { Texts } from '../../core/texts';
import { Badge } from '../../ui/badge';

const TYPING_PAUSE_MS = 400;
const NOTHING: { items: SimilarProject[] } = { items: [] };

/** Before one more project is opened: what is there already in the same areas or by a like name. An aid: without it the form goes on. */
@Component({
  selector: 'app-similar-projects',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Badge, RouterLink, TranslocoPipe],
  template: `
    @if (lines().length > 0) {
      <section class="card stack stack--tight" aria-labelledby="aehnliche" aria-live="polite">
        <h2 id="aehnliche">{{ 'similar.heading' | transloco }}</h2>
        <p class="muted">{{ 'similar.hint' | transloco }}</p>
        <ul role="list" class="stack stack--tight">
          @for (line of lines(); track line.project.id) {
            <li>
              <div class="row">
                <a [routerLink]="['/vorhaben', line.project.id]" target="_blank">{{ line.project.title }}</a>
                @if (line.project.state === 'closed') {
                  <ui-badge icon="check">{{ 'project.state.closed' | transloco }}</ui-badge>
                }
              </div>
              <p class="muted small">{{ line.project.reference }} · {{ line.project.leadUnitName }}{{ line.why }}</p>
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class SimilarProjects {
  readonly title = input.required<string>();
  readonly areas = input.required<readonly ChosenArea[]>();
  private readonly api = inject(Api);
  private readonly texts = inject(Texts);
  private readonly asked = computed(() => ({
    title: this.title().trim().length < 4 ? '' : this.title().trim(),
    areas: this.areas()
      .map(({ key }) => key)
      .join(','),
  }));
  private readonly resource = rxResource({
    params: () => this.asked(),
    stream: ({ params }) =>
      params.title === '' && params.areas === ''
        ? of(NOTHING)
        : timer(TYPING_PAUSE_MS).pipe(
            switchMap(() => this.api.get<{ items: SimilarProject[] }>('/projects/similar', params)),
          ),
  });
  protected readonly lines = computed(() =>
    (this.resource.hasValue() ? this.resource.value() : NOTHING).items.map(({ project, sharedAreas, sharedWords }) => ({
      project,
      why: [
        ...(sharedAreas.length > 0 ? [this.texts.say('similar.areas', { areas: sharedAreas.join(', ') })] : []),
        ...(sharedWords.length > 0 ? [this.texts.say('similar.words', { words: sharedWords.join(', ') })] : []),
      ]
        .map((reason) => ` · ${reason}`)
        .join(''),
    })),
  );
}
