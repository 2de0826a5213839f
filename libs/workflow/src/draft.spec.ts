import type { Definition } from './definition';
import type { RoundNode } from './definition';
import { applyEdit, DraftDefinition, editOf, looseEnds, ProcedureEdit } from './draft';
import { addStep } from './draft/steps';
import { lintDraft } from './lint/draft';
import { STORY } from './play-story';

const story = STORY.definition;
const edited = (change: (edit: ProcedureEdit) => ProcedureEdit): Definition => applyEdit(story, change(editOf(story)));
const withRound = (change: (round: RoundNode) => Partial<RoundNode>): Definition =>
  edited((edit) => ({
    ...edit,
    nodes: edit.nodes.map((node) => (node.type === 'coSignatureRound' ? { ...node, ...change(node) } : node)),
  }));
const withSettings = (change: Partial<RoundNode['settings']>): Definition =>
  withRound(({ settings }) => ({ settings: { ...settings, ...change } }));
const found = (definition: Definition) => lintDraft(definition).map(({ nodeId, path, code }) => [nodeId, path, code]);
const days = (length: number) => ({ length, unit: 'workingDay' as const, roll: true });

describe('a draft', () => {
  it('is the definition again when nothing was typed', () => {
    expect(edited((edit) => edit)).toEqual(story);
    expect(ProcedureEdit.parse(editOf(story))).toEqual(editOf(story));
    expect(DraftDefinition.parse(story)).toEqual(story);
  });

  it('names what does not hang together', () => {
    const { nodes, flows } = editOf(story);
    expect(looseEnds({ nodes, flows })).toEqual([]);
    expect(looseEnds({ nodes, flows: [...flows, { id: 'more', from: 'nowhere', to: 'round' }] })).toEqual(['nowhere']);
    expect(looseEnds({ nodes: [...nodes, ...nodes.slice(1, 2)], flows })).toEqual(['round']);
  });

  it('takes every block as it is added, and tells what each still needs', () => {
    const [way] = story.flows;
    const added = addStep(addStep(story, 'contribution', way?.id ?? ''), 'decision', way?.id ?? '');
    expect(DraftDefinition.parse(added)).toEqual(added);
    expect(found(added)).toEqual([
      ['decision1', 'table.inputs', 'incomplete'],
      ['decision1', 'table.outputs', 'incomplete'],
      ['decision1', 'table.rules', 'incomplete'],
      ['contribution1', 'addressees', 'incomplete'],
    ]);
  });

  it('keeps what may not be released yet', () => {
    const half = withRound(() => ({ period: days(0), waves: [] }));
    expect(DraftDefinition.parse(half)).toEqual(half);
  });

  it('has nothing to complain about in a sound procedure', () => {
    expect(lintDraft(story)).toEqual([]);
    const described = edited((edit) => ({ ...edit, description: { de: 'Wozu', en: 'What for' } }));
    expect(lintDraft(described)).toEqual([]);
  });

  it('says in both languages what is wrong with a Frist of 0, at its field, and what would mend it', () => {
    expect(lintDraft(withRound(() => ({ period: days(0) })))).toEqual([
      {
        nodeId: 'round',
        path: 'period',
        code: 'periodZero',
        message: { de: 'Eine Frist von 0 lässt niemandem Zeit.', en: 'A time limit of 0 leaves nobody any time.' },
        proposal: {
          de: 'Nennen Sie mindestens 1, üblich sind 5 Arbeitstage.',
          en: 'Give at least 1; 5 working days are usual.',
        },
      },
    ]);
    expect(found(withRound(() => ({ period: days(367) })))).toEqual([['round', 'period', 'periodTooLong']]);
    expect(found(withSettings({ escalationPeriod: days(0) }))).toEqual([
      ['round', 'settings.escalationPeriod', 'periodZero'],
    ]);
    // Although it does not matter then: what is released must be right throughout.
    expect(found(withSettings({ escalationPeriod: days(0), maxEscalations: 0 }))).toHaveLength(1);
  });

  it('finds reminders that come too late or twice, whatever they are counted in', () => {
    const reminders = [
      days(2),
      { ...days(1), unit: 'week' as const },
      { ...days(2), unit: 'calendarDay' as const },
      days(0),
    ];
    expect(found(withRound(() => ({ reminders })))).toEqual([
      ['round', 'reminders.1', 'reminderAfterEnd'],
      ['round', 'reminders.2', 'reminderTwice'],
      ['round', 'reminders.3', 'periodZero'],
    ]);
  });

  it('finds groups without participants and units that are named twice', () => {
    expect(found(withRound(() => ({ waves: [] })))).toEqual([['round', 'waves', 'noParticipants']]);
    const doubled = withRound(({ waves: [wave] }) => ({
      waves: [
        ...(wave ? [wave] : []),
        { mode: 'serial', seats: [] },
        { mode: 'parallel', seats: wave?.seats.slice(1, 2) ?? [] },
      ],
    }));
    expect(found(doubled)).toEqual([
      ['round', 'waves.1', 'noParticipants'],
      ['round', 'waves.2.seats.0', 'seatTwice'],
    ]);
  });

  it('finds a text that is missing in one language', () => {
    const nameless = edited((edit) => ({
      ...edit,
      name: { de: 'Name', en: '' },
      description: { de: '', en: 'Only this' },
    }));
    expect(found(nameless)).toEqual([
      [null, 'name.en', 'textMissing'],
      [null, 'description.de', 'textMissing'],
    ]);
  });

  it('passes on what the engine finds, with a proposal', () => {
    const optional = withRound(({ waves }) => ({
      waves: waves.map((wave) => ({ ...wave, seats: wave.seats.map((seat) => ({ ...seat, mandatory: false })) })),
    }));
    const needless = {
      ...optional,
      nodes: optional.nodes.map((node) =>
        node.type === 'coSignatureRound'
          ? { ...node, settings: { ...node.settings, quorum: { kind: 'count' as const, n: 0 } } }
          : node,
      ),
    };
    expect(lintDraft(needless)).toMatchObject([
      { nodeId: 'round', code: 'nothingNeeded', proposal: { de: 'Machen Sie mindestens eine Stelle zur Pflicht.' } },
    ]);
    expect(lintDraft({ ...story, flows: story.flows.slice(0, 1) })[0]?.proposal.de).toContain('Aufbau des Verfahrens');
  });
});
