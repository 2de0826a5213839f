import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { HEALTH, LEAD, SOCIAL, STRANGER } from '../acts/cast.ts';
import { begin, fillIn, openPart, sent } from '../acts/plan.ts';
import { Prepared } from '../acts/prepared.ts';
import { isAccessible } from '../machine/axe.ts';
import type { Journey } from '../machine/journey.ts';
import { say, within } from '../machine/language.ts';
import { isFocused, sees, tabTo } from '../machine/see.ts';

const PAUSE = 'Bewegte Pause an zwei Schulen';
const FIELD = 'Bolzplatz Swinemünder Straße';
const NOTE = 'Zwei Schulen machen mit.';
const MARKUP = '<img src=x onerror=alert(1)>';

const plan: Journey = {
  name: 'The lead plans phases, a milestone and measures; an office reports on its own; a risk is handled, a Beschluss entered',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume mit Plan');
    const lead = await world.named(LEAD);
    const page = await lead.open(prepared.path);
    await page.getByRole('link', { name: say('projectPages.planning'), exact: true }).click();
    await sees(page, say('planning.phase.none'), say('planning.milestone.none'));
    await isAccessible(page, 'an empty plan');

    const addPhase = page.getByRole('button', { name: say('planning.phase.add') });
    await tabTo(addPhase);
    await page.keyboard.press('Enter');
    const phases = [
      { name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' },
      { name: 'Umsetzung', from: '2031-06-01', to: '2032-05-31' },
    ];
    for (const [index, { name, from, to }] of phases.entries()) {
      if (index > 0) await addPhase.click();
      await fillIn(page, say('planning.phase.add'), {
        'planning.phase.name': name,
        'planning.from': from,
        'planning.to': to,
      });
      await page.getByRole('rowheader', { name }).waitFor();
    }
    await begin(page, say('planning.actOn.state', { title: 'Vorbereitung' }));
    await fillIn(page, say('planning.actOn.state', { title: 'Vorbereitung' }), {
      'planning.state': { choose: say('planning.phase.state.current') },
    });
    await sees(page.getByRole('row', { name: 'Vorbereitung' }), say('planning.phase.state.current'));

    await begin(page, say('planning.milestone.add'));
    await fillIn(page, say('planning.milestone.add'), {
      'planning.milestone.name': 'Auftakt im Quartier',
      'planning.milestone.day': '2031-07-01',
      'planning.unit': { choose: HEALTH.unit },
      'planning.milestone.phase': { choose: 'Vorbereitung' },
    });
    await sees(page.getByRole('row', { name: 'Auftakt im Quartier' }), HEALTH.unit, say('planning.milestone.outside'));
    await isAccessible(page, 'phases and milestones');

    await openPart(page, 'massnahmen');
    await begin(page, say('planning.measure.add'));
    const form = page.getByRole('form', { name: say('planning.measure.add') });
    await form.locator('button[type=submit]').click();
    await sees(form.getByRole('alert'), within('planning.form.missing', { field: say('planning.measure.title') }));
    await isAccessible(page, 'a measure with a fault');
    await form.getByLabel(say('planning.measure.title'), { exact: true }).focus();
    await fillIn(page, say('planning.measure.add'), {
      'planning.measure.title': PAUSE,
      'planning.measure.leadUnit': { choose: HEALTH.unit },
      'planning.measure.partners': `Kiezsport e. V.\n${MARKUP}`,
      'planning.from': '2031-03-01',
      'planning.to': '2031-12-31',
    });
    await begin(page, say('planning.measure.add'));
    await fillIn(page, say('planning.measure.add'), {
      'planning.measure.title': FIELD,
      'planning.measure.leadUnit': { choose: SOCIAL.unit },
    });
    await sees(page.getByRole('row', { name: PAUSE }), HEALTH.unit, MARKUP);
    await page.getByRole('row', { name: FIELD }).waitFor();
    await isAccessible(page, 'measures');

    // While the lead edits, the office reports on the same measure.
    await begin(page, say('planning.actOn.change', { title: PAUSE }));
    const office = await (await world.named(HEALTH.username)).open(`${prepared.path}/planung?teil=massnahmen`);
    assert.equal(await office.getByRole('button', { name: say('planning.measure.add') }).count(), 0);
    assert.equal(await office.getByRole('button', { name: say('planning.actOn.state', { title: FIELD }) }).count(), 0);
    await begin(office, say('planning.actOn.state', { title: PAUSE }));
    await fillIn(office, say('planning.actOn.state', { title: PAUSE }), {
      'planning.state': { choose: say('planning.measure.state.running') },
      'planning.measure.note': NOTE,
    });
    await sees(office.getByRole('row', { name: PAUSE }), say('planning.measure.state.running'), NOTE);

    const editing = page.getByRole('form', { name: say('planning.actOn.change', { title: PAUSE }) });
    await editing.getByLabel(say('planning.measure.isKey')).check();
    await editing.locator('button[type=submit]').click();
    await editing.getByRole('button', { name: say('planning.form.reload') }).click();
    await sees(page.getByRole('row', { name: PAUSE }).first(), NOTE);
    await sent(editing);
    await sees(page.getByRole('row', { name: PAUSE }), say('planning.measure.key'), NOTE);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: say('planning.export') }).click(),
    ]);
    const csv = readFileSync(await file.path(), 'utf8');
    assert.ok(csv.includes(PAUSE) && csv.includes(NOTE), csv);

    await openPart(page, 'risiken');
    await begin(page, say('planning.risk.addRisk'));
    const risk = 'Mittel kommen erst im Herbst';
    await fillIn(page, say('planning.risk.heading.risk'), {
      'planning.risk.title': risk,
      'planning.risk.categoryLabel': { choose: say('planning.risk.category.money') },
      'planning.unit': { choose: SOCIAL.unit },
      'planning.risk.impact': { choose: say('planning.risk.level.3') },
    });
    await begin(page, say('planning.actOn.state', { title: risk }));
    await fillIn(page, say('planning.actOn.state', { title: risk }), {
      'planning.state': { choose: say('planning.risk.state.handled') },
      'planning.risk.words': 'Zwischenfinanzierung ist beantragt.',
    });
    const risks = page.getByRole('listitem').filter({ hasText: risk });
    await sees(risks, say('planning.risk.state.handled'), 'Zwischenfinanzierung ist beantragt.');
    await isAccessible(page, 'risks');

    await openPart(page, 'beschluesse');
    await begin(page, say('planning.resolution.add'));
    await fillIn(page, say('planning.resolution.add'), {
      'planning.resolution.body': 'Bezirksamt',
      'planning.resolution.decidedOn': '2021-05-20',
      'planning.resolution.number': '0167/V',
      'planning.resolution.text': 'Das Bezirksamt beschließt das Konzept.',
      'planning.resolution.document': { choose: 'Konzept Bewegungsräume' },
    });
    const resolution = 'Bezirksamt, 0167/V';
    await page.getByRole('heading', { name: resolution }).waitFor();
    await begin(page, say('planning.citation.add'));
    const citation = page.getByRole('form', { name: say('planning.citation.add') });
    await citation.getByLabel(say('planning.citation.title'), { exact: true }).fill('Profil');
    await citation.getByLabel(within('planning.citation.link')).fill(['javascript', 'alert(1)'].join(':'));
    await citation.locator('button[type=submit]').click();
    await isFocused(citation.getByRole('alert'));
    await isAccessible(page, 'resolutions and a refused citation');
    await citation.getByLabel(within('planning.citation.link')).fill('https://example.org/profil');
    await sent(citation);
    await page.getByRole('link', { name: /^Profil/ }).waitFor();
    await page.goBack();
    await page.getByRole('tabpanel', { name: say('planning.part.risiken') }).waitFor();
  },
};

const hidden: Journey = {
  name: 'The plan of a project is not there for somebody of another authority, nor a linked project that they do not see',
  async run(world) {
    const prepared = await Prepared.running(world, 'Bewegungsräume als Ganzes');
    const part = await Prepared.running(world, 'Bewegungsräume als Teil');
    const page = await (await world.named(LEAD)).open(`${part.path}/planung?teil=verbunden`);
    await begin(page, say('planning.link.add'));
    await page.getByLabel(within('planning.link.search')).fill(prepared.title);
    const form = page.getByRole('form', { name: say('planning.link.add') });
    const choice = form.getByLabel(say('planning.link.project'), { exact: true });
    await choice.locator('option', { hasText: prepared.title }).waitFor({ state: 'attached' });
    await choice.selectOption(prepared.projectId);
    await sent(form);
    await page.getByRole('link', { name: new RegExp(prepared.title) }).waitFor();
    await isAccessible(page, 'linked projects');
    const stranger = await (await world.named(STRANGER)).open(`${part.path}/planung`);
    await sees(stranger, say('problem.notFound.title'));
  },
};

export const PLANNING: readonly Journey[] = [plan, hidden];
