import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { keepLanguage, language, showLanguage, type Language } from './language';

/** The choice of the person; the page follows at once, and nothing typed is lost (ADR 0023). */
@Injectable({ providedIn: 'root' })
export class LanguageChoice {
  private readonly transloco = inject(TranslocoService);
  readonly current = language;

  async choose(chosen: Language): Promise<void> {
    keepLanguage(chosen);
    await firstValueFrom(this.transloco.load(chosen));
    this.transloco.setActiveLang(chosen);
    showLanguage(chosen);
  }
}
