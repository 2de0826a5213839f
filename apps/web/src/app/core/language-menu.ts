import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../ui/icon';
import { LANGUAGES, LANGUAGE_NAMES, type Language } from './language';
import { LanguageChoice } from './language-choice';

/** German or English, each in its own words. */
@Component({
  selector: 'app-language-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatMenuModule, TranslocoPipe],
  template: `
    <button type="button" class="tool" [matMenuTriggerFor]="menu">
      <ui-icon name="language" /><span aria-hidden="true">{{ language.current().toUpperCase() }}</span
      ><span class="visually-hidden">{{ 'frame.language' | transloco: { choice: names[language.current()] } }}</span>
    </button>
    <mat-menu #menu="matMenu">
      @for (choice of languages; track choice) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [lang]="choice"
          [attr.aria-checked]="language.current() === choice"
          (click)="choose(choice)"
        >
          <span class="line">
            {{ names[choice] }}
            @if (language.current() === choice) {
              <ui-icon name="check" />
            }
          </span>
        </button>
      }
    </mat-menu>
  `,
  styles: `
    .tool {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 0.375rem;
      min-width: 2.5rem;
      min-height: 2.5rem;
      padding: 0 0.5rem;
      border: 0;
      border-radius: var(--kern-metric-border-radius-default);
      background: transparent;
      cursor: pointer;
    }
    .tool:hover {
      background: var(--kern-color-action-state-indicator-tint-active-opacity);
    }
    .line {
      display: flex;
      align-items: center;
      gap: 0.75rem;
    }
    @media (max-width: 599px) {
      .tool {
        gap: 0.125rem;
        padding: 0 0.25rem;
      }
    }
  `,
})
export class LanguageMenu {
  protected readonly language = inject(LanguageChoice);
  protected readonly languages = LANGUAGES;
  protected readonly names = LANGUAGE_NAMES;
  readonly chosen = output<Language>();

  protected async choose(choice: Language): Promise<void> {
    await this.language.choose(choice);
    this.chosen.emit(choice);
  }
}
