import { BellWatch, judge } from './bell-watch';

const busy = { waiting: 2, active: 1 };
const sight = (seen: Partial<Parameters<typeof judge>[0]>) =>
  judge({ backlog: busy, unansweredFor: 0, unheardFor: 0, ...seen });

describe('what to make of a bell', () => {
  it('rings, and leaves what was rung for its time, while the bell has work and is heard', () => {
    expect(sight({})).toEqual({ isDirect: false, graceSeconds: 5 });
  });

  it('rings again soon for what an empty bell has lost', () => {
    expect(sight({ backlog: { waiting: 0, active: 0 } })).toEqual({ isDirect: false, graceSeconds: 1 });
  });

  it('goes on without a bell that does not answer, and takes back what it was given when it stays mute', () => {
    expect(sight({ backlog: undefined, unansweredFor: 300 })).toEqual({ isDirect: true, graceSeconds: 5 });
    expect(sight({ backlog: undefined, unansweredFor: 2500 })).toEqual({ isDirect: true, graceSeconds: 1 });
  });

  it('goes on without a bell whose rings wait while nothing is heard', () => {
    expect(sight({ unheardFor: 1500 })).toMatchObject({ isDirect: false });
    expect(sight({ unheardFor: 2500 })).toEqual({ isDirect: true, graceSeconds: 1 });
  });
});

describe('an eye on a bell', () => {
  it('says that it does not answer where asking fails, and that it does again', async () => {
    let isThere = false;
    const watch = new BellWatch(async () => {
      if (!isThere) throw new Error('gone');
      return busy;
    });
    expect(await watch.look()).toMatchObject({ backlog: undefined });
    expect(watch.answers).toBe(false);
    isThere = true;
    expect(await watch.look()).toMatchObject({ backlog: busy, unansweredFor: 0 });
    expect(watch.answers).toBe(true);
  });

  it('counts no waiting while something is in hand', async () => {
    const watch = new BellWatch(async () => busy);
    const { promise, resolve: end } = Promise.withResolvers<undefined>();
    const heard = watch.heard(promise);
    await watch.look();
    expect(await watch.look()).toMatchObject({ unheardFor: 0 });
    end(undefined);
    await heard;
    await watch.look();
    expect((await watch.look()).unheardFor).toBeGreaterThan(0);
  });
});
