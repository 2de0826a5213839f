import { Bundle } from '../definition';
import { acts, headOf, LEAD, Play, sha256 } from '../play';
import { STORY } from '../play-story';

const OFFICES = ['health', 'youth', 'social', 'urban'];
const COUNCILLOR = acts('stadträtin', 'councillor');

/** The story with another line of signers or other settings of the signature. */
function withSignature(settings: Record<string, unknown>): Bundle {
  const { definition } = STORY;
  const nodes = definition.nodes.map((node) => (node.type === 'finalSignature' ? { ...node, ...settings } : node));
  return Bundle.parse({ ...STORY, definition: { ...definition, nodes } });
}

function agreed(settings: Record<string, unknown> = {}): Play {
  const play = new Play(withSignature(settings)).start();
  for (const unitId of OFFICES) play.answers(unitId, 'approve');
  return play;
}

const claim = { type: 'claim', seatId: 'g1' } as const;
const sign = { type: 'sign', seatId: 'g1', version: 1, acknowledged: [] as string[] } as const;

describe('the final signature', () => {
  it('opens only after the round is agreed', () => {
    const play = new Play(STORY).start();
    for (const unitId of OFFICES) play.answers(unitId, 'nil');
    expect(play.finalStep.signers).toMatchObject([
      { unitId: 'councillor', state: 'open', dueEnd: '2027-03-31T22:00:00.000Z' },
    ]);
  });

  it('waits with an incident where a definition leads to it without an agreed round', () => {
    const { definition } = STORY;
    const flows = [
      { id: 'a', from: 'start', to: 'final' },
      { id: 'b', from: 'final', to: 'end' },
    ];
    const nodes = definition.nodes.filter(({ id }) => ['start', 'final', 'end'].includes(id));
    const play = new Play(Bundle.parse({ semantics: 1, definition: { ...definition, nodes, flows } })).start();
    expect(play.state.steps).toEqual([]);
    expect(play.events('incident')).toMatchObject([{ reason: 'notAgreed' }]);
    expect(play.state.status).toBe('running');
    expect(play.tick('2027-06-01T00:00:00.000Z').events('incident')).toHaveLength(1);
  });

  it('is claimed by the first with authority and signed by nobody else', () => {
    const play = agreed();
    expect(play.refuses(headOf('health'), claim)).toBe('noAuthority');
    play.does(COUNCILLOR, claim);
    expect(play.refuses(acts('vertreter', 'councillor', 'DEPUTY', 'stadträtin'), claim)).toBe('alreadyClaimed');
    expect(play.refuses(acts('vertreter', 'councillor', 'DEPUTY', 'stadträtin'), sign)).toBe('notOwner');
    play.does(COUNCILLOR, { type: 'release', seatId: 'g1' });
    const deputy = acts('vertreter', 'councillor', 'DEPUTY', 'stadträtin');
    play.does(deputy, claim).does(deputy, sign);
    expect(play.finalStep.signers[0]?.by).toEqual({
      personId: 'vertreter',
      unitId: 'councillor',
      capacity: 'DEPUTY',
      onBehalfOf: 'stadträtin',
    });
  });

  it('is for the head and who deputises for the head, not for the unit by order', () => {
    const grant = { unitId: 'councillor', onBehalfOf: 'büro', capacity: 'DEPUTY' } as const;
    for (const by of [
      acts('büro', 'councillor', 'BY_ORDER'),
      { personId: 'vertreter', grants: [grant] },
      { personId: 'vertreter', grants: [{ ...grant, principalCapacity: 'BY_ORDER' as const }] },
    ]) {
      expect(agreed().refuses(by, claim)).toBe('noAuthority');
      const head = { ...by, grants: [{ unitId: 'councillor', capacity: 'HEAD' as const }] };
      const play = agreed().does(head, claim);
      expect(play.refuses(by, sign)).toBe('noAuthority');
      expect(play.refuses(by, { type: 'return', seatId: 'g1', words: 'x' })).toBe('noAuthority');
      expect(play.refuses(by, { type: 'reject', seatId: 'g1', words: 'x' })).toBe('noAuthority');
      play.does(COUNCILLOR, { ...claim, owner: by });
      expect(play.finalStep.signers[0]?.owner).toBe('stadträtin');
      expect(agreed().does(head, claim).refuses(by, { type: 'release', seatId: 'g1' })).toBeNull();
    }
  });

  it('is kept with the grant that entitles, whatever else the person holds for the unit', () => {
    const deputy = { unitId: 'councillor', capacity: 'DEPUTY' } as const;
    const by = {
      personId: 'vertreter',
      grants: [
        { ...deputy, onBehalfOf: 'büro', principalCapacity: 'BY_ORDER' as const },
        { ...deputy, onBehalfOf: 'stadträtin', principalCapacity: 'HEAD' as const },
      ],
    };
    const acted = { personId: 'vertreter', ...deputy, onBehalfOf: 'stadträtin' };
    const play = agreed().does(by, claim).does(by, sign);
    expect(play.events('seatClaimed').at(-1)?.by).toEqual(acted);
    expect(play.finalStep.signers[0]?.by).toEqual(acted);
  });

  it('is closed under four eyes to authors in every capacity and to those who answered in the round', () => {
    for (const by of [acts('autor', 'councillor'), acts('autor', 'councillor', 'DEPUTY', 'stadträtin')]) {
      expect(agreed().refuses(by, claim)).toBe('author');
      expect(agreed().refuses(by, sign)).toBe('notOwner');
      expect(agreed({ fourEyes: false }).does(by, claim).refuses(by, sign)).toBeNull();
    }
    const deputy = acts('head-health', 'councillor', 'DEPUTY', 'stadträtin');
    expect(agreed().does(deputy, claim).refuses(deputy, sign)).toBe('answeredInRound');
    expect(agreed({ fourEyes: false }).does(deputy, claim).refuses(deputy, sign)).toBeNull();
    const answerer = acts('head-health', 'councillor');
    expect(agreed({ signerMayAnswer: true }).does(answerer, claim).refuses(answerer, sign)).toBeNull();
  });

  it('goes along the line of authority, in order', () => {
    const play = agreed({ signers: [{ kind: 'lead' }, { kind: 'boardMemberOfLead' }] });
    expect(play.refuses(COUNCILLOR, { type: 'claim', seatId: 'g2' })).toBe('notYourTurn');
    play.does(LEAD, claim).does(LEAD, sign);
    expect(play.finalStep.signers.map(({ state }) => state)).toEqual(['signed', 'open']);
    expect(play.refuses(LEAD, sign)).toBe('notOpen');
    play.does(COUNCILLOR, { type: 'claim', seatId: 'g2' }).does(COUNCILLOR, { ...sign, seatId: 'g2' });
    expect(play.state.status).toBe('completed');
  });

  it('binds version and hash, and is refused on another version', () => {
    const play = agreed().does(COUNCILLOR, claim);
    expect(play.refuses(COUNCILLOR, { ...sign, version: 2 })).toBe('stale');
    play.does(COUNCILLOR, sign);
    expect(play.finalStep.signers[0]?.paper).toEqual({ number: 1, sha256: sha256(1) });
  });

  it('needs no acknowledgement of a reservation that was lifted meanwhile', () => {
    const play = new Play(STORY).start().answers('health', 'reserve', 'Geld');
    for (const unitId of OFFICES.slice(1)) play.answers(unitId, 'approve');
    play.does(COUNCILLOR, claim);
    expect(play.refuses(COUNCILLOR, sign)).toBe('notAcknowledged');
    play.run({
      type: 'step',
      stepId: 'e1',
      by: headOf('health'),
      command: { type: 'liftReservation', seatId: 's0001' },
    });
    play.does(COUNCILLOR, sign);
    expect(play.finalStep.signers[0]?.acknowledged).toEqual([]);
  });

  it('rejects with words, and ends the run rejected', () => {
    const play = agreed().does(COUNCILLOR, claim);
    expect(play.refuses(COUNCILLOR, { type: 'reject', seatId: 'g1', words: '' })).toBe('wordsRequired');
    play.does(COUNCILLOR, { type: 'reject', seatId: 'g1', words: 'Nicht mit mir' });
    expect(play.state.status).toBe('rejected');
    expect(play.events('signatureRejected')).toMatchObject([{ words: 'Nicht mit mir' }]);
  });

  it('is claimed a second time by its owner without any change', () => {
    const play = agreed().does(COUNCILLOR, claim);
    const [before, events] = [play.finalStep.signers, play.record.length];
    play.now = '2027-03-25T10:00:00.000Z';
    play.does(COUNCILLOR, claim);
    expect(play.finalStep.signers).toEqual(before);
    expect(play.record).toHaveLength(events);
  });

  it('takes no command once it was returned, though the run goes on', () => {
    const { definition } = withSignature({ signers: [{ kind: 'lead' }, { kind: 'boardMemberOfLead' }] });
    const rework = { id: 'rework', type: 'task', name: definition.name, addressee: { kind: 'lead' } };
    const flows = definition.flows.map((flow) => (flow.from === 'final' ? { ...flow, to: 'rework' } : flow));
    const bundle = Bundle.parse({
      semantics: 1,
      definition: {
        ...definition,
        nodes: [...definition.nodes, rework],
        flows: [...flows, { id: 'f-rework', from: 'rework', to: 'signed' }],
      },
    });
    const play = new Play(bundle).start();
    for (const unitId of OFFICES) play.answers(unitId, 'approve');
    play.does(LEAD, claim).does(LEAD, { type: 'return', seatId: 'g1', words: 'noch einmal' });
    for (const [by, seatId] of [
      [LEAD, 'g1'],
      [COUNCILLOR, 'g2'],
    ] as const) {
      for (const command of [
        { type: 'claim', seatId },
        { type: 'release', seatId },
        { ...sign, seatId },
        { type: 'return', seatId, words: 'x' },
        { type: 'reject', seatId, words: 'x' },
      ] as const) {
        expect(play.attempt({ type: 'step', stepId: 'e2', by, command }).refused?.code).toBe('notOpen');
      }
    }
  });

  it('is never given by silence: superior and lead learn that the period ran out, once', () => {
    const play = agreed().tick('2027-03-31T22:00:00.000Z').tick('2027-05-01T00:00:00.000Z');
    expect(play.finalStep.signers[0]?.state).toBe('open');
    expect(play.events('incident')).toMatchObject([{ reason: 'notSigned', seatId: 'g1' }]);
    expect(play.notices).toContainEqual({ reason: 'escalation', unitId: 'board' });
  });

  it('leaves the round alone: its outcome is final', () => {
    const play = agreed();
    const withdraw = { type: 'withdraw', seatId: 's0001' } as const;
    const { refused } = play.attempt({ type: 'step', stepId: 'e1', by: headOf('health'), command: withdraw });
    expect(refused?.code).toBe('roundEnded');
  });
});
