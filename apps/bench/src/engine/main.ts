import { parseArgs } from 'node:util';
import { short, shortSpread, table, type Spread } from '../figures.ts';
import { measure, measureInTurn, type Plan } from './measure.ts';
import { Round } from './round.ts';
import { slowness } from '../slowness.ts';
import { playStory } from './story.ts';

// `npm run bench:engine`: what the engine alone costs, without HTTP and database, in processor time.
const { values: asked } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const PLAN: Plan = asked.quick ? { repeats: 5, lasting: 300 } : { repeats: 7, lasting: 500 };
const SEATS = [10, 100, 1000] as const;
// Work that grows with the square would cost a command ten times as much. Where the compiler and the collector find
// their time makes up to 1.5 of a linear one from run to run, so that the bound lies between the two.
const WANTED = { commandsPerSecond: 20_000, growth: 3 };

const say = (line: string) => process.stdout.write(`${line}\n`);
const perSecond = ({ median }: Spread): number => 1_000_000 / median;

/** One seat in the middle, again and again from the same state. */
function oneCommand(seats: number): { claim: Spread; answer: Spread } {
  const round = new Round(seats);
  const index = seats / 2;
  const [started, claimed] = [round.start(), round.claim(round.start(), index)];
  const often = (act: () => unknown) => () => {
    for (let time = 0; time < 50; time += 1) act();
    return 50;
  };
  return {
    claim: measure(
      often(() => round.claim(started, index)),
      PLAN,
    ),
    answer: measure(
      often(() => round.answer(claimed, index)),
      PLAN,
    ),
  };
}

// The machine may become slow while the story is played.
const slowBefore = slowness();
const story = measure(playStory, PLAN);
const wantedPerSecond = Math.round(WANTED.commandsPerSecond / Math.max(slowBefore, slowness()));
say(`Node ${process.version}, processor time, median of ${PLAN.repeats}\n`);
say(`The story (start, 5 claims, 5 completions): ${short(story.median)} µs a command\n`);

const all = SEATS.map((seats) => new Round(seats));
const wholes = measureInTurn(
  all.map((round) => () => round.play()),
  PLAN,
);
const rounds = wholes.map((whole, index) => {
  const seats = SEATS[index] ?? NaN;
  return { seats, whole, ...oneCommand(seats) };
});
const [small] = rounds;
say(
  table(
    ['seats', 'ms a round', 'µs a command of it', 'to linear', 'µs one claim', 'µs one answer'],
    rounds.map(({ seats, whole, claim, answer }) => [
      String(seats),
      short((whole.median * (1 + 2 * seats)) / 1000),
      shortSpread(whole),
      short(whole.median / (small?.whole.median ?? NaN)),
      shortSpread(claim),
      shortSpread(answer),
    ]),
  ),
);

/** How much more a command costs in the largest round than in the one with a tenth of its seats, at best: others only disturb. */
const [tenth, largest] = rounds.slice(-2).map(({ whole }) => whole.min);
const growth = (largest ?? NaN) / (tenth ?? NaN);
const isFast = perSecond(story) >= wantedPerSecond;
const isLinear = growth <= WANTED.growth;
if (!isFast) say(`\nTOO SLOW: wanted are ${wantedPerSecond} commands a second.`);
if (!isLinear) say(`\nNOT LINEAR: a command at 1,000 seats may cost ${WANTED.growth} times what it costs at 100.`);
say(
  `\nbench:engine: ${Math.round(perSecond(story))} commands/s, a command at 1,000 seats costs ${short(growth)} of one at 100`,
);
process.exitCode = isFast && isLinear ? 0 : 1;
