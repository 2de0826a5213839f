import { randomUUID } from 'node:crypto';
import type { IssuedAssignments, Unit } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { LEAD, OFFICES, SIGNER, YOUTH } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import { openBrowser } from '../machine/browser.ts';
import { needed } from '../machine/environment.ts';
import type { World } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { People } from '../machine/people.ts';
import type { Person } from '../machine/person.ts';
import { LONGEST_TASK_MS, scrollThrough, takeLongTasks, timeToContent, watchLongTasks } from './measure.ts';
import { seedLargeProject } from './seed.ts';

// Started by `npm run large-project`: a project of 5,000 tasks, 500 documents and 20,000 entries opens and scrolls.
const OPEN_WITHIN_MS = 1000;
const REPEATS = 5;
const OLDER_PAGES = 19;

const OVERVIEW = ['.sentence', '.holders a', '.entries a'];

/** Lists by the page they stand on: how to get all of them on it, and what must be there before. */
const LISTS = [
  { name: 'overview', page: '', ready: '.holders a', more: say('holders.all'), times: 1 },
  { name: 'tasks', page: '/aufgaben', ready: 'li.block', more: say('inbox.more'), times: OLDER_PAGES },
  { name: 'history', page: '/verlauf', ready: '.entries a', more: say('timeline.more'), times: OLDER_PAGES },
] as const;

const browser = await openBrowser();
const people = new People(browser);
const world: World = { named: (name) => people.named(name), newcomer: (name) => people.newcomer(name) };
const faults: string[] = [];
const print = (line: string) => process.stdout.write(`${line}\n`);
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  const path = await seeded();
  const lead = await world.named(LEAD);
  const page = await lead.context.newPage();
  await watchLongTasks(page);
  await page.goto(`${needed('BASE_URL')}/vorhaben`);
  await lead.signIn(page);
  await measureFilters(lead, path);
  await measureOpening(page, path);
  await measureScrolling(page, path);
} finally {
  await browser.close();
}
for (const fault of faults) print(`✗ ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** One run to its end and one under way, through the API as people would; then their rows many times, by SQL. */
async function seeded(): Promise<string> {
  const ended = await Prepared.running(world, 'Ein sehr großes Vorhaben', 'Unterlage A');
  for (const { username } of OFFICES) await ended.answer(await world.named(username), 'approve');
  const signer = await world.named(SIGNER);
  const { id, paperNumber } = await ended.claim(signer, 'finalSignature');
  await signer.ask('POST', `/tasks/${id}/signature`, { result: 'signed', version: paperNumber, acknowledged: [] });
  const running = await ended.another('Unterlage B');
  const { projectId } = ended;
  const lead = await world.named(LEAD);
  const { items: units } = await lead.ask<{ items: Unit[] }>('GET', '/organisation/units');
  const { assignments } = await lead.ask<IssuedAssignments>('POST', `/projects/${projectId}/assignments`, {
    addressees: [{ unitId: units.find(({ name, tenantName }) => name === YOUTH.unit && /Mitte/.test(tenantName))?.id }],
    ...{ kind: 'statement', title: 'Aufgabe', due: { workingDays: 10 } },
  });
  const assignmentId = assignments[0]?.id ?? '';
  const patterns = { projectId, ended, running, assignmentId };
  const counts = await seedLargeProject(needed('OWNER_DATABASE_URL'), patterns);
  print(
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  );
  return ended.path;
}

/** The first page of the history through the API, also where a filter finds nothing and looks at every entry. */
async function measureFilters(lead: Person, path: string): Promise<void> {
  const projectId = path.split('/').at(-1);
  for (const filter of ['', 'what=documents', 'who=me', 'query=Seilbahn', `unit=${randomUUID()}`]) {
    const times: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const began = performance.now();
      await lead.ask('GET', `/projects/${projectId}/timeline?${filter}`);
      times.push(Math.round(performance.now() - began));
    }
    print(`history, filter ${filter || 'none'}: median ${median(times)} ms`);
  }
}

async function measureOpening(page: Page, path: string): Promise<void> {
  const base = needed('BASE_URL');
  const cold: number[] = [];
  const within: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    cold.push(await timeToContent(page, () => page.goto(base + path), OVERVIEW));
    await page.goto(`${base}/vorhaben`);
    const link = page.locator(`a[href="${path}"]`).first();
    await link.waitFor();
    within.push(await timeToContent(page, () => link.click(), OVERVIEW));
  }
  print(`opening, whole page: ${cold.join(', ')} ms, median ${median(cold)}`);
  print(`opening, from the list: ${within.join(', ')} ms, median ${median(within)}`);
  for (const [name, values] of Object.entries({ 'whole page': cold, 'from the list': within }))
    if (median(values) > OPEN_WITHIN_MS) faults.push(`opening (${name}) takes ${median(values)} ms`);
}

async function measureScrolling(page: Page, path: string): Promise<void> {
  for (const { name, page: part, ready, more, times } of LISTS) {
    await page.goto(needed('BASE_URL') + path + part);
    await page.locator(ready).first().waitFor();
    await takeLongTasks(page);
    for (let time = 0; time < times; time += 1) {
      const button = page.getByRole('button', { name: more });
      if ((await button.count()) === 0) break;
      const rows = await page.locator(ready).count();
      await button.click();
      await page.waitForFunction(([selector, before]) => document.querySelectorAll(selector).length > before, [
        ready,
        rows,
      ] as const);
    }
    const loading = await takeLongTasks(page);
    const rows = await page.locator(ready).count();
    const { steps, longTasks } = await scrollThrough(page);
    const worst = (tasks: number[]) => Math.max(0, ...tasks);
    print(
      `${name}: ${rows} rows, ${steps} windows; longest task while loading ${worst(loading)} ms, while scrolling ${worst(longTasks)} ms`,
    );
    if (worst(longTasks) > LONGEST_TASK_MS) faults.push(`${name}: scrolling has a task of ${worst(longTasks)} ms`);
    if (worst(loading) > LONGEST_TASK_MS) faults.push(`${name}: loading has a task of ${worst(loading)} ms`);
  }
}
