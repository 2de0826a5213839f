import assert from 'node:assert/strict';
import type { ProcedureOverview } from '@querraum/contracts';
import type { Page } from 'playwright-core';
import { ADMIN } from '../acts/cast.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { LANGUAGE, say, saying } from '../machine/language.ts';
import { isFocused, sees, tabTo } from '../machine/see.ts';

/** A model with a process of its own in each language, so that both may be read into one house. */
const model = (name: string, inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  targetNamespace="http://querraum.example">
  <bpmn:process id="Sondernutzung-${LANGUAGE}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="Eingang" name="Antrag geht ein"><bpmn:outgoing>w1</bpmn:outgoing></bpmn:startEvent>
    ${inside}
    <bpmn:endEvent id="Ende" name="Bescheid ist raus"><bpmn:incoming>w2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="w1" sourceRef="Eingang" targetRef="Pruefung" />
    <bpmn:sequenceFlow id="w2" sourceRef="Pruefung" targetRef="Ende" />
  </bpmn:process>
</bpmn:definitions>`;

const GOOD = model(
  `Sondernutzung ${LANGUAGE}`,
  `<bpmn:userTask id="Pruefung" name="Antrag prüfen" camunda:candidateGroups="tiefbau">
     <bpmn:incoming>w1</bpmn:incoming><bpmn:outgoing>w2</bpmn:outgoing>
   </bpmn:userTask>`,
);
const SCRIPT = model(
  'Mit Skript',
  `<bpmn:scriptTask id="Pruefung" name="Rechnen" scriptFormat="groovy">
     <bpmn:incoming>w1</bpmn:incoming><bpmn:outgoing>w2</bpmn:outgoing><bpmn:script>1 + 1</bpmn:script>
   </bpmn:scriptTask>`,
);

async function choose(page: Page, name: string, xml: string): Promise<void> {
  const file = { name, mimeType: 'application/xml', buffer: Buffer.from(xml, 'utf8') };
  await page.getByLabel(say('bpmn.file')).setInputFiles(file);
  await sees(page, say('bpmn.chosen', { name }));
  await tabTo(page.getByRole('button', { name: say('bpmn.read') }));
  await page.keyboard.press('Enter');
}

const readIn: Journey = {
  name: 'A BPMN file is refused by name of what is in the way, another becomes a draft and is downloaded again',
  async run(world) {
    const admin = await world.named(ADMIN);
    const page = await admin.open('/verwaltung/verfahren');
    const there = async () => (await admin.ask<{ items: ProcedureOverview[] }>('GET', '/procedures/overview')).items;
    await tabTo(page.getByRole('link', { name: say('bpmn.heading') }));
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('button', { name: say('bpmn.read') }));
    const before = await there();
    await page.keyboard.press('Enter');
    await sees(page, say('bpmn.missing'));

    await choose(page, 'skript.bpmn', SCRIPT);
    await isFocused(page.locator('#bpmn-bericht'));
    await sees(page, /scriptTask.*Pruefung/, say('bpmn.refusedHint'));
    await isAccessible(page, 'refused BPMN file');
    assert.equal((await there()).length, before.length);

    await choose(page, 'sondernutzung.bpmn', GOOD);
    await isFocused(page.locator('#bpmn-bericht'));
    assert.equal((await there()).length, before.length + 1);
    await isAccessible(page, 'report of a BPMN file');
    await tabTo(page.getByRole('link', { name: saying('bpmn.toDraft') }));
    await page.keyboard.press('Enter');
    await sees(page, 'Antrag prüfen', 'tiefbau', say('blocks.importedSteps'));
    await isAccessible(page, 'draft from a BPMN file');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: say('bpmn.download') }).click();
    const bytes = await (await (await download).createReadStream()).toArray();
    const xml = Buffer.concat(bytes).toString('utf8');
    for (const part of ['Antrag prüfen', 'BPMNDiagram', 'userTask'])
      assert.ok(xml.includes(part), `${part} is missing`);

    await page.getByRole('link', { name: say('diagram.see') }).click();
    await page.locator('[data-node=Pruefung]').waitFor();
  },
};

export const BPMN: readonly Journey[] = [readIn];
