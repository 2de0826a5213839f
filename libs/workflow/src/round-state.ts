import type { Quorum, RoundSettings, SeatKind } from './definition';
import type { ActedBy } from './effects';
import type { AnswerKind, Instant, PaperVersion, RoundOutcome, SeatState } from './vocabulary';

/** Fires once when `at` has come and the seat is still unanswered. */
export interface Reminder {
  at: Instant;
  fired: boolean;
}

export interface SeatAnswer {
  kind: AnswerKind;
  words: string | null;
  by: ActedBy | null;
  at: Instant;
  paper: PaperVersion;
  /** Given after the period, before the next step. */
  late: boolean;
  /** No longer counts because the text changed or a later answer superseded it. */
  stale: boolean;
}

export interface Dissent {
  openedAt: Instant;
  words: string;
  /** 0 case workers, 1 section heads, 2 office heads, 3 board members, 4 board. */
  level: number;
  dueEnd: Instant;
  fired: boolean;
  /** Paper version at the refusal; a newer one may settle it. */
  paper: PaperVersion;
  saysSettled: { seat: boolean; lead: boolean };
  saysShown: { seat: boolean; lead: boolean };
  ended: 'settled' | 'withdrawn' | 'shown' | null;
}

export interface Seat {
  id: string;
  /** Addressee now; escalation moves it up, replaceSeat exchanges it. */
  unitId: string;
  /** Addressee at first. */
  originalUnitId: string;
  mandatory: boolean;
  kind: SeatKind;
  wave: number;
  state: SeatState;
  openedAt: Instant | null;
  dueEnd: Instant | null;
  /** The `dueEnd` that has already fired, so that a tick is idempotent. */
  firedDueEnd: Instant | null;
  /** What `dueEnd` was counted from; `null` where it was set by hand or by an escalation, absent in runs stored before it was kept. */
  counted?: { from: Instant; as: 'period' | 'resignPeriod' } | null;
  /** For the unit while the seat is open; for the lead, then its superior, while it is `back` or its condition pends. */
  reminders: Reminder[];
  owner: string | null;
  ownerSince: Instant | null;
  escalations: number;
  /** Every answer, oldest first; the last not stale one counts. */
  answers: SeatAnswer[];
  /** Silence that counts: `nil` or `refuse`, until a late answer supersedes it. */
  silent: 'nil' | 'refuse' | null;
  condition: 'pending' | 'accepted' | 'declined' | null;
  /** The newer version that fulfils an accepted condition: the consent is to this one. */
  acceptedOn: PaperVersion | null;
  reservation: 'open' | 'lifted' | null;
  dissent: Dissent | null;
  everRefused: boolean;
  notResponsible: number;
  /** Released because no longer needed ("entbehrlich"); comes back if the need rises. */
  dispensable: boolean;
}

export interface RoundState {
  leadUnitId: string;
  /** With whom a seat is that was answered "nicht zuständig" for the second time. */
  responsibilityUnitId: string;
  quorum: Quorum;
  settings: RoundSettings;
  waves: { mode: 'parallel' | 'serial' }[];
  /** The wave whose turn it is. */
  wave: number;
  seats: Seat[];
  outcome: RoundOutcome | null;
}

export interface SignerState {
  id: string;
  unitId: string;
  state: 'waiting' | 'open' | 'signed' | 'returned' | 'rejected';
  owner: string | null;
  ownerSince: Instant | null;
  openedAt: Instant | null;
  dueEnd: Instant | null;
  firedDueEnd: Instant | null;
  reminders: Reminder[];
  by: ActedBy | null;
  at: Instant | null;
  words: string | null;
  paper: PaperVersion | null;
  acknowledged: string[];
}
