import type { Page } from 'playwright-core';

/** No task of the browser's main thread may last longer, or scrolling stutters. */
export const LONGEST_TASK_MS = 100;

interface Watched extends Window {
  longTasks: number[];
}

/** Notes long tasks (over 50 ms, as browsers count them) from the first moment of each page. */
export const watchLongTasks = (page: Page): Promise<void> =>
  page
    .addInitScript(() => {
      const watched = window as unknown as Watched;
      watched.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) watched.longTasks.push(Math.round(duration));
      }).observe({ type: 'longtask', buffered: true });
    })
    .then(() => undefined);

export const takeLongTasks = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as Watched).longTasks.splice(0));

/** Milliseconds from the beginning of the navigation until everything useful is there. */
export async function timeToContent(page: Page, navigate: () => Promise<unknown>, useful: string[]): Promise<number> {
  const began = performance.now();
  await navigate();
  for (const selector of useful) await page.locator(selector).first().waitFor();
  return Math.round(performance.now() - began);
}

/** Goes through the whole page to its end, less than a window's height at a time, as fast as the browser paints. */
export async function scrollThrough(page: Page): Promise<{ steps: number; longTasks: number[] }> {
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await takeLongTasks(page);
  const steps = await page.evaluate(async () => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const isAtEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    let count = 0;
    for (let rests = 0; rests < 3 && count < 5000; count += 1) {
      scrollBy({ top: innerHeight * 0.9, behavior: 'instant' });
      await painted();
      rests = isAtEnd() ? rests + 1 : 0;
    }
    if (!isAtEnd()) throw new Error('the end of the page was not reached');
    return count;
  });
  return { steps, longTasks: await takeLongTasks(page) };
}
