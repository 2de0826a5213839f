const LONGEST = 200;

/** The name as people see it: no folders, no invisible or direction-changing characters, composed, not too long. */
export function cleanFileName(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const { length } = endingOf(name);
  const suffix = length === 0 ? '' : name.slice(-length - 1);
  const stem = name.slice(0, name.length - suffix.length).trim() || 'Dokument';
  return [...stem].slice(0, LONGEST - suffix.length).join('') + suffix;
}

/** What follows the last dot, in lower case; empty without one. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
  return ending.length <= 10 ? ending : '';
}
