import { advance } from './advance';
import type { Advanced, Command, Facts, StepCommand } from './command';
import { danglingOf } from './dangling';
import { RoundSettings } from './definition';
import type { Bundle, Definition, FactValue, RoundNode, SeatKind } from './definition';
import type { RunEvent } from './effects';
import { frozen } from './play-frozen';
import type { FinalSignatureStep, RoundStep, RunState, Seat } from './state';
import type { Acting, Capacity, RoundCommand } from './vocabulary';
import type { z } from 'zod';

/** Berlin's holidays around Easter 2027. */
export const EASTER_2027: Record<string, string> = { '2027-03-26': 'Karfreitag', '2027-03-29': 'Ostermontag' };

/** A house of one unit, which leads. */
export const ONE_UNIT: Facts = {
  leadUnitId: 'lead',
  parties: [],
  superiors: { lead: null },
  boardMemberUnitId: null,
  responsibilityUnitId: 'lead',
  closedDays: {},
};

export const FACTS: Facts = {
  leadUnitId: 'lead',
  parties: [
    { unitId: 'health', department: 'HEALTH', involvement: 'CO_SIGNATURE' },
    { unitId: 'youth', department: 'YOUTH', involvement: 'CO_SIGNATURE' },
    { unitId: 'social', department: 'SOCIAL_AFFAIRS', involvement: 'CO_SIGNATURE' },
    { unitId: 'urban', department: 'URBAN_DEVELOPMENT', involvement: 'CO_SIGNATURE' },
  ],
  superiors: {
    lead: 'councillor',
    health: 'councillor',
    youth: 'councillor',
    social: 'councillor',
    urban: 'councillor',
    'youth-team': 'youth',
    councillor: 'board',
    board: null,
  },
  boardMemberUnitId: 'councillor',
  responsibilityUnitId: 'organisation-office',
  closedDays: EASTER_2027,
};

/** A person with one grant; `acts('anna', 'health')` is the head of health, with `onBehalfOf` a deputy of that head. */
export function acts(personId: string, unitId: string, capacity: Capacity = 'HEAD', onBehalfOf?: string): Acting {
  const principal = onBehalfOf === undefined ? {} : { onBehalfOf, principalCapacity: 'HEAD' as const };
  return { personId, grants: [{ unitId, capacity, ...principal }] };
}

export const LEAD = acts('lena', 'lead');
export const sha256 = (version: number): string => String(version).repeat(64).slice(0, 64);

/** Plays a run as the server would: keeps the state, collects the record, and stops at a refusal nobody expected. */
export class Play {
  readonly record: RunEvent[] = [];
  notices: { reason: string; unitId: string }[] = [];
  private current: RunState | null = null;

  constructor(
    readonly bundle: Bundle,
    public now = '2027-03-25T09:00:00.000Z',
    public facts: Facts = FACTS,
  ) {}

  get state(): RunState {
    if (this.current === null) throw new Error('The run has not been started.');
    return this.current;
  }

  start(authors: string[] = ['autor'], facts?: Record<string, FactValue>): this {
    const paper = { number: 1, sha256: sha256(1) };
    return this.run({ type: 'start', paper, authors, by: LEAD, ...(facts && { facts }) });
  }

  attempt(command: Command): Advanced {
    const held = this.current;
    const advanced = advance(this.bundle, held, command, { now: this.now, facts: this.facts });
    this.current = frozen(advanced.state);
    const dangling = held === null && advanced.refused ? [] : danglingOf(this.bundle, advanced.state);
    if (dangling.length > 0) throw new Error(`Left behind: ${dangling.join('; ')}.`);
    for (const effect of advanced.effects) {
      if (effect.type === 'event') this.record.push(effect.event);
      else if (effect.type === 'notify') this.notices.push({ reason: effect.reason, unitId: effect.unitId });
    }
    return advanced;
  }

  run(command: Command): this {
    const { refused } = this.attempt(command);
    if (refused !== undefined) throw new Error(`Refused: ${refused.code} ${JSON.stringify(command)}`);
    return this;
  }

  /** The time goes on, and the clock ticks. */
  tick(now: string): this {
    this.now = now;
    return this.run({ type: 'tick' });
  }

