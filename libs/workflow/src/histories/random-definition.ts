import { Bundle, Definition } from '../definition';
import type { FactDefinition, FactValue } from '../definition';
import { named } from '../play';
import { days, HOUSE, idOf, LEAD, randomStep, unit } from './random-blocks';
import type { Random } from './random';

type Node = Record<string, unknown> & { id: string; type: string };
interface Line {
  id: string;
  from: string;
  to: string;
  condition?: string;
}

/** Part of a procedure with one way in; `out` are the open ends, each a node and perhaps the condition of its flow. */
interface Part {
  entry: string;
  out: { from: string; condition?: string; isDefault?: boolean }[];
}

const byName = (bundle: Bundle): Bundle =>
  JSON.parse(HOUSE.reduce((text, name, index) => text.replaceAll(idOf(index), name), JSON.stringify(bundle))) as Bundle;

const FACTS: FactDefinition[] = [
  { key: 'costs', name: named('Kosten'), type: 'number' },
  { key: 'day', name: named('Tag'), type: 'date' },
  { key: 'number', name: named('Nummer'), type: 'text' },
  {
    key: 'kind',
    name: named('Art'),
    type: 'choice',
    choices: [
      { key: 'small', name: named('klein') },
      { key: 'large', name: named('groß') },
    ],
  },
];

/** Ways to go on that depend on facts; any of them may hold, or none. */
const CONDITIONS = [
  'facts.costs > 50',
  'facts.costs <= 20',
  'facts.kind = "large"',
  'facts.costs in [10..80]',
] as const;

class Draft {
  readonly nodes: Node[] = [];
  readonly flows: Line[] = [];

  constructor(
    private readonly random: Random,
    private readonly called: readonly string[],
    private roundsLeft: number,
  ) {}

  add(type: string, more: object = {}): string {
    const id = `n${this.nodes.length}`;
    this.nodes.push({ id, type, name: named(`Schritt ${id}`), ...more });
    return id;
  }

  join(out: Part['out'], to: string): void {
    for (const { from, condition, isDefault } of out) {
      const id = `f${this.flows.length}`;
      this.flows.push({ id, from, to, ...(condition !== undefined && { condition }) });
      const node = this.nodes.find((known) => known.id === from);
      if (isDefault && node !== undefined) node['defaultFlow'] = id;
    }
  }

  private step(type: string, more: object): Part {
    const id = this.add(type, more);
    return { entry: id, out: [{ from: id }] };
  }

  /** A round, and what only a round that was agreed may be followed by. */
  private signed(): Part {
    const { random } = this;
    this.roundsLeft -= 1;
    const round = this.add('coSignatureRound', {
      waves: [
        {
          mode: random.pick(['parallel', 'serial']),
          seats: [
            { addressee: unit('health'), mandatory: true },
            { addressee: unit('youth'), mandatory: random.chance(0.5) },
          ],
        },
      ],
      period: days(3),
      reminders: [],
      settings: { onRefusal: random.pick(['return', 'reject']), onSilence: random.pick(['escalate', 'deemed', 'nil']) },
    });
    const agreed = this.add('exclusiveGateway');
    const back = this.add('end', { outcome: 'returned' });
    this.join([{ from: round }], agreed);
    this.join([{ from: agreed, isDefault: true }], back);
    const good = { from: agreed, condition: 'round.outcome = "agreed"' };
    if (random.chance(0.5)) return { entry: round, out: [good] };
    const final = this.add('finalSignature', {
      roundNodeId: round,
      signers: [unit('councillor')],
      period: days(2),
      reminders: [],
    });
    const isSigned = this.add('exclusiveGateway');
    this.join([good], final);
    this.join([{ from: final }], isSigned);
    this.join([{ from: isSigned, isDefault: true }], back);
    return { entry: round, out: [{ from: isSigned, condition: 'finalSignature.result = "signed"' }] };
  }

  private single(): Part {
    const { type, ...settings } = randomStep(this.random, this.called);
    return this.step(type, settings);
  }

  private branches(type: 'parallelGateway' | 'exclusiveGateway' | 'inclusiveGateway', depth: number): Part {
    const { random } = this;
    const split = this.add(type);
    const join = this.add(type);
    const rounds = this.roundsLeft;
    const count = random.between(2, 3);
    for (let index = 0; index < count; index += 1) {
      // Two rounds of one paper never run at once, wherever a branch may lead.
      this.roundsLeft = type === 'exclusiveGateway' ? rounds : 0;
      const condition = type === 'parallelGateway' || index === 0 ? undefined : random.pick(CONDITIONS);
      const out = { from: split, ...(condition ? { condition } : { isDefault: type !== 'parallelGateway' }) };
      const part = this.part(depth - 1);
      this.join([out], part.entry);
      this.join(part.out, join);
    }
    this.roundsLeft = rounds;
    return { entry: split, out: [{ from: join }] };
  }

