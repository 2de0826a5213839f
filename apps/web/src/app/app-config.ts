import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  ApplicationConfig,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  NavigationError,
  Routes,
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { TranslocoService, provideTransloco } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import type { Configuration } from '@querraum/contracts';
import { attachToken } from './core/attach-token';
import { CONFIGURATION } from './core/configuration';
import { LANGUAGES, language } from './core/language';
import { PageTitle } from './core/page-title';
import { Session } from './core/session';
import { BundledTexts } from './core/texts';
import { legalRoutes, routes } from './routes';

export const textProviders = (): ApplicationConfig['providers'] => [
  provideTransloco({
    config: {
      availableLangs: [...LANGUAGES],
      defaultLang: language(),
      reRenderOnLangChange: true,
      prodMode: !isDevMode(),
    },
    loader: BundledTexts,
  }),
  provideAppInitializer(() => firstValueFrom(inject(TranslocoService).load(language()))),
];

/** After an update of the server the parts of the old page are gone: the page asked for is loaded as a whole, once. */
function loadAnew({ url, error }: NavigationError): void {
  const isGone = error instanceof TypeError && /import|module/i.test(error.message);
  if (isGone && window.location.pathname + window.location.search !== url) window.location.assign(url);
}

const providersOf = (configuration: Configuration, pages: Routes): ApplicationConfig['providers'] => [
  provideBrowserGlobalErrorListeners(),
  { provide: CONFIGURATION, useValue: configuration },
  provideRouter(
    pages,
    withComponentInputBinding(),
    withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    withNavigationErrorHandler(loadAnew),
  ),
  { provide: TitleStrategy, useExisting: PageTitle },
  ...textProviders(),
];

export const appConfig = (configuration: Configuration, session: Session): ApplicationConfig => ({
  providers: [
    { provide: Session, useValue: session },
    provideHttpClient(withFetch(), withInterceptors([attachToken])),
    ...providersOf(configuration, routes),
  ],
});

/** The pages of the foot alone, for people who are not signed in. */
export const openConfig = (configuration: Configuration): ApplicationConfig => ({
  providers: [provideHttpClient(withFetch()), ...providersOf(configuration, legalRoutes)],
});
