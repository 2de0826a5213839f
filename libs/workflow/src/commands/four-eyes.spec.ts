import type { StepCommand } from '../command';
import { headOf, LEAD, Play, roundNode } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import type { Acting } from '../vocabulary';

/** At home in the office that is asked and in the one that signs. */
const HANA: Acting = {
  personId: 'hana',
  grants: [
    { unitId: 'health', capacity: 'HEAD' },
    { unitId: 'councillor', capacity: 'HEAD' },
  ],
};

const begun = () =>
  new Play(
    graph(
      [
        task('draft'),
        roundNode([{ seats: ['health'] }]),
        {
          id: 'final',
          type: 'finalSignature',
          roundNodeId: 'round',
          signers: [
            { kind: 'unit', unitId: 'councillor' },
            { kind: 'unit', unitId: 'mayor' },
          ],
          period: { length: 5, unit: 'workingDay', roll: true },
          reminders: [],
          fourEyes: true,
          signerMayAnswer: false,
        },
        end('end'),
      ],
      [
        ['start', 'draft'],
        ['draft', 'round'],
        ['round', 'final'],
        ['final', 'end'],
      ],
    ),
  ).start();

function answered(play: Play, by: Acting): Play {
  const { id: seatId } = play.seat('health');
  play.does(by, { type: 'claim', seatId });
  return play.does(by, { type: 'answer', seatId, kind: 'approve', version: play.state.paper.number });
}

const taken = (play: Play, by: Acting): Play => play.does(by, { type: 'claim', seatId: 'g1' });

function signing(play: Play, by: Acting): string | undefined {
  const stepId = play.state.steps.at(-1)?.id ?? '';
  const version = play.state.paper.number;
  const command: StepCommand = { type: 'sign', seatId: 'g1', version, acknowledged: [] };
  return play.attempt({ type: 'step', stepId, by, command }).refused?.code;
}

const back = (play: Play): Play =>
  complete(play.run({ type: 'returnTo', by: LEAD, nodeId: 'draft', reason: 'neu' }), 'draft');

const endedAndOn = (play: Play, nodeId: string, more: object = {}): Play =>
  play
    .run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' })
    .run({ type: 'reopen', by: LEAD, nodeId, reason: 'doch', ...more });

describe('four eyes in a run that returns or goes on', () => {
  it('ask who has answered in the round that is signed, not in one before it', () => {
    const play = taken(answered(complete(begun(), 'draft'), HANA), HANA);
    expect(signing(play, HANA)).toBe('answeredInRound');
    taken(answered(back(play), headOf('health')), HANA);
    expect(signing(play, HANA)).toBeUndefined();
  });

  it('let whoever signed before answer in a new round, and then not sign', () => {
    const play = taken(answered(complete(begun(), 'draft'), headOf('health')), HANA);
    expect(signing(play, HANA)).toBeUndefined();
    taken(answered(complete(endedAndOn(play, 'draft'), 'draft'), HANA), HANA);
    expect(signing(play, HANA)).toBe('answeredInRound');
  });

  it('ask for every signature again, and keep out who has answered, where the round still holds', () => {
    const play = taken(answered(complete(begun(), 'draft'), headOf('health')), HANA);
    expect(signing(play, HANA)).toBeUndefined();
    taken(endedAndOn(play, 'final'), HANA);
    expect(open(play)).toEqual(['final']);
    expect(signing(play, HANA)).toBeUndefined();
    const answerer = taken(answered(complete(begun(), 'draft'), HANA), HANA);
    expect(signing(taken(endedAndOn(answerer, 'final'), HANA), HANA)).toBe('answeredInRound');
  });

  it('keep out who has written a version, also where the paper has other authors by then', () => {
    const play = complete(begun(), 'draft');
    endedAndOn(play, 'draft', { paper: { number: 2, sha256: '2'.repeat(64) }, authors: ['neu'] });
    complete(play, 'draft');
    const claim = { type: 'claim', seatId: play.seat('health').id } as const;
    const stepId = play.state.steps.at(-1)?.id ?? '';
    for (const personId of ['autor', 'neu']) {
      const by = { ...headOf('health'), personId };
      expect(play.attempt({ type: 'step', stepId, by, command: claim }).refused?.code).toBe('author');
    }
  });
});
