import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { fitsInWidth, isAccessible } from './axe.ts';
import { PICTURES } from './environment.ts';
import { LANGUAGE } from './language.ts';

const WIDTHS = [320, 768, 1440, 1920] as const;
/** One narrow and one wide: between them things move, and none of them gets another name, size or colour; in the second language names alone differ. */
const JUDGED_WIDTHS: readonly number[] = LANGUAGE === 'de' ? [320, 1440] : [1440];
/** Colours are the same in every language. */
const SCHEMES = LANGUAGE === 'de' ? (['light', 'dark'] as const) : (['light'] as const);
/** In CI nobody looks at them. */
const TAKES_PICTURES = process.env['CI'] === undefined;

/** Fits into every width and is accessible, light and dark; all faults of the page are told at once. */
export async function judge(page: Page, name: string): Promise<void> {
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-kern-theme=${colorScheme}]`).waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const what = `${name} ${width} px ${colorScheme}`;
      for (const check of JUDGED_WIDTHS.includes(width) ? [fitsInWidth, isAccessible] : [fitsInWidth])
        await check(page, what).catch((error: unknown) => faults.push(`${what}: ${String(error)}`));
      if (TAKES_PICTURES) await takePicture(page, `${name}-${width}-${colorScheme}`);
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/**
 * A picture is for whoever looks, the page is judged without it: Chromium's capture waits for a frame, and on a busy machine
 * one in some hundreds never comes while the page itself answers every question.
 */
async function takePicture(page: Page, name: string): Promise<void> {
  await page
    .screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
    .catch((error: unknown) => console.log(`  no picture ${name}: ${String(error)}`));
}
