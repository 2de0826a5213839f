import type { Browser } from 'playwright-core';
import { LOCALE } from './language.ts';
import { Person } from './person.ts';

/** Everyone who takes part in a journey: one browser context a person, as if each sat at a computer of their own. */
export class People {
  private readonly known = new Map<string, Person>();
  private readonly browser: Browser;

  constructor(browser: Browser) {
    this.browser = browser;
  }

  async named(username: string): Promise<Person> {
    const before = this.known.get(username);
    if (before) return before;
    const person = await this.newcomer(username);
    this.known.set(username, person);
    return person;
  }

  /** The same person at another computer: signs in anew and keeps nothing. */
  async newcomer(username: string): Promise<Person> {
    const context = await this.browser.newContext({
      locale: LOCALE,
      timezoneId: 'Europe/Berlin',
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    return new Person(username, context);
  }
}
