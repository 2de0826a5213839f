import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig, openConfig, textProviders } from './app/app-config';
import { readConfiguration } from './app/core/configuration';
import { Frame } from './app/core/frame';
import { applyLanguage } from './app/core/language';
import { isLegalPage } from './app/core/legal-pages';
import { OpenFrame } from './app/core/open-frame';
import { Session } from './app/core/session';
import { StartFailure } from './app/core/start-failure';
import { applyTheme } from './app/core/theme';

async function start(): Promise<void> {
  applyTheme();
  applyLanguage();
  try {
    const configuration = await readConfiguration();
    if (isLegalPage(window.location.pathname)) {
      await bootstrapApplication(OpenFrame, openConfig(configuration));
      return;
    }
    const session = await Session.open(configuration);
    await bootstrapApplication(Frame, appConfig(configuration, session));
  } catch (error) {
    await bootstrapApplication(StartFailure, { providers: textProviders() });
    throw error;
  }
}

void start();
