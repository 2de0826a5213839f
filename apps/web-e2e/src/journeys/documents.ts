import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { LEAD } from '../acts/cast.ts';
import { pdfFile, textFile } from '../acts/files.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say } from '../machine/language.ts';
import { sees, tabTo } from '../machine/see.ts';

const LIAR = { name: 'rechnung.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\0 Programm') };
const OLD = 'Anlass\nDer Bolzplatz wird 2027 erneuert.\nKosten';
const NEW = 'Anlass\nDer Bolzplatz wird 2028 erneuert.\nKosten';

const card = (page: Page, title: string): Locator => page.getByRole('article', { name: title, exact: true });

async function openDocuments(page: Page): Promise<void> {
  await page.getByRole('link', { name: say('projectPages.documents'), exact: true }).click();
  await page.getByRole('heading', { name: say('project.documents'), level: 2 }).waitFor();
}

/** The text is read in the background; until then the page says so and is asked again. */
async function untilCompared(place: Locator): Promise<void> {
  const again = place.getByRole('button', { name: say('documents.comparison.again') });
  const ready = place.getByText(say('documents.comparison.passages', { count: 1 }));
  for (let turn = 0; turn < 200; turn += 1) {
    await again.or(ready).first().waitFor();
    if (await ready.isVisible()) return;
    const answered = place.page().waitForResponse((response) => response.url().includes('/comparison'));
    await again.click();
    await answered;
  }
  assert.fail('the text was never read');
}

const documents: Journey = {
  name: 'The lead uploads three files of which one lies, compares two versions, reads a PDF by keyboard, and withdraws a paper',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Papieren');
    const page = await (await world.named(LEAD)).open(prepared.path);
    await openDocuments(page);

    await page.getByText(say('documents.add'), { exact: true }).click();
    await page
      .getByLabel(say('documents.files'))
      .setInputFiles([textFile(OLD, 'Vermerk.txt'), LIAR, pdfFile('Lageplan', 'Lageplan.pdf')]);
    await page.getByRole('button', { name: say('documents.send'), exact: true }).click();
    const results = page.getByRole('list', { name: say('documents.results') });
    await results.getByText(say('documents.upload.done')).nth(1).waitFor();
    await sees(results.getByRole('listitem').filter({ hasText: 'rechnung.pdf' }), say('documents.upload.failed'));
    await isAccessible(page, 'the result of an upload');
    await card(page, 'Vermerk').waitFor();
    await card(page, 'Lageplan').waitFor();
    assert.equal(await card(page, 'rechnung').count(), 0);

    const note = card(page, 'Vermerk');
    await note.getByRole('button', { name: say('document.renew') }).click();
    const form = note.getByRole('form', { name: say('document.renewLabel', { title: 'Vermerk' }) });
    await form.getByLabel(say('document.chooseVersion')).setInputFiles(textFile(NEW, 'Vermerk.txt'));
    await form.getByRole('button', { name: say('document.uploadVersion') }).click();
    await sees(note, say('document.version', { number: 2 }));
    await note.getByRole('button', { name: say('documents.compare') }).click();
    await untilCompared(note);
    await note.locator('del', { hasText: '2027' }).waitFor();
    await note.locator('ins', { hasText: '2028' }).waitFor();
    await isAccessible(page, 'what changed between two versions');

    const plan = card(page, 'Lageplan');
    await tabTo(plan.getByRole('button', { name: say('documents.preview') }), 'Tab');
    await page.keyboard.press('Enter');
    const pages = plan.getByRole('region', { name: say('documents.pages.label', { title: 'Lageplan' }) });
    await sees(pages, say('documents.pages.page', { number: 1, count: 1 }));
    await tabTo(pages);
    await page.keyboard.press('+');
    await sees(pages, say('documents.pages.zoom', { percent: 125 }));
    await pages.locator('p', { hasText: 'Lageplan' }).waitFor({ state: 'attached' });
    await isAccessible(page, 'a PDF page by page');

    await note.getByRole('button', { name: say('documents.withdraw.open') }).click();
    const withdrawal = note.getByRole('form', { name: say('documents.withdraw.label', { title: 'Vermerk' }) });
    await withdrawal.getByRole('button', { name: say('documents.withdraw.button') }).click();
    await sees(withdrawal, say('form.reasonRequired'));
    await withdrawal.getByLabel(say('documents.reason')).fill('Zahlen überholt');
    await withdrawal.getByRole('button', { name: say('documents.withdraw.button') }).click();
    await sees(note, say('documents.state.withdrawn'), 'Zahlen überholt');
    await page.getByLabel(say('documents.stateLabel')).selectOption({ label: say('documents.state.current') });
    await note.waitFor({ state: 'detached' });
    await isAccessible(page, 'the list of current documents');
  },
};

export const DOCUMENTS: readonly Journey[] = [documents];
