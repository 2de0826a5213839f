/**
 * Reference model of how a procedure of blocks goes on: one after the other, beside each other, or as many ways as conditions
 * open. It is read as a whole each time, so that no token has to be kept: a block that has ended is passed by.
 */
import type { Facts, ModelStep } from './step-model';
import { isDetached } from './step-model';
import type { Block } from './rules';

/** By a fact that was given at the start, or by how a block before it has ended. */
export type Condition = { fact: string } | { block: string; result: string };

export interface Way {
  /** `null`: always; of the way that is taken where no other is, never. */
  when: Condition | null;
  course: Course;
  /** Comes to an end of its own and not to the join. */
  leaves: boolean;
}

export interface Fork {
  id: string;
  kind: 'inclusive' | 'parallel';
  ways: Way[];
  /** The place of the way that is taken where no other is; `null` where there is none. */
  otherwise: number | null;
}

export type Course = ({ block: Block } | { fork: Fork })[];

export interface Standing {
  steps: Map<string, ModelStep | null>;
  /** The ways that were taken behind each fork. */
  taken: Map<string, number[]>;
  facts: Facts;
}

export interface Reader extends Standing {
  /** Where nothing goes on: forks at which no way is open, and blocks that wait for a day that nobody has said. */
  held: Set<string>;
  begin(block: Block): void;
}

/** Whether a token has come to the end of it, is on its way to another end, or may still come. */
type Progress = 'through' | 'left' | 'inside';

const holds = ({ steps, facts }: Reader, condition: Condition): boolean => {
  if ('fact' in condition) return facts[condition.fact] === true;
  const step = steps.get(condition.block);
  return step?.open === false && step.result === condition.result;
};

function waysTaken(reader: Reader, { kind, ways, otherwise }: Fork): number[] {
  const places = ways.map((_, place) => place);
  if (kind === 'parallel') return places;
  const open = places.filter((place) => {
    const { when } = ways[place] ?? { when: null };
    return place !== otherwise && (when === null || holds(reader, when));
  });
  return open.length > 0 || otherwise === null ? open : [otherwise];
}

function passFork(reader: Reader, fork: Fork): Progress {
  const { id, ways } = fork;
  const taken = reader.taken.get(id) ?? waysTaken(reader, fork);
  if (taken.length > 0) reader.taken.set(id, taken);
  else reader.held.add(id);
  const progress = taken.map((place): Progress => {
    const way = ways[place];
    const gone = way === undefined ? 'through' : pass(reader, way.course);
    return way?.leaves === true ? 'left' : gone;
  });
  // The join waits for what was begun and can still come, and for nothing else.
  if (taken.length === 0 || progress.includes('inside')) return 'inside';
  return progress.includes('through') ? 'through' : 'left';
}

function passBlock(reader: Reader, block: Block): Progress {
  if (!reader.steps.has(block.id)) reader.begin(block);
  const step = reader.steps.get(block.id);
  if (step === undefined) {
    reader.held.add(block.id);
    return 'inside';
  }
  return step?.open === true && !isDetached(block) ? 'inside' : 'through';
}

/** Goes on as far as nobody has to act. */
export function pass(reader: Reader, course: Course): Progress {
  for (const element of course) {
    const progress = 'block' in element ? passBlock(reader, element.block) : passFork(reader, element.fork);
    if (progress !== 'through') return progress;
  }
  return 'through';
}

export const blocksOf = (course: Course): Block[] =>
  course.flatMap((element) =>
    'block' in element ? [element.block] : element.fork.ways.flatMap((way) => blocksOf(way.course)),
  );
