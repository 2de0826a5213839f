const WRITTEN_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Lower case, umlauts and ß written out, other accents dropped: how names are stored for the search. */
export const searchable = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[äöüß]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** „Müller“, „Mueller“ and „Muller“ find each other; SQL does the same to the stored name. */
export const folded = (text: string): string => searchable(text).replace(/(?<=[aou])e/g, '');
