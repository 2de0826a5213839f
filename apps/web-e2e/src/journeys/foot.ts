import assert from 'node:assert/strict';
import { LEAD } from '../acts/cast.ts';
import { ADDRESS } from '../machine/environment.ts';
import type { Journey } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { sees } from '../machine/see.ts';

const PAGES = { imprint: '/impressum', privacy: '/datenschutz', logging: '/protokollierung' } as const;

const beforeSignIn: Journey = {
  name: 'The pages of the foot are read before sign-in, and say what the operator has not filled in',
  async run(world) {
    const somebody = await world.newcomer(LEAD);
    const page = await somebody.context.newPage();
    await page.goto(`${ADDRESS}/barrierefreiheit`);
    await sees(page, say('legal.standard'), say('legal.gaps'));
    for (const [name, path] of Object.entries(PAGES)) {
      await page
        .getByRole('contentinfo')
        .getByRole('link', { name: say(`title.${name}`), exact: true })
        .click();
      await page.getByRole('heading', { level: 1, name: say(`title.${name}`) }).waitFor();
      assert.equal(new URL(page.url()).pathname, path);
    }
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: say('title.imprint'), exact: true })
      .click();
    await sees(page, say('legal.missing'));
  },
};

export const FOOT: readonly Journey[] = [beforeSignIn];
