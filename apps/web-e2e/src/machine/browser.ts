import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM } from './environment.ts';

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--lang=de-DE',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
