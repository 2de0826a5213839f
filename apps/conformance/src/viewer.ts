import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import { chromium } from 'playwright-core';
import type { ExportedFile } from './schema';

const VIEWER = join(
  dirname(createRequire(import.meta.url).resolve('bpmn-js/package.json')),
  'dist/bpmn-viewer.production.min.js',
);
const FLAGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** In the page: opens the file in a viewer and says what it had to say. */
const OPEN = `async (xml) => {
  document.body.innerHTML = '<div id="drawing" style="width:1000px;height:600px"></div>';
  const viewer = new BpmnJS({ container: '#drawing' });
  try { return (await viewer.importXML(xml)).warnings.map(({ message }) => message); }
  catch (error) { return [error.message]; }
  finally { viewer.destroy(); }
}`;

/** What bpmn-js warns of when it opens the files in a browser. */
export async function viewerWarnings(files: readonly ExportedFile[], executablePath: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: VIEWER });
    const found: string[] = [];
    for (const { name, xml } of files) {
      const warnings = await page.evaluate<string[]>(`(${OPEN})(${JSON.stringify(xml)})`);
      found.push(...warnings.map((warning) => `${name}: ${warning}`));
    }
    return found;
  } finally {
    await browser.close();
  }
}
