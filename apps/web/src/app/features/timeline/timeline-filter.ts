import type { TimelineFilter, TimelineSource, TimelineTopic } from '@querraum/contracts';

/** The choices stand here as words alone: the schemas of the contracts would bring their library into the browser. */
const TOPICS = {
  project: 'project',
  procedures: 'procedures',
  tasks: 'tasks',
  documents: 'documents',
  plan: 'plan',
  notes: 'notes',
} as const satisfies { [T in TimelineTopic]: T };
export const TOPIC_CHOICES = Object.values(TOPICS);

const SOURCES = { people: 'people', system: 'system', me: 'me' } as const satisfies { [S in TimelineSource]: S };
export const SOURCE_CHOICES = Object.values(SOURCES);

/** The filter as the address names it. */
export interface TimelineAddress {
  wer?: string;
  stelle?: string;
  was?: string;
  von?: string;
  bis?: string;
  suche?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^(19[9]\d|20\d\d|21\d\d)-\d{2}-\d{2}$/;
const isDay = (text: string | undefined): text is string =>
  text !== undefined &&
  DAY.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** What the address says, without what it cannot mean: an old link or a slip of the pen shows more, never an error. */
export function filterOf({ wer, stelle, was, von, bis, suche }: TimelineAddress): TimelineFilter {
  const topics = TOPIC_CHOICES.filter((topic) => (was ?? '').split(',').includes(topic));
  const query = suche?.trim().slice(0, 100);
  return {
    who: SOURCE_CHOICES.find((source) => source === wer),
    unit: stelle !== undefined && UUID.test(stelle) ? stelle : undefined,
    what: topics.length > 0 ? topics : undefined,
    from: isDay(von) ? von : undefined,
    to: isDay(bis) ? bis : undefined,
    query: query || undefined,
  };
}

export const isFiltered = (filter: TimelineFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

/** A topic chosen or taken away, as the address has it then; `null` where none is left. */
export function toggledTopic(chosen: readonly TimelineTopic[] | undefined, topic: TimelineTopic): string | null {
  const topics = chosen ?? [];
  const next = topics.includes(topic) ? topics.filter((one) => one !== topic) : [...topics, topic];
  return TOPIC_CHOICES.filter((one) => next.includes(one)).join(',') || null;
}
