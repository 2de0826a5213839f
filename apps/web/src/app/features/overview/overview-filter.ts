import type { OverviewFilter, OverviewView, Stage } from '@querraum/contracts';
import type { Department } from '@querraum/workflow';

/** The choices stand here as words alone: the schemas of the contracts would bring their library into the browser. */
const DEPARTMENTS = {
  HEALTH: 'HEALTH',
  YOUTH: 'YOUTH',
  SOCIAL_AFFAIRS: 'SOCIAL_AFFAIRS',
  URBAN_DEVELOPMENT: 'URBAN_DEVELOPMENT',
  AREA_COORDINATION: 'AREA_COORDINATION',
  EDUCATION: 'EDUCATION',
  SPORT: 'SPORT',
  ENVIRONMENT: 'ENVIRONMENT',
  LEGAL: 'LEGAL',
  FINANCE: 'FINANCE',
  BOARD: 'BOARD',
} as const satisfies { [D in Department]: D };
export const DEPARTMENT_CHOICES = Object.values(DEPARTMENTS);

/** In the order in which a project goes through them. */
const STAGES = {
  preparing: 'preparing',
  task: 'task',
  coSignature: 'coSignature',
  lead: 'lead',
  dissent: 'dissent',
  finalSignature: 'finalSignature',
  date: 'date',
  returned: 'returned',
  completed: 'completed',
  rejected: 'rejected',
  cancelled: 'cancelled',
} as const satisfies { [S in Stage]: S };
export const STAGE_CHOICES = Object.values(STAGES);

const VIEWS = { running: 'running', ours: 'ours', others: 'others', done: 'done' } as const satisfies {
  [V in OverviewView]: V;
};

/** The filter as the address names it; every value as text, several joined by commas. */
export interface OverviewAddress {
  ressort?: string;
  raum?: string;
  stand?: string;
  stelle?: string;
  sicht?: string;
  ueberfaellig?: string;
}

const AREA_KEY = /^\d{1,8}$/;
export const isAreaKey = (key: string): boolean => AREA_KEY.test(key);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const list = (text: string | undefined): string[] => [...new Set((text ?? '').split(',').filter(Boolean))];
const known = <T extends string>(values: string[], all: readonly T[]): T[] => all.filter((one) => values.includes(one));
const some = <T>(values: T[]): T[] | undefined => (values.length === 0 ? undefined : values);

/** What the address says, without what it cannot mean: an old link or a slip of the pen shows more, never an error. */
export function filterOf(address: OverviewAddress): OverviewFilter {
  const { ressort, raum, stand, stelle, sicht, ueberfaellig } = address;
  return {
    department: some(known(list(ressort), DEPARTMENT_CHOICES)),
    area: some(list(raum).filter(isAreaKey)),
    stage: some(known(list(stand), STAGE_CHOICES)),
    unit: some(list(stelle).filter((id) => UUID.test(id))),
    view: Object.values(VIEWS).find((view) => view === sicht),
    overdue: ueberfaellig === 'ja' ? 'true' : undefined,
  };
}

/** The filter for the server: what is not chosen is not sent. */
export const queryOf = (filter: OverviewFilter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/** A value of one dimension chosen or taken away, as the address has it then; `null` where none is left. */
export function toggled(values: readonly string[] | undefined, value: string): string | null {
  const chosen = values ?? [];
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return next.join(',') || null;
}

export const isFiltered = (filter: OverviewFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);
