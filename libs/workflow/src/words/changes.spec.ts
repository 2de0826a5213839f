import type { Definition } from '../definition';
import { NodeDefinition, RoundNode } from '../definition';
import { STORY } from '../play-story';
import { procedureChanges } from './changes';

const story = STORY.definition;
const words = (after: Definition, before = story) =>
  procedureChanges(before, after, {}).map(({ nodeId, words: { de } }) => [nodeId, de]);
const withRound = (change: (round: RoundNode) => Partial<RoundNode>): Definition => ({
  ...story,
  nodes: story.nodes.map((node) => (node.type === 'coSignatureRound' ? { ...node, ...change(node) } : node)),
});
const department = (name: 'LEGAL' | 'FINANCE', mandatory = true) => ({
  addressee: { kind: 'department' as const, department: name },
  mandatory,
  kind: 'technical' as const,
});

/** Wherever one of these is allowed it is tried. */
const CHOICES = [
  'serial',
  'deemed',
  'reject',
  'all',
  'mandatory',
  'week',
  'law',
  'FINANCE',
  'rejected',
  'return',
  '09:00',
];

/** Every copy of the value with one thing in it changed, whatever its depth. */
function* mutants(value: unknown): Generator<unknown> {
  if (typeof value === 'boolean') yield !value;
  if (typeof value === 'number') yield value + 1;
  if (typeof value === 'string') yield* [`${value} anders`, ...CHOICES].filter((other) => other !== value);
  if (Array.isArray(value)) {
    if (value.length > 0) yield [...(value as unknown[]), value[0]];
    for (const [index, part] of (value as unknown[]).entries()) {
      for (const mutant of mutants(part)) yield (value as unknown[]).with(index, mutant);
      yield (value as unknown[]).toSpliced(index, 1);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value))
      for (const mutant of mutants(part)) yield { ...value, [name]: mutant };
  }
}

describe('what changed between two versions', () => {
  it('is nothing between equal ones, whatever the order of names', () => {
    const turned = JSON.parse(
      JSON.stringify(story, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).toReversed())
          : value,
      ),
    ) as Definition;
    expect(words(turned)).toEqual([]);
  });

  it('is told for Frist and participants as people would say it', () => {
    const after = withRound(({ waves: [wave], period }) => ({
      period: { ...period, length: 8 },
      waves: [{ mode: 'parallel', seats: [...(wave?.seats.slice(1) ?? []), department('LEGAL')] }],
    }));
    expect(words(after)).toEqual([
      ['round', '„Mitzeichnung“, Beteiligte: neu dabei: „Recht“ (Pflicht).'],
      ['round', '„Mitzeichnung“, Beteiligte: nicht mehr dabei: „Gesundheit“.'],
      ['round', '„Mitzeichnung“, Frist: 8 Arbeitstage (bisher: 5 Arbeitstage).'],
    ]);
    expect(procedureChanges(story, after, {}).map(({ words: { en } }) => en)).toEqual([
      '“Co-signature”, Participants: new: “legal affairs” (mandatory).',
      '“Co-signature”, Participants: no longer there: “health”.',
      '“Co-signature”, Time limit: 8 working days (before: 5 working days).',
    ]);
  });

  it('is told for groups, order, duty and silence', () => {
    const after = withRound(({ waves: [wave], settings }) => ({
      waves: [
        {
          mode: 'serial',
          seats: (wave?.seats ?? []).slice(0, 3).map((seat, index) => ({ ...seat, mandatory: index > 0 })),
        },
        { mode: 'parallel', seats: [...(wave?.seats ?? []).slice(3), department('FINANCE', false)] },
      ],
      settings: { ...settings, onSilence: 'remindOnly' },
      reminders: [],
    }));
    expect(words(after).map(([, sentence]) => sentence)).toEqual([
      '„Mitzeichnung“, Beteiligte: neu dabei: „Finanzen“ (freiwillig, in der 2. Gruppe).',
      '„Mitzeichnung“, Beteiligte: „Gesundheit“: freiwillig (bisher Pflicht).',
      '„Mitzeichnung“, Beteiligte: „Stadtentwicklung“: in der 2. Gruppe (bisher in der 1. Gruppe).',
      '„Mitzeichnung“, Beteiligte: 1. Gruppe nacheinander (bisher gleichzeitig).',
      '„Mitzeichnung“, Erinnerung: keine (bisher: nach 3 Arbeitstagen).',
      '„Mitzeichnung“, Bei Schweigen: bleibt offen, es wird nur erinnert (bisher: geht an die nächsthöhere Stelle).',
    ]);
  });

  it('is told for names, in the language that differs', () => {
    const after = { ...story, name: { ...story.name, en: 'Four departments' } };
    expect(procedureChanges(story, after, {})).toEqual([
      {
        nodeId: null,
        words: {
          de: 'Name (englisch): “Four departments” (bisher: “Co-signature of four departments”).',
          en: 'Name: “Four departments” (before: “Co-signature of four departments”).',
        },
      },
    ]);
  });

  it('is told for steps that are new, gone or of another kind', () => {
    const [start, round, ...rest] = story.nodes;
    const task: NodeDefinition = {
      id: 'round',
      type: 'task',
      name: { de: 'Aufgabe', en: 'Task' },
      addressee: { kind: 'lead' },
      reminders: [],
    };
    const after = { ...story, nodes: [...(start ? [start] : []), task, ...rest] };
    expect(round?.id).toBe('round');
    expect(words(after)).toEqual([
      ['round', '„Aufgabe“, neuer Schritt.'],
      ['round', '„Mitzeichnung“, Schritt entfällt.'],
    ]);
  });

  it('never stays silent about a setting, whichever it is', () => {
    const round = story.nodes.find((node) => node.type === 'coSignatureRound');
    const full = RoundNode.parse({ ...round, settings: { ...round?.settings, quorum: { kind: 'count', n: 1 } } });
    const before = withRound(() => full);
    let tried = 0;
    for (const node of before.nodes)
      for (const mutant of mutants(node)) {
        const { data: changed } = NodeDefinition.safeParse(mutant);
        if (changed?.type !== node.type) continue;
        const after = { ...before, nodes: before.nodes.map((one) => (one === node ? changed : one)) };
        expect([changed, words(after, before).length]).not.toEqual([changed, 0]);
        tried += 1;
      }
    expect(tried).toBeGreaterThan(100);
  });
});
