import { playHistory } from './generate';
import { brokenProperties } from './properties';
import { seededRandom } from './random';
import { isHeld } from './rest-model';
import { commandRun, type ModelRun, seatName } from './run-model';
import { viewModel } from './view';
import { person, worldOf } from './world';

const HISTORIES = 2000;

describe('the reference model over random histories', () => {
  it('keeps every property of the page', () => {
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const history = playHistory(seed, ({ before, command, answered }) => {
        const seen = { before: viewModel(before), command, after: viewModel(answered.run) };
        const { settings, quorum } = before.round;
        expect({ seed, broken: brokenProperties({ ...seen, settings, quorum }) }).toEqual({ seed, broken: [] });
      });
      expect(history.steps.length).toBeGreaterThan(0);
    }
  });

  it('changes nothing by a refused command but the tick that came first, and a second tick changes nothing', () => {
    let refusals = 0;
    for (let seed = 1; seed <= HISTORIES / 4; seed += 1) {
      const { setup } = playHistory(seed);
      playHistory(seed, ({ before, at, closed, answered }) => {
        const world = worldOf(setup.periods, closed);
        const ticked = commandRun(before, setup, world, at, { target: 'tick' }).run;
        expect(commandRun(ticked, setup, world, at, { target: 'tick' }).run).toEqual(ticked);
        if (answered.refused.length === 0) return;
        refusals += 1;
        expect(answered.run).toEqual(ticked);
      });
    }
    expect(refusals).toBeGreaterThan(600);
  });

  it('does not depend on the order of answers between two ticks under waitAll', () => {
    let compared = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const random = seededRandom(seed);
      const history = playHistory(seed);
      const world = worldOf(history.setup.periods);
      const answerAll = (from: ModelRun, at: number, places: number[]): ModelRun =>
        places.reduce((run, place) => {
          const kind = (['approve', 'refuse', 'reserve', 'nil', 'condition'] as const)[(seed + place) % 5] ?? 'approve';
          const by = person(from.round.seats[place]?.owner ?? '');
          const answer = {
            type: 'answer',
            seatId: seatName(place),
            kind,
            words: 'words',
            version: run.round.version,
          } as const;
          return commandRun(run, history.setup, world, at, { target: 'round', by, command: answer }).run;
        }, from);
      playHistory(seed, ({ at, answered: { run } }) => {
        const owned = run.round.seats.flatMap((seat, place) => (seat.state === 'open' && seat.owner ? [place] : []));
        // The last answer before an inserted step is done is refused, whoever gives it.
        if (owned.length < 2 || !run.round.settings.waitAll || run.round.outcome !== null || isHeld(run, 'round'))
          return;
        const mixed = [...owned].sort(() => random.next() - 0.5);
        compared += 1;
        expect(viewModel(answerAll(run, at, mixed))).toEqual(viewModel(answerAll(run, at, owned)));
      });
    }
    expect(compared).toBeGreaterThan(300);
  });
});
