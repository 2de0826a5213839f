import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** No rule of WCAG 2.2 A or AA is broken on the page as it stands. */
export async function isAccessible(page: Page, name: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const result = await checker.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
  }, TAGS);
  assert.deepEqual(violations, [], name);
}

const SETTLED_MS = 60_000;

/** Nothing sticks out to the side, once the page has followed the new width. */
export async function fitsInWidth(page: Page, name: string): Promise<void> {
  const fits = () => (document.scrollingElement ?? document.documentElement).scrollWidth <= innerWidth;
  await page.waitForFunction(fits, undefined, { timeout: SETTLED_MS }).catch(() => undefined);
  const wide = await page.evaluate(() => {
    const { scrollWidth } = document.scrollingElement ?? document.documentElement;
    if (scrollWidth <= innerWidth) return [];
    const culprits = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    );
    return [
      `${scrollWidth} > ${innerWidth}`,
      ...culprits.slice(0, 5).map((element) => `${element.tagName} ${element.className}`),
    ];
  });
  assert.deepEqual(wide, [], name);
}
