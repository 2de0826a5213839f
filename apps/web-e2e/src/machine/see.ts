import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

type Scope = Page | Locator;

/** The text is there, and the person can see it. */
export async function sees(scope: Scope, ...texts: (string | RegExp)[]): Promise<void> {
  for (const text of texts) await scope.getByText(text).first().waitFor();
}

export async function seesNot(scope: Scope, text: string | RegExp): Promise<void> {
  await scope.getByText(text).first().waitFor({ state: 'hidden' });
}

/** The text of the place becomes exactly this; otherwise the error tells what stands there instead. */
export async function reads(place: Locator, expected: string): Promise<void> {
  const exact = new RegExp(`^\\s*${RegExp.escape(expected)}\\s*$`);
  await place
    .filter({ hasText: exact })
    .waitFor()
    .catch(async () => assert.equal((await place.allTextContents()).join(' | ').trim(), expected));
}

export async function isFocused(place: Locator): Promise<void> {
  await place.and(place.page().locator(':focus')).waitFor();
}

/** Where the keyboard is can be seen: an outline, and inside the window. */
export async function focusIsVisible(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing has the focus';
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const words = element instanceof HTMLElement ? element.innerText : (element.getAttribute('aria-label') ?? '');
    const name = `${element.tagName} „${words.slice(0, 40)}“`;
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return `${name} shows no focus`;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return inside ? '' : `${name} has the focus outside of the window`;
  });
  assert.equal(seen, '');
}

/** Goes there by Tab alone, and sees at every stop where it is. */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = target.page();
  await target.first().waitFor();
  const reached = target.and(page.locator(':focus'));
  for (let stop = 0; stop < 160; stop += 1) {
    await page.keyboard.press(key);
    if ((await reached.count()) > 0) return focusIsVisible(page);
    if ((await page.locator(':focus').count()) > 0) await focusIsVisible(page);
  }
  assert.fail(`${String(target)} cannot be reached by ${key}`);
}

/** By keyboard alone. */
export async function pressButton(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}
