import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../texts';
import { templateLines, type Shown } from './template-lines';

/** What a project starts with when it is opened from a template. */
@Component({
  selector: 'app-template-contents',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoPipe],
  template: `
    @for (part of parts(); track part.part) {
      <div>
        <p class="strong">{{ 'templates.parts.' + part.part | transloco }}</p>
        <ul>
          @for (line of part.lines; track line.key) {
            <li>
              {{ line.name }}
              @if (line.details) {
                <div class="muted small">{{ line.details }}</div>
              }
            </li>
          }
        </ul>
      </div>
    } @empty {
      <p class="muted">{{ 'templates.empty' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
      gap: 1rem 1.5rem;
    }
    ul {
      padding-inline-start: 1.25rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class TemplateContents {
  readonly shown = input.required<Shown>();
  private readonly texts = inject(Texts);
  protected readonly parts = computed(() =>
    templateLines(this.shown(), {
      say: this.texts.say,
      plural: (key, count) => this.texts.plural(key, count),
      of: (text) => this.texts.of(text),
    }),
  );
}
