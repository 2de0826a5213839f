import type { LocalDate } from '@querraum/workflow';
import { formatDate } from '../../core/format';
import type { Translate } from '../../core/texts';

/** „01.03.2031 bis 31.05.2031“, „ab 01.03.2031“, „bis 31.05.2031“. */
export function periodInWords({ from, to }: { from: LocalDate | null; to: LocalDate | null }, say: Translate): string {
  if (from !== null && to !== null) return say('planning.fromTo', { from: formatDate(from), to: formatDate(to) });
  if (from !== null) return say('planning.since', { from: formatDate(from) });
  return to === null ? say('planning.noPeriod') : say('planning.until', { to: formatDate(to) });
}
