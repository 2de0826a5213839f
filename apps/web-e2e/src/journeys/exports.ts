import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { HEALTH, LEAD } from '../acts/cast.ts';
import { Prepared } from '../acts/prepared.ts';
import type { Journey } from '../machine/journey.ts';
import { say, saying } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

const TITLE = 'Bewegungsräume zum Mitnehmen';
/** How an archive begins, and how its table of contents ends. */
const LOCAL_HEADER = 'PK\u0003\u0004';
const END_RECORD = 'PK\u0005\u0006';

export const EXPORTS: readonly Journey[] = [
  {
    name: 'a file is taken away: asked for on its page by keyboard, made in the background, downloaded; nobody else sees it',
    async run(world) {
      const prepared = await Prepared.running(world, TITLE);
      const lead = await world.named(LEAD);
      const page = await lead.open(prepared.path);
      await page.getByRole('link', { name: say('exports.link') }).press('Enter');
      await page.getByLabel(say('exports.versions'), { exact: true }).selectOption('all');
      await page.getByRole('button', { name: say('exports.request') }).press('Enter');
      const download = page.getByRole('button', { name: saying('exports.downloadNamed') }).first();
      await download.waitFor();
      const [file] = await Promise.all([page.waitForEvent('download'), download.press('Enter')]);
      assert.match(file.suggestedFilename(), /\.zip$/);
      const bytes = (await readFile(await file.path())).toString('latin1');
      assert.ok(bytes.startsWith(LOCAL_HEADER) && bytes.includes(END_RECORD), 'no archive');
      for (const name of ['manifest.json', 'SHA256SUMS', '.html'])
        assert.ok(bytes.includes(name), `${name} is missing`);
      const history = await lead.open(`${prepared.path}/verlauf`);
      await sees(history, say('history.kind.project-exportRequested'));
      const other = await (await world.named(HEALTH.username)).open('/exporte');
      await sees(other, say('exports.none'));
    },
  },
];
