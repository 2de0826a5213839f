import { Injectable, signal } from '@angular/core';

export const THEMES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEMES)[number];
const STORE = 'querraum.theme';

/** Paper is white, whatever the screen shows. */
const onPaper = (): MediaQueryList => window.matchMedia('print');
const darkByDefault = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

function storedTheme(): ThemeChoice {
  const stored = localStorage.getItem(STORE);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

/** Runs before the first paint of the application; `system` is resolved, so that KERN's tokens know one of two. */
export function applyTheme(choice: ThemeChoice = storedTheme()): void {
  const dark = choice === 'dark' || (choice === 'system' && darkByDefault().matches);
  showDark(dark && !onPaper().matches);
}

function showDark(dark: boolean): void {
  document.documentElement.setAttribute('data-kern-theme', dark ? 'dark' : 'light');
}

@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly stored = signal(storedTheme());
  readonly choice = this.stored.asReadonly();

  constructor() {
    for (const query of [darkByDefault(), onPaper()]) query.addEventListener('change', () => applyTheme(this.choice()));
    window.addEventListener('beforeprint', () => showDark(false));
    window.addEventListener('afterprint', () => applyTheme(this.choice()));
  }

  choose(choice: ThemeChoice): void {
    localStorage.setItem(STORE, choice);
    this.stored.set(choice);
    applyTheme(choice);
  }
}
