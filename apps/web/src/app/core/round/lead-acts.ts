import type { RunDetail, StepView } from '@querraum/contracts';

export const LEAD_ACTS = [
  'resume',
  'retry',
  'suspend',
  'return',
  'insert',
  'skip',
  'addPlace',
  'removePlace',
  'reopen',
] as const;
export type LeadAct = (typeof LEAD_ACTS)[number];

type Block = Extract<StepView, { places: unknown }>;
const isBlock = (step: StepView): step is Block => 'places' in step;

/** There is no way past these. */
const SIGNED: ReadonlySet<StepView['type']> = new Set<StepView['type']>(['coSignatureRound', 'finalSignature']);
/** Blocks to which further units can be asked while they run. */
const GROWING: ReadonlySet<StepView['type']> = new Set<StepView['type']>(['takeNote', 'contribution', 'committee']);

export const openSteps = ({ steps }: Pick<RunDetail, 'steps'>): StepView[] => steps.filter(({ open }) => open);
export const skippable = (run: Pick<RunDetail, 'steps'>): StepView[] =>
  openSteps(run).filter(({ type }) => !SIGNED.has(type));
export const failed = (run: Pick<RunDetail, 'steps'>): Block[] =>
  openSteps(run).filter((step): step is Block => isBlock(step) && step.failed !== null);
export const growing = (run: Pick<RunDetail, 'steps'>): Block[] =>
  openSteps(run).filter((step): step is Block => isBlock(step) && GROWING.has(step.type));
/** Units that still could be left out, each with its step. */
export const removable = (run: Pick<RunDetail, 'steps'>) =>
  growing(run).flatMap((step) =>
    step.places
      .filter(({ state }) => state === 'open' || state === 'waiting')
      .map((place) => ({ stepId: step.id, place })),
  );

/** What the lead can do with the run as it stands; the server decides once more when it is done. */
export function leadActs(run: Pick<RunDetail, 'status' | 'steps' | 'suspended' | 'actsForLead'>): LeadAct[] {
  if (!run.actsForLead) return [];
  if (run.status !== 'running') return ['reopen'];
  if (run.suspended !== null) return ['resume'];
  const fits: Record<LeadAct, boolean> = {
    resume: false,
    retry: failed(run).length > 0,
    suspend: true,
    return: true,
    insert: openSteps(run).length > 0,
    skip: skippable(run).length > 0,
    addPlace: growing(run).length > 0,
    removePlace: removable(run).length > 0,
    reopen: false,
  };
  return LEAD_ACTS.filter((act) => fits[act]);
}
