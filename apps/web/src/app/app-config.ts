import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  ApplicationConfig,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { TitleStrategy, provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { TranslocoService, provideTransloco } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { Configuration } from '@querraum/contracts';
import { attachToken } from './core/attach-token';
import { CONFIGURATION } from './core/configuration';
import { PageTitle } from './core/page-title';
import { Session } from './core/session';
import { BundledTexts, LANGUAGES } from './core/texts';
import { routes } from './routes';

export const textProviders: ApplicationConfig['providers'] = [
  provideTransloco({
    config: { availableLangs: [...LANGUAGES], defaultLang: 'de', reRenderOnLangChange: true, prodMode: !isDevMode() },
    loader: BundledTexts,
  }),
  provideAppInitializer(() => firstValueFrom(inject(TranslocoService).load('de'))),
];

export function appConfig(configuration: Configuration, session: Session): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      { provide: CONFIGURATION, useValue: configuration },
      { provide: Session, useValue: session },
      provideHttpClient(withFetch(), withInterceptors([attachToken])),
      provideRouter(
        routes,
        withComponentInputBinding(),
        withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      ),
      { provide: TitleStrategy, useExisting: PageTitle },
      ...textProviders,
    ],
  };
}
