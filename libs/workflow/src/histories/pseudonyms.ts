import type { RecordedHistory } from './recorded';
import { Recorder } from './recorded';

/** Where people stand, by the name of the field. */
const PERSONS: ReadonlySet<string> = new Set(['personId', 'onBehalfOf', 'authors']);
/** Where units stand; of facts the keys of `superiors` too. */
const UNITS = /unitids?$/i;
/** Where somebody has written something. */
const WORDS: ReadonlySet<string> = new Set(['words', 'reason']);
/** Words of the engine and names of its parts, whatever a unit is called. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'kind',
  'type',
  'id',
  'key',
  'from',
  'to',
  'fact',
  'procedure',
  'nodeId',
]);

/** Ids of the same form, counted in the order in which they are met, so that equal ones stay equal. */
function counted(block: string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    const found = known.get(id) ?? `00000000-0000-7000-${block}-${String(known.size + 1).padStart(12, '0')}`;
    known.set(id, found);
    return found;
  };
}

/** Words of the same length say as much to the engine: only whether there are any matters. */
const blanked = (text: string): string => text.replace(/\S/g, 'x');

class Pseudonyms {
  private readonly person = counted('8001');
  private readonly unit = counted('8002');
  private readonly units = new Set<string>();

  /** Units are known by the facts and the procedure, wherever else their id stands. */
  learn(value: unknown, name = ''): void {
    if (typeof value === 'string' && UNITS.test(name)) this.units.add(value);
    else if (Array.isArray(value)) for (const one of value) this.learn(one, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (name === 'superiors') this.units.add(key);
        this.learn(inner, name === 'superiors' ? 'unitId' : key);
      }
  }

  of(value: unknown, name = ''): unknown {
    if (typeof value === 'string') return this.text(value, name);
    if (Array.isArray(value)) return value.map((one) => this.of(one, name));
    if (typeof value !== 'object' || value === null) return value;
    const key = (inner: string) => (name === 'superiors' ? this.unit(inner) : inner);
    return Object.fromEntries(
      Object.entries(value).map(([inner, part]) => [
        key(inner),
        this.of(part, name === 'superiors' ? 'unitId' : inner),
      ]),
    );
  }

  private text(text: string, name: string): string {
    if (PERSONS.has(name)) return this.person(text);
    if (this.units.has(text) && !STRUCTURE.has(name)) return this.unit(text);
    return WORDS.has(name) ? blanked(text) : text;
  }
}

/**
 * The same history without anybody in it: people and units are counted ids, what they wrote is its length, texts among
 * the values of facts too. It is recorded anew, because ids and words are part of every state.
 */
export function withoutPersons(history: RecordedHistory): RecordedHistory {
  const names = new Pseudonyms();
  names.learn([history.bundle, history.facts, history.runs]);
  const bundle = names.of(history.bundle) as RecordedHistory['bundle'];
  const texts = new Set(
    [bundle.definition, ...Object.values(bundle.called ?? {})]
      .flatMap(({ facts = [] }) => facts)
      .filter(({ type }) => type === 'text')
      .map(({ key }) => key),
  );
  const anonymous: RecordedHistory = { format: 1, bundle, facts: [], runs: [] };
  for (const { name, status, steps } of history.runs) {
    const recorder = new Recorder(anonymous);
    for (const [now, index, command] of steps) {
      const facts = names.of(history.facts[index]) as RecordedHistory['facts'][number];
      recorder.play(now, facts, blankTexts(names.of(command) as typeof command, texts));
    }
    anonymous.runs.push({ name, status: recorder.state?.status ?? status, steps: recorder.steps });
  }
  return anonymous;
}

/** What was typed into a text field of a task or given at the start. */
function blankTexts<Given>(command: Given, texts: ReadonlySet<string>): Given {
  const blank = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => blank(one, ''));
    if (typeof value === 'string') return texts.has(name) ? blanked(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, blank(inner, key)]));
  };
  return blank(command, '') as Given;
}
