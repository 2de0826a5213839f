import type { OverviewProject } from '@querraum/contracts';
import { holderGroups } from './holder-groups';

type Holder = OverviewProject['holders'][number];

const holder = (name: string, over: Partial<Holder> = {}): Holder => ({
  ...{ unit: { id: name, name }, owner: null, kind: 'coSignature', since: '2027-03-01T08:00:00.000Z' },
  ...{ dueEnd: '2027-03-08T23:00:00.000Z', dueInWords: { de: 'heute', en: 'today' }, overdue: false },
  ...over,
});

describe('who has a project', () => {
  it('names units together that have the same step until the same moment', () => {
    const since = '2027-03-01T09:30:00.000Z';
    const groups = holderGroups({
      stages: ['coSignature'],
      holders: [holder('Jugendamt', { since }), holder('Gesundheitsamt', { owner: 'Aylin Demirel' })],
    });
    expect(groups).toEqual([
      {
        names: ['Jugendamt', 'Gesundheitsamt (Aylin Demirel)'],
        kind: 'coSignature',
        since: '2027-03-01T08:00:00.000Z',
        late: null,
      },
    ]);
  });

  it('names a unit once that has several seats of a round', () => {
    const holders = [holder('Geschäftsbereich'), holder('Geschäftsbereich')];
    expect(holderGroups({ stages: ['coSignature'], holders })[0]?.names).toEqual(['Geschäftsbereich']);
  });

  it('says of each step apart how late it is, where there are several', () => {
    const late = { de: 'überfällig seit 3 Arbeitstagen', en: 'overdue for 3 working days' };
    const groups = holderGroups({
      stages: ['coSignature', 'lead'],
      holders: [
        holder('OE SPK', { kind: 'condition', overdue: true, dueInWords: late, dueEnd: '2027-02-20T23:00:00.000Z' }),
        holder('Jugendamt'),
      ],
    });
    expect(groups.map(({ kind, late: words }) => [kind, words])).toEqual([
      ['condition', late],
      ['coSignature', null],
    ]);
  });

  it('is simply the turn of the lead while nothing runs', () => {
    expect(holderGroups({ stages: ['returned'], holders: [holder('OE SPK', { kind: 'task' })] })[0]?.kind).toBe('turn');
    expect(holderGroups({ stages: ['completed'], holders: [] })).toEqual([]);
  });
});
