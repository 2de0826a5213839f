import { acts, LEAD, named, Play, roundNode } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import type { Line } from '../play-graph';
import { planReturn } from './return-plan';

const final = {
  id: 'final',
  type: 'finalSignature',
  roundNodeId: 'round',
  signers: [{ kind: 'unit', unitId: 'councillor' }],
  period: { length: 5, unit: 'workingDay', roll: true },
  reminders: [],
  fourEyes: true,
  signerMayAnswer: false,
};
const NODES = [
  task('draft'),
  roundNode([{ seats: [{ unit: 'health', mandatory: true }] }]),
  { id: 'gate', type: 'exclusiveGateway', defaultFlow: 'f3' },
  final,
  { id: 'signed', type: 'exclusiveGateway', defaultFlow: 'f6' },
  task('publish'),
  end('end'),
];
const LINES: Line[] = [
  ['start', 'draft'],
  ['draft', 'round'],
  ['round', 'gate'],
  ['gate', 'draft'],
  ['gate', 'final', 'round.outcome = "agreed"'],
  ['final', 'signed'],
  ['signed', 'draft'],
  ['signed', 'publish', 'finalSignature.result = "signed"'],
  ['publish', 'end'],
];
const begun = () => new Play(graph(NODES, LINES)).start();
const to = (nodeId: string, more: object = {}) =>
  ({ type: 'returnTo', by: LEAD, nodeId, reason: 'noch einmal', ...more }) as const;
const refused = (play: Play, nodeId: string) => play.attempt(to(nodeId)).refused;

/** The councillor takes the final signature over and says how it ends. */
function decided(play: Play, how: 'sign' | 'return'): Play {
  const by = acts('rat', 'councillor');
  play.does(by, { type: 'claim', seatId: 'g1' });
  return how === 'sign'
    ? play.does(by, { type: 'sign', seatId: 'g1', version: 1, acknowledged: [] })
    : play.does(by, { type: 'return', seatId: 'g1', words: 'so nicht' });
}

describe('a return to a step', () => {
  it('says first what it would close, then does just that', () => {
    const play = complete(begun(), 'draft');
    const plan = planReturn(play.bundle, play.state, { nodeId: 'draft' });
    expect(plan).toMatchObject({ closes: [{ nodeId: 'round', stepId: 'e2' }], stays: [], refused: null });
    play.run(to('draft'));
    expect(open(play)).toEqual(['draft']);
    expect(play.round.outcome).toBe('cancelled');
    expect(play.events('returnedTo')).toMatchObject([
      { by: { personId: 'lena' }, nodeId: 'draft', closed: ['e2'], reason: 'noch einmal' },
    ]);
    complete(play, 'draft').answers('health', 'approve');
    expect(open(play)).toEqual(['final']);
  });

  it('asks the lead for a reason', () => {
    const play = begun();
    expect(play.attempt(to('draft', { by: acts('h', 'health') })).refused?.code).toBe('notLead');
    expect(play.attempt(to('draft', { reason: '' })).refused?.code).toBe('reasonRequired');
  });

  it('knows only steps that somebody or time has to do', () => {
    const play = begun();
    expect(refused(play, 'nowhere')?.code).toBe('unknownNode');
    expect(refused(play, 'gate')).toEqual({ code: 'notReturnable', details: { because: 'noStep' } });
    expect(refused(play, 'end')?.code).toBe('notReturnable');
    expect(play.attempt(to('draft', { scope: 'c1' })).refused?.code).toBe('unknownNode');
  });

  it('never leads past a round or a final signature', () => {
    const signature = (nodeId: string) => ({ code: 'notReturnable', details: { because: 'signature', nodeId } });
    const play = begun();
    expect(refused(play, 'publish')).toEqual(signature('round'));
    expect(refused(play, 'final')).toEqual(signature('round'));
    expect(refused(complete(play, 'draft'), 'final')).toEqual(signature('round'));
    play.answers('health', 'approve');
    expect(refused(play, 'publish')).toEqual(signature('final'));
    expect(open(play.run(to('final')))).toEqual(['final']);
    decided(play, 'sign');
    expect(open(play.run(to('publish')))).toEqual(['publish']);
  });

  it('takes a round that the final signature has sent back for none', () => {
    const play = decided(complete(begun(), 'draft').answers('health', 'approve'), 'return');
    expect(open(play)).toEqual(['draft']);
    expect(refused(play, 'final')).toMatchObject({ details: { nodeId: 'round' } });
  });

  it('does not send one token into a parallel block that waits for all', () => {
    const play = new Play(
      graph(
        [
          task('before'),
          { id: 'split', type: 'parallelGateway' },
          task('a'),
          task('b'),
          { id: 'join', type: 'parallelGateway' },
          end('end'),
        ],
        [
          ['start', 'before'],
          ['before', 'split'],
          ['split', 'a'],
          ['split', 'b'],
          ['a', 'join'],
          ['b', 'join'],
          ['join', 'end'],
        ],
      ),
    ).start();
    complete(complete(play, 'before'), 'a');
    expect(refused(play, 'a')).toEqual({ code: 'notReturnable', details: { because: 'insideParallel' } });
    expect(open(play.run(to('before')))).toEqual(['before']);
    expect(play.state.joins).toEqual({});
  });

  it('goes back to before a fork also when only the branch with the signature is left', () => {
    const play = new Play(
      graph(
        [
          task('draft'),
          { id: 'split', type: 'parallelGateway' },
          roundNode([{ seats: ['health'] }]),
          task('beside'),
          end('end'),
        ],
        [
          ['start', 'draft'],
          ['draft', 'split'],
          ['split', 'round'],
          ['split', 'beside'],
          ['round', 'end'],
          ['beside', 'end'],
        ],
      ),
    ).start();
    complete(complete(play, 'draft'), 'beside');
    expect(open(play.run(to('draft')))).toEqual(['draft']);
    complete(play, 'draft');
    expect(open(play)).toEqual(['round', 'beside']);
    expect(refused(play, 'beside')).toEqual({
      code: 'notReturnable',
      details: { because: 'signature', nodeId: 'round' },
    });
  });

  it('never goes back to where a way leads round a signature to which every branch leads now', () => {
    const play = new Play(
      graph(
        [
          task('draft'),
          { id: 'gate', type: 'exclusiveGateway', defaultFlow: 'f2' },
          { id: 'split', type: 'parallelGateway' },
          roundNode([{ seats: ['health'] }]),
          task('beside'),
          end('end'),
        ],
        [
          ['start', 'draft'],
          ['draft', 'gate'],
          ['gate', 'split'],
          ['gate', 'end', 'false'],
          ['split', 'round'],
          ['split', 'beside'],
          ['round', 'end'],
          ['beside', 'end'],
        ],
      ),
    ).start();
    complete(play, 'draft');
    expect(open(play)).toEqual(['round', 'beside']);
    expect(refused(play, 'draft')).toMatchObject({ details: { because: 'signature', nodeId: 'round' } });
  });

  it('within a called procedure leaves the caller as it is', () => {
    const inner = graph(
      [task('one'), task('two'), end('end')],
      [
        ['start', 'one'],
        ['one', 'two'],
        ['two', 'end'],
      ],
    ).definition;
    const outer = graph(
      [
        { id: 'split', type: 'parallelGateway' },
        { id: 'sub', type: 'call', procedure: 'graph' },
        task('beside'),
        end('end'),
      ],
      [
        ['start', 'split'],
        ['split', 'sub'],
        ['split', 'beside'],
        ['sub', 'end'],
        ['beside', 'end'],
      ],
    );
    const play = complete(new Play({ ...outer, called: { graph: inner } }).start(), 'one');
    expect(planReturn(play.bundle, play.state, { nodeId: 'one', scope: 'c1' })).toMatchObject({
      closes: [{ nodeId: 'two', name: named('Schritt') }],
      stays: [{ nodeId: 'sub' }, { nodeId: 'beside' }],
    });
    expect(open(play.run(to('one', { scope: 'c1' })))).toEqual(['sub', 'beside', 'one']);
    play.run(to('beside'));
    expect(open(play)).toEqual(['beside']);
    expect(play.state.scopes).toMatchObject([{ outcome: 'cancelled' }]);
  });
});