  /** Again and again, until it is done. */
  private loop(depth: number): Part {
    const merge = this.add('exclusiveGateway');
    const part = this.part(depth - 1);
    const check = this.add('task', {
      ...{ addressee: LEAD, reminders: [] },
      results: [
        { key: 'good', name: named('gut') },
        { key: 'again', name: named('noch einmal') },
      ],
    });
    const gate = this.add('exclusiveGateway');
    this.join([{ from: merge }], part.entry);
    this.join(part.out, check);
    this.join([{ from: check }], gate);
    this.join([{ from: gate, condition: `steps.${check}.result = "again"` }], merge);
    return { entry: merge, out: [{ from: gate, isDefault: true }] };
  }

  part(depth: number): Part {
    const { random } = this;
    if (depth <= 0) return this.single();
    const kinds: (readonly [number, () => Part])[] = [
      [4, () => this.single()],
      [this.roundsLeft > 0 ? 3 : 0, () => this.signed()],
      [2, () => this.branches('parallelGateway', depth)],
      [2, () => this.branches('exclusiveGateway', depth)],
      [3, () => this.branches('inclusiveGateway', depth)],
      [1, () => this.loop(depth)],
      [3, () => this.sequence(depth)],
    ];
    return random.weighted(kinds, () => this.single())();
  }

  sequence(depth: number): Part {
    const first = this.part(depth - 1);
    const second = this.part(depth - 1);
    this.join(first.out, second.entry);
    return { entry: first.entry, out: second.out };
  }

  /** A flow that nobody drew on purpose: out of any gateway, to anywhere. */
  disorder(): void {
    const gateways = this.nodes.filter(({ type }) => type === 'inclusiveGateway' || type === 'exclusiveGateway');
    const from = this.random.pickOr(gateways, undefined);
    const to = this.random.pickOr(
      this.nodes.filter(({ type }) => type !== 'start'),
      undefined,
    );
    if (from === undefined || to === undefined || this.comesBack(from.id, to.id)) return;
    this.join([{ from: from.id, condition: 'facts.kind = "large"' }], to.id);
  }

  /** A circle on which nobody decides anew goes round as long as its facts hold: for ever. */
  private comesBack(from: string, to: string): boolean {
    const decides = (id: string) => {
      const fields = this.nodes.find((node) => node.id === id)?.['fields'];
      return Array.isArray(fields) && fields.some(({ fact }: { fact: string }) => fact === 'kind');
    };
    const seen = new Set<string>();
    const ahead = [to];
    for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
      if (id === from) return true;
      if (seen.has(id) || decides(id)) continue;
      seen.add(id);
      ahead.push(...this.flows.filter((flow) => flow.from === id).map((flow) => flow.to));
    }
    return false;
  }
}

function definition(random: Random, key: string, called: readonly string[], depth: number, rounds: number): unknown {
  const draft = new Draft(random, called, rounds);
  const start = draft.add('start');
  // Somebody has something to do in it, so that a circle of calls waits somewhere.
  const first = draft.add('task', { addressee: LEAD, reminders: [] });
  const { entry, out } = draft.sequence(depth);
  const end = draft.add('end', { outcome: 'completed' });
  draft.join([{ from: start }], first);
  draft.join([{ from: first }], entry);
  draft.join(out, end);
  for (let left = random.chance(0.35) ? random.between(1, 2) : 0; left > 0; left -= 1) draft.disorder();
  return { schemaVersion: 1, key, name: named(key), facts: FACTS, nodes: draft.nodes, flows: draft.flows };
}

/** A procedure out of all blocks, most of them sound, with those that it calls. */
export function randomBundle(random: Random): Bundle {
  const inner = definition(random, 'inner', [], 1, 0);
  const middle = definition(random, 'middle', ['inner'], 2, 0);
  const outer = definition(random, 'outer', ['inner', 'middle'], random.between(1, 4), 1);
  return byName(Bundle.parse({ semantics: 1, definition: outer, called: { inner, middle } }));
}

/** Histories call units by their names; a definition that is kept has their ids. */
export function randomDefinition(random: Random): Definition {
  const text = HOUSE.reduce(
    (json, name, index) => json.replaceAll(`"unitId":"${name}"`, `"unitId":"${idOf(index)}"`),
    JSON.stringify(randomBundle(random).definition),
  );
  return Definition.parse(JSON.parse(text));
}

export const someFacts = (random: Random): Record<string, FactValue> => ({
  costs: random.between(0, 100),
  kind: random.pick(['small', 'large']),
  day: random.pick(['2027-03-24', '2027-04-10']),
});
