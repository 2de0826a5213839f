const LONGEST = 200;
/** Names that mean a device to Windows, whatever follows the dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name as people see it: no folders, nothing invisible or direction-changing, nothing that a file system takes for
 * something else, composed, not too long.
 */
export function cleanFileName(sent: string): string {
  const name = (sent.toWellFormed().split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+(?=.*\.)|[\s.]+$/g, '');
  const { length } = endingOf(name);
  const suffix = length === 0 ? '' : name.slice(-length - 1);
  const stem = name.slice(0, name.length - suffix.length).trim() || 'Dokument';
  const safe = RESERVED.test(stem) ? `_${stem}` : stem;
  return [...safe].slice(0, LONGEST - suffix.length).join('') + suffix;
}

/** What follows the last dot, in lower case; empty without one. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
  return ending.length <= 10 ? ending : '';
}
