import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import { PICTURES } from './environment.ts';
import { LANGUAGE } from './language.ts';
import { People } from './people.ts';
import type { Person } from './person.ts';

/** Brings the people of a journey, each in their own browser context. */
export interface World {
  named(username: string): Promise<Person>;
  newcomer(username: string): Promise<Person>;
}

export interface Journey {
  /** A sentence. */
  name: string;
  run(world: World): Promise<void>;
}

/** One journey after the other; the exit code. */
export async function runJourneys(all: readonly Journey[], words: readonly string[]): Promise<number> {
  const chosen = all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word.toLowerCase())));
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  const browser = await openBrowser();
  const people = new People(browser);
  let failed = 0;
  for (const journey of chosen) {
    const began = performance.now();
    const fault = await walk(journey, people);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${fault ? '✗' : '✓'} ${journey.name} (${seconds} s)`);
    if (fault) console.log(indent(fault));
    if (fault) failed += 1;
  }
  await browser.close();
  console.log(`journeys (${LANGUAGE}): ${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0 && chosen.length > 0 ? 0 : 1;
}

/** Why the journey failed, or undefined. Closes every page that it opened. */
async function walk(journey: Journey, people: People): Promise<string | undefined> {
  const present = new Set<Person>();
  const bring = async (person: Promise<Person>) => {
    present.add(await person);
    return person;
  };
  let fault: string | undefined;
  try {
    await journey.run({
      named: (username) => bring(people.named(username)),
      newcomer: (username) => bring(people.newcomer(username)),
    });
  } catch (error) {
    fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await keepPictures(journey.name, present);
  }
  for (const person of present) {
    await Promise.all(person.context.pages().map((page) => page.close()));
    const faults = person.faults.splice(0);
    if (faults.length > 0) fault = [fault, ...faults].filter(Boolean).join('\n');
  }
  return fault;
}

async function keepPictures(name: string, present: Iterable<Person>): Promise<void> {
  const file = name.toLowerCase().replace(/[^a-zäöüß0-9]+/g, '-');
  for (const { username, context } of present) {
    for (const [index, page] of context.pages().entries())
      await page
        .screenshot({ path: join(PICTURES, `FEHLER-${file}-${username}-${index}.png`), fullPage: true })
        .catch((error: unknown) => console.log(`  no picture of ${username}: ${String(error)}`));
  }
}

const indent = (text: string): string => text.replace(/^/gm, '    ');
