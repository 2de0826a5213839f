import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { Texts } from './texts';

/** Routes name a text key as title; pages about one thing say its name once it is known. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly texts = inject(Texts);

  private readonly page = signal<() => string>(() => '');

  constructor() {
    super();
    effect(() => {
      const page = this.page()();
      this.title.setTitle(page === '' ? 'Querraum' : `${page} – Querraum`);
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const key = this.buildTitle(snapshot);
    this.page.set(() => (key === undefined ? '' : this.texts.say(key)));
  }

  say(page: string): void {
    this.page.set(() => page);
  }
}