describe('a run that has ended', () => {
  const reopen = (nodeId: string, more: object = {}) =>
    ({ type: 'reopen', by: LEAD, nodeId, reason: 'Irrtum', ...more }) as const;

  it('goes on at a step with a new round', () => {
    const play = complete(begun(), 'draft').run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' });
    expect(play.run(reopen('draft')).state.status).toBe('running');
    expect(open(play)).toEqual(['draft']);
    complete(play, 'draft');
    expect(play.state.steps.filter(({ type }) => type === 'coSignatureRound')).toHaveLength(2);
    expect(play.events('runReopened')).toMatchObject([{ nodeId: 'draft', reason: 'Irrtum' }]);
  });

  it('goes on with the paper as it is by now, which nobody has signed', () => {
    const play = complete(begun(), 'draft').answers('health', 'approve');
    play.run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' });
    const paper = { number: 2, sha256: '2'.repeat(64) };
    expect(play.attempt(reopen('final', { paper })).refused).toMatchObject({ details: { nodeId: 'round' } });
    expect(open(play.run(reopen('final')))).toEqual(['final']);
    play.run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' });
    expect(play.run(reopen('draft', { paper, authors: ['neu'] })).state).toMatchObject({
      paper,
      authors: ['autor', 'neu'],
    });
  });

  it('keeps nothing that was agreed or signed on an earlier version, however it goes on', () => {
    const play = complete(begun(), 'draft').answers('health', 'approve');
    play.run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' });
    play.run(reopen('draft', { paper: { number: 2, sha256: '2'.repeat(64) } }));
    expect(refused(play, 'final')).toMatchObject({ details: { because: 'signature', nodeId: 'round' } });
    complete(play, 'draft').answers('health', 'approve');
    expect(open(play.run(to('final')))).toEqual(['final']);
  });

  it('is not opened again once it was signed, nor while it runs', () => {
    const play = begun();
    expect(play.attempt(reopen('draft')).refused?.code).toBe('notReopenable');
    complete(play, 'draft').answers('health', 'approve');
    complete(decided(play, 'sign'), 'publish');
    expect(play.state.status).toBe('completed');
    expect(play.attempt(reopen('publish')).refused?.code).toBe('notReopenable');
    expect(play.attempt({ type: 'suspend', by: LEAD, reason: 'x' }).refused?.code).toBe('runEnded');
  });
});
