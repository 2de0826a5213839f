import type { Facts } from '../command';
import type { Bundle, FactDefinition } from '../definition';
import { MINUTES_ENTRIES } from '../nodes/committee/minutes';
import { Playback, Recorder, type RecordedCommand, type RecordedHistory, type RecordedRun } from './recorded';

/** Where people stand, by the name of the field. */
const PERSONS: ReadonlySet<string> = new Set(['personId', 'onBehalfOf', 'authors']);
/** Where units stand; of facts the keys of `superiors` too. */
const UNITS = /unitids?$/i;
/** Words of the engine and names of its parts. Whatever else is text in a command or in facts was written by somebody. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'type',
  'kind',
  'seatKind',
  'change',
  'capacity',
  'principalCapacity',
  'department',
  'involvement',
  'result',
  'stepId',
  'seatId',
  'affectedSeatIds',
  'acknowledged',
  'nodeId',
  'scope',
  'before',
  'mapping',
  'startAt',
  'subscriptionId',
  'code',
  'unit',
  'lengthFact',
  'latestTime',
  'dueEnd',
  'date',
]);
/** In procedures these say how parts belong together, whatever a unit is called. */
const PARTS: ReadonlySet<string> = new Set(['kind', 'type', 'id', 'key', 'from', 'to', 'fact', 'procedure', 'nodeId']);

/** Ids of the same form, counted in the order in which they are met, so that equal ones stay equal. */
function counted(say: (count: number) => string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id) ?? say(known.size + 1);
    known.set(id, found);
    return found;
  };
}

const uuid = (block: string) => (count: number) => `00000000-0000-7000-${block}-${String(count).padStart(12, '0')}`;
const hash = (count: number) => count.toString(16).padStart(64, '0');

/** To the engine it only matters whether there are any words. Their length would tell who has the patience to guess. */
const blanked = (text: string): string => (text.trim() === '' ? text : 'xxx');

type Values = Record<string, unknown>;
const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null;

class Pseudonyms {
  private readonly person = counted(uuid('8001'));
  private readonly unit = counted(uuid('8002'));
  private readonly paper = counted(hash);
  private readonly units = new Set<string>();

  /** Of every procedure: a fact has the same type wherever its value is written. */
  constructor(private readonly typesOfFacts: ReadonlyMap<string, ReadonlySet<FactDefinition['type']>>) {}

  /** Units are known by the facts and the procedure, wherever else their id stands. */
  learn(value: unknown, name = ''): void {
    if (typeof value === 'string' && UNITS.test(name)) this.units.add(value);
    else if (Array.isArray(value)) for (const one of value) this.learn(one, name);
    else if (isRecord(value))
      for (const [key, inner] of Object.entries(value)) {
        if (name === 'superiors') this.units.add(key);
        this.learn(inner, name === 'superiors' ? 'unitId' : key);
      }
  }

  /** A procedure keeps its words: they are the house's rules, and nobody's doing. */
  bundle(bundle: Bundle): Bundle {
    const replace = (text: string, name: string) => {
      if (PERSONS.has(name)) return this.person(text);
      return this.units.has(text) && !PARTS.has(name) ? this.unit(text) : text;
    };
    return each(bundle, replace) as Bundle;
  }

  facts({ superiors, closedDays, ...facts }: Facts): Facts {
    const above = Object.entries(superiors).map(([unit, next]) => [this.unit(unit), next && this.unit(next)]);
    const days = Object.entries(closedDays).map(([date, name]) => [date, blanked(name)]);
    return {
      ...(each(facts, (text, name) => this.text(text, name)) as Omit<Facts, 'superiors' | 'closedDays'>),
      superiors: Object.fromEntries(above) as Facts['superiors'],
      closedDays: Object.fromEntries(days) as Facts['closedDays'],
    };
  }

  command(command: RecordedCommand): RecordedCommand {
    const replace = (value: unknown, name: string): unknown => {
      if (name === 'mapping') return value;
      if ((name === 'facts' || name === 'values') && isRecord(value)) return this.values(value);
      if (Array.isArray(value)) return value.map((one) => replace(one, name));
      if (isRecord(value)) return mapped(value, replace);
      return typeof value === 'string' ? this.text(value, name) : value;
    };
    return replace(command, '') as RecordedCommand;
  }

