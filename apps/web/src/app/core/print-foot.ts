import { Injectable, effect, inject, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import { Texts } from './texts';

/** In a style sheet a text is ended by its quote, a backslash or a new line. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ')}"`;

/** Below every printed page: what it is and as of when, and „Seite x von y“, in the language of the page. */
@Injectable({ providedIn: 'root' })
export class PrintFoot {
  private readonly texts = inject(Texts);
  private readonly words = signal('Querraum');

  constructor() {
    inject(Router)
      .events.pipe(filter((event) => event instanceof NavigationStart))
      .subscribe(() => this.words.set('Querraum'));
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    effect(() => {
      const [before, between, after] = this.texts.say('slip.page', { page: '\n', pages: '\n' }).split('\n');
      sheet.replaceSync(`@page {
        size: A4;
        margin: 15mm 15mm 20mm;
        @bottom-left { content: ${quoted(this.words())}; font: 9pt "Fira Sans", sans-serif; color: black; }
        @bottom-right {
          content: ${quoted(before ?? '')} counter(page) ${quoted(between ?? '')} counter(pages) ${quoted(after ?? '')};
          font: 9pt "Fira Sans", sans-serif;
          color: black;
        }
      }`);
    });
  }

  say(words: string): void {
    this.words.set(words);
  }
}
