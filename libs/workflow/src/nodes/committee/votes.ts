import type { CommitteeNode } from '../../definition';

/** How a committee voted; whoever was excluded for a conflict of interest is none of them. */
export interface Votes {
  /** Members who may vote. */
  entitled: number;
  /** Members who took part. */
  present: number;
  yes: number;
  no: number;
  abstained: number;
  /** The chair's word where there are as many for as against; `null` where none was said. */
  tie: 'yes' | 'no' | null;
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

/** The numbers are possible at all. */
export const addUp = ({ entitled, present, yes, no, abstained }: Votes): boolean =>
  [entitled, present, yes, no, abstained].every(isCount) && present <= entitled && yes + no + abstained === present;

export function isQuorate({ quorum }: Pick<CommitteeNode, 'quorum'>, { entitled, present }: Votes): boolean {
  if (present === 0) return false;
  if (quorum.kind === 'all') return present === entitled;
  if (quorum.kind === 'count') return present >= Math.min(quorum.n, entitled);
  return present * 100 >= quorum.p * entitled;
}

/** Whether it is decided in favour: by more yes than no, by more than half of all, or by nothing but yes. */
export function isCarried({ majority }: Pick<CommitteeNode, 'majority'>, votes: Votes): boolean {
  const { entitled, yes, no, abstained, tie } = votes;
  if (majority === 'unanimous') return yes > 0 && no + abstained === 0;
  if (majority === 'absolute') return yes * 2 > entitled;
  return yes > no || (yes === no && yes > 0 && tie === 'yes');
}