  private inStep(by: Acting, command: StepCommand): Command {
    const step = this.state.steps.findLast(({ open }) => open) ?? this.state.steps.at(-1);
    return { type: 'step', stepId: step?.id ?? '', by, command };
  }

  does(by: Acting, command: StepCommand): this {
    return this.run(this.inStep(by, command));
  }

  /** The code with which the command is refused; `null` if it is not. */
  refuses(by: Acting, command: StepCommand): string | null {
    return this.attempt(this.inStep(by, command)).refused?.code ?? null;
  }

  get roundStep(): RoundStep {
    const step = this.state.steps.findLast((found) => found.type === 'coSignatureRound');
    if (step?.type !== 'coSignatureRound') throw new Error('No round has been opened.');
    return step;
  }

  get round(): RoundStep['round'] {
    return this.roundStep.round;
  }

  get finalStep(): FinalSignatureStep {
    const step = this.state.steps.findLast((found) => found.type === 'finalSignature');
    if (step?.type !== 'finalSignature') throw new Error('No final signature has been opened.');
    return step;
  }

  /** The first seat that was addressed to the unit. */
  seat(unitId: string): Seat {
    const seat = this.round.seats.find(({ originalUnitId }) => originalUnitId === unitId);
    if (seat === undefined) throw new Error(`No seat for ${unitId}.`);
    return seat;
  }

  /** The head of the seat's unit takes it over and answers on the current version. */
  answers(unitId: string, kind: Extract<RoundCommand, { type: 'answer' }>['kind'], words?: string): this {
    const { id: seatId, owner } = this.seat(unitId);
    const by = headOf(unitId);
    if (owner !== by.personId) this.does(by, { type: 'claim', seatId });
    const version = this.state.paper.number;
    return this.does(by, { type: 'answer', seatId, kind, version, ...(words === undefined ? {} : { words }) });
  }

  newText(change: 'editorial' | 'substantive', affected: string[] = [], authors: string[] = ['autor']): this {
    const number = this.state.paper.number + 1;
    const affectedSeatIds = affected.map((unitId) => this.seat(unitId).id);
    const version = { number, sha256: sha256(number) };
    return this.does(LEAD, { type: 'replaceText', version, authors, change, affectedSeatIds, reason: 'geändert' });
  }

  events(type: RunEvent['type']): RunEvent[] {
    return this.record.filter((event) => event.type === type);
  }
}

export const headOf = (unitId: string): Acting => acts(`head-${unitId}`, unitId);

type SeatLine = string | { unit: string; mandatory?: boolean; kind?: SeatKind };
type WaveLine = { mode?: 'parallel' | 'serial'; seats: SeatLine[] };

export const named = (text: string): { de: string; en: string } => ({ de: text, en: text });

export const fiveDays = { length: 5, unit: 'workingDay', roll: true } as const;

export function roundNode(waves: WaveLine[], settings: z.input<typeof RoundSettings> = {}): RoundNode {
  return {
    id: 'round',
    name: named('Mitzeichnung'),
    type: 'coSignatureRound',
    waves: waves.map(({ mode = 'parallel', seats }) => ({
      mode,
      seats: seats.map((line) => {
        const {
          unit,
          mandatory = false,
          kind = 'technical' as const,
        } = typeof line === 'string' ? { unit: line } : line;
        return { addressee: { kind: 'unit' as const, unitId: unit }, mandatory, kind };
      }),
    })),
    period: fiveDays,
    reminders: [],
    settings: RoundSettings.parse(settings),
  };
}

/** start → round → end: returned and rejected rounds are completed runs here, the round's outcome is what counts. */
export function roundOnly(node: RoundNode): Bundle {
  const definition: Definition = {
    schemaVersion: 1,
    key: 'round-only',
    name: named('Runde'),
    nodes: [
      { id: 'start', type: 'start', name: named('Beginn') },
      node,
      { id: 'end', type: 'end', name: named('Ende'), outcome: 'completed' },
    ],
    flows: [
      { id: 'a', from: 'start', to: 'round' },
      { id: 'b', from: 'round', to: 'end' },
    ],
  };
  return { semantics: 1, definition };
}

export const playRound = (waves: WaveLine[], settings: z.input<typeof RoundSettings> = {}): Play =>
  new Play(roundOnly(roundNode(waves, settings))).start();
