import { RoundSettings, type Definition, type RoundNode } from '../definition';
import { STORY } from '../play-story';
import { procedureSteps } from './steps';

const stepsOf = (definition: Definition, names = {}) => procedureSteps(definition, names);
const [story] = STORY.definition.nodes.filter((node) => node.type === 'coSignatureRound');
const settings = RoundSettings.parse(story?.settings);
const ofRound = (change: Partial<RoundNode>, names = {}) => {
  const nodes = STORY.definition.nodes.map((node) => (node === story ? { ...story, ...change } : node));
  return stepsOf({ ...STORY.definition, nodes }, names)[0];
};
const rule = (step: ReturnType<typeof ofRound>, label: string) =>
  step?.rules.find(({ label: { de } }) => de === label)?.words;

describe('a procedure in words', () => {
  it('is a list of the steps at which somebody acts', () => {
    const [round, final, ...rest] = stepsOf(STORY.definition);
    expect(round).toMatchObject({
      nodeId: 'round',
      name: { de: 'Mitzeichnung' },
      summary: {
        de: 'Gesundheit, Jugend, Soziales und Stadtentwicklung gleichzeitig; Frist 5 Arbeitstage, Erinnerung nach 3 Arbeitstagen.',
        en: 'Health, youth, social affairs and urban development at the same time; time limit 5 working days, reminder after 3 working days.',
      },
      afterwards: {
        de: 'Bei Einvernehmen folgt „Schlusszeichnung“; wenn die Runde ablehnt, endet das Verfahren mit „Abgelehnt“; sonst endet das Verfahren mit „Zurück an Federführung“.',
      },
    });
    expect(final).toMatchObject({
      nodeId: 'final',
      summary: {
        de: 'Das Mitglied des Bezirksamts, dem die Federführung untersteht; Frist 2 Arbeitstage, ohne Erinnerung.',
      },
    });
    expect(rest).toEqual([]);
  });

  it('says what silence brings, with the numbers of this round', () => {
    expect(rule(ofRound({}), 'Bei Schweigen')?.de).toBe(
      'Die Sache geht an die nächsthöhere Stelle, höchstens 2-mal und jedes Mal mit einer neuen Frist von 2 Arbeitstagen; danach klärt es die Federführung. Schweigen gilt nie als Zustimmung.',
    );
    const words = (change: Partial<typeof settings>) =>
      rule(ofRound({ settings: { ...settings, ...change } }), 'Bei Schweigen');
    expect(words({ onSilence: 'deemed' })?.de).toContain('und bei Pflichtstellen gilt das nicht');
    expect(words({ onSilence: 'deemed', deemedMandatory: true })?.de).not.toContain('Pflichtstellen');
    expect(words({ onSilence: 'deemed' })?.de).not.toContain('nie als Zustimmung');
    expect(words({ onSilence: 'nil' })?.de).toContain('„keine Antwort“');
    expect(words({ onSilence: 'refuse' })?.en).toContain('counts as refused');
    expect(words({ onSilence: 'remindOnly' })?.en).toContain('stays open');
    expect(words({ maxEscalations: 0 })?.de).toContain('gleich an die Federführung');
    expect(words({ maxEscalations: 1 })?.de).toContain('einmal und jedes Mal');
  });

  it('calls facts and steps by their names, never by their keys', () => {
    const text = (de: string, en: string) => ({ de, en });
    const facts: Definition['facts'] = [
      { key: 'received', name: text('Eingang', 'Receipt'), type: 'date' },
      { key: 'boardOffice', name: text('Geschäftsstelle', 'Office of the board'), type: 'units' },
    ];
    const period = { length: 2, unit: 'week', roll: true } as const;
    const waves: RoundNode['waves'] = [
      {
        mode: 'parallel',
        seats: [{ addressee: { kind: 'fact', fact: 'boardOffice' }, mandatory: true, kind: 'technical' }],
      },
    ];
    const nodes = STORY.definition.nodes.map((node) => {
      if (node === story)
        return { ...story, waves, period: { ...period, from: { kind: 'fact', fact: 'received' } } as const };
      return node.type === 'finalSignature'
        ? { ...node, period: { ...period, from: { kind: 'step', nodeId: 'round' } } as const }
        : node;
    });
    const [round, final] = stepsOf({ ...STORY.definition, facts, nodes });
    expect(round?.summary).toEqual({
      de: 'Die Stellen aus „Geschäftsstelle“; Frist 2 Wochen, gezählt ab „Eingang“, Erinnerung nach 3 Arbeitstagen.',
      en: 'The units in “Office of the board”; time limit 2 weeks, counted from “Receipt”, reminder after 3 working days.',
    });
    expect(final?.summary.de).toContain('gezählt ab dem Ende von „Mitzeichnung“');
  });

  it('says of a step for nobody what it is for', () => {
    const number = {
      id: 'number',
      name: { de: 'Nummer', en: 'Number' },
      type: 'automatic',
      job: { kind: 'number', series: 'v', pattern: '{n}', fact: 'number' },
    } as const;
    const nodes = STORY.definition.nodes.map((node) => (node === story ? { ...number, id: node.id } : node));
    expect(stepsOf({ ...STORY.definition, nodes })[0]?.summary.de).not.toContain('keine');
  });

  it('names units, order and what is optional', () => {
    const unitId = '01926f00-0000-7000-8001-000000000008';
    const waves: RoundNode['waves'] = [
      {
        mode: 'serial',
        seats: [
          { addressee: { kind: 'unit', unitId }, mandatory: true, kind: 'law' },
          { addressee: { kind: 'lead' }, mandatory: false, kind: 'technical' },
        ],
      },
      {
        mode: 'parallel',
        seats: [{ addressee: { kind: 'participants', involvement: 'STATEMENT' }, mandatory: true, kind: 'technical' }],
      },
    ];
    expect(ofRound({ waves }, { [unitId]: 'Rechtsamt' })?.summary.de).toMatch(
      /^Rechtsamt \(rechtlich\) und die federführende Stelle \(freiwillig\) nacheinander; danach alle zur „Stellungnahme“ beteiligten Stellen gleichzeitig; Frist/,
    );
    expect(ofRound({ waves })?.summary.en).toMatch(/^An unknown unit \(legal\)/);
  });

  it('leaves out rules that change nothing as the others stand', () => {
    const step = ofRound({});
    expect(rule(step, 'Frist je Ebene im Dissens')?.de).toBe('3 Arbeitstage');
    expect(rule(step, 'Wessen Ablehnung entscheidet')).toBeUndefined();
    const strict = ofRound({ settings: { ...settings, onRefusal: 'reject' } });
    expect(rule(strict, 'Wessen Ablehnung entscheidet')?.de).toBe('die jeder Stelle');
    expect(rule(strict, 'Frist je Ebene im Dissens')).toBeUndefined();
  });
});
