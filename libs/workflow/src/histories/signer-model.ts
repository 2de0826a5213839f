import type { Capacity } from '../vocabulary';

/** One of the line of authority in the reference model. */
export interface ModelSigner {
  unit: string;
  /** The board member above the lead, whoever leads. */
  followsLead: boolean;
  state: 'waiting' | 'open' | 'signed' | 'returned' | 'rejected';
  owner: string | null;
  by: string | null;
  capacity: Capacity | null;
  onBehalfOf: string | null;
  at: number | null;
  words: string | null;
  version: number | null;
  /** Places of the seats. */
  acknowledged: number[];
  due: number;
  fired: boolean;
  reminders: number[];
  openedAt: number;
  reminded: boolean;
  stoodStill: boolean;
}
