import { beginningOf, indexMadeBy, pauseAfter, StepNames, wayOf } from './migration-steps';

describe('Steps of a migration', () => {
  test.each([
    ['create table room (id uuid)', 'transaction'],
    ['-- because\n  select 1 as one', 'read'],
    ['CREATE INDEX CONCURRENTLY "room_name" ON "room" ("name")', 'alone'],
    ['/* why */ create unique index concurrently if not exists room_name on room (name)', 'alone'],
    ['drop index concurrently room_name', 'alone'],
    ['create index room_name on room (name)', 'transaction'],
    ["comment on table room is 'made concurrently'", 'transaction'],
  ])('%s: %s', (sql, way) => {
    expect(wayOf(sql)).toBe(way);
  });

  it('knows which index a statement makes', () => {
    expect(indexMadeBy('CREATE UNIQUE INDEX CONCURRENTLY "room_name" ON "room" ("name")')).toBe('room_name');
    expect(indexMadeBy('drop index concurrently room_name')).toBeUndefined();
  });

  it('names a statement by its text, its values and how often it came', () => {
    const names = [new StepNames(), new StepNames()].map((each) => [
      each.of('update room set name = $1', ['a']),
      each.of('update room set name = $1', ['b']),
      each.of('update room set name = $1', ['a']),
    ]);
    expect(names[0]).toEqual(names[1]);
    expect(new Set(names[0]).size).toBe(3);
  });

  it('lets those who wait behind it go first, longer each time', () => {
    expect([1, 2, 5, 6].map((attempt) => /\d+/.exec(beginningOf(attempt))?.[0])).toEqual(['300', '300', '1200', '300']);
    expect([1, 2, 50].map(pauseAfter)).toEqual([200, 400, 2000]);
  });
});
