import { neighbourByKey, type Placed } from './neighbours';

/** A cross with something farther to the right. */
const AREAS: Placed[] = [
  { key: 'middle', at: [50, 50] },
  { key: 'west', at: [20, 52] },
  { key: 'east', at: [80, 48] },
  { key: 'north', at: [48, 20] },
  { key: 'south', at: [55, 90] },
  { key: 'far east', at: [120, 50] },
];

describe('the arrow keys on the map', () => {
  it.each([
    ['ArrowLeft', 'west'],
    ['ArrowRight', 'east'],
    ['ArrowUp', 'north'],
    ['ArrowDown', 'south'],
    ['Home', 'middle'],
    ['End', 'far east'],
  ])('%s goes to %s', (key, expected) => {
    expect(neighbourByKey(key, 'middle', AREAS)).toBe(expected);
  });

  it('stay where nothing lies in that direction, and let other keys pass', () => {
    expect(neighbourByKey('ArrowLeft', 'west', AREAS)).toBeUndefined();
    expect(neighbourByKey('Tab', 'middle', AREAS)).toBeUndefined();
    expect(neighbourByKey('ArrowLeft', 'unknown', AREAS)).toBeUndefined();
  });

  it('reach every area from every other', () => {
    const reached = new Set(['middle']);
    for (const from of reached)
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = neighbourByKey(key, from, AREAS);
        if (next !== undefined) reached.add(next);
      }
    expect(reached.size).toBe(AREAS.length);
  });
});