  /** What was typed into the fields of a task or given at the start. */
  private values(values: Values): Values {
    return mapped(values, (value, key) => {
      const types = this.typesOfFacts.get(key);
      if (types?.has('units')) return each(value, (text) => this.unit(text));
      const isWritten = types === undefined || types.has('text');
      return isWritten ? each(value, (text) => this.text(text, '')) : value;
    });
  }

  private text(text: string, name: string): string {
    if (PERSONS.has(name)) return this.person(text);
    if (this.units.has(text) || UNITS.test(name)) return this.unit(text);
    if (name === 'sha256') return this.paper(text);
    return STRUCTURE.has(name) ? text : blanked(text);
  }
}

const mapped = (values: Values, change: (value: unknown, name: string) => unknown): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));

/** Every text in the value, under the name of the field in which it stands. */
function each(value: unknown, change: (text: string, name: string) => unknown, name = ''): unknown {
  if (typeof value === 'string') return change(value, name);
  if (Array.isArray(value)) return value.map((one) => each(one, change, name));
  return isRecord(value) ? mapped(value, (inner, key) => each(inner, change, key)) : value;
}

/** What the minutes of a committee ask for beside the declared facts has its types too. */
function typesOfFacts(bundles: Bundle[]): Map<string, Set<FactDefinition['type']>> {
  const types = new Map<string, Set<FactDefinition['type']>>();
  for (const { definition, called = {} } of bundles)
    for (const { facts = [] } of [definition, ...Object.values(called)])
      for (const { key, type } of [...facts, ...MINUTES_ENTRIES])
        types.set(key, (types.get(key) ?? new Set()).add(type));
  return types;
}

/**
 * The same history without anybody in it: people, units and papers are counted, what somebody wrote is gone, texts among the
 * values of facts too. It is recorded anew, because ids and words are part of every state.
 */
export function withoutPersons(history: RecordedHistory): RecordedHistory {
  const { bundle, versions = {} } = history;
  const names = new Pseudonyms(typesOfFacts([bundle, ...Object.values(versions)]));
  names.learn([bundle, versions, history.facts, history.runs]);
  const anonymous: RecordedHistory = {
    format: 1,
    bundle: names.bundle(bundle),
    ...(history.versions && { versions: mapped(versions, (one) => names.bundle(one as Bundle)) as typeof versions }),
    facts: [],
    runs: [],
  };
  for (const { name, status, steps } of history.runs) {
    const recorder = new Recorder(anonymous);
    for (const [now, index, command] of steps)
      recorder.play(now, names.facts(factsOf(history, index)), names.command(command));
    anonymous.runs.push({ name, status: recorder.state?.status ?? status, steps: recorder.steps });
  }
  return anonymous;
}

function factsOf({ facts }: RecordedHistory, index: number): Facts {
  const known = facts[index];
  if (known === undefined) throw new Error(`The history lacks its facts ${index}.`);
  return known;
}

/**
 * The first command at which a run goes another way than the one it was made of: a rule asked for a text that is gone.
 * `null` where both come to the same steps, with the same refusals and effects.
 */
export function firstParting(
  history: RecordedHistory,
  anonymous: RecordedHistory,
  [run, other]: [RecordedRun, RecordedRun],
): number | null {
  const [one, two] = [new Playback(history), new Playback(anonymous)];
  for (const [index, [now, facts, command]] of run.steps.entries()) {
    const step = other.steps[index];
    if (step === undefined) return index;
    const way = wayOf(one.play(now, factsOf(history, facts), command));
    if (way !== wayOf(two.play(step[0], factsOf(anonymous, step[1]), step[2]))) return index;
  }
  return null;
}

const wayOf = ({ state, effects, refused }: ReturnType<Playback['play']>): string =>
  JSON.stringify([
    state.status,
    refused?.code,
    state.steps.map(({ id, nodeId, open }) => [id, nodeId, open]),
    effects.map((effect) => (effect.type === 'event' ? [effect.event.type, effect.event.stepId] : effect.type)),
  ]);
