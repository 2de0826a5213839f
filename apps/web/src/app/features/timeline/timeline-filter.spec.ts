import { filterOf, isFiltered, toggledTopic } from './timeline-filter';

const UNIT = '01926f00-0000-7000-8001-000000000003';

describe('the filter of the timeline in the address', () => {
  it('says what was chosen', () => {
    const address = {
      wer: 'me',
      stelle: UNIT,
      was: 'notes,documents',
      von: '2027-03-01',
      bis: '2027-03-31',
      suche: ' Bücherei ',
    };
    expect(filterOf(address)).toEqual({
      who: 'me',
      unit: UNIT,
      what: ['documents', 'notes'],
      from: '2027-03-01',
      to: '2027-03-31',
      query: 'Bücherei',
    });
  });

  it.each([
    { wer: 'alle' },
    { stelle: 'SPK' },
    { was: 'mails,' },
    { von: '31.03.2027' },
    { bis: '2027-02-30' },
    { von: '2027-13-01' },
    { suche: '   ' },
    {},
  ])('shows everything where the address cannot be meant: %j', (address) => {
    expect(isFiltered(filterOf(address))).toBe(false);
  });

  it('takes topics in and out', () => {
    expect(toggledTopic(undefined, 'notes')).toBe('notes');
    expect(toggledTopic(['notes'], 'documents')).toBe('documents,notes');
    expect(toggledTopic(['documents', 'notes'], 'documents')).toBe('notes');
    expect(toggledTopic(['notes'], 'notes')).toBeNull();
  });
});
