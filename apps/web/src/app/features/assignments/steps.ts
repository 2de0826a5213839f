import type { AssignmentDetail } from '@querraum/contracts';

/** What can be done with a task besides answering it, in the order of the page, and what each asks for. */
export const STEPS = {
  accept: { words: 'optional' },
  readdress: { words: 'optional', to: true, due: true },
  sendBack: { words: 'required', due: true },
  handOver: { words: 'toOthers', to: true },
  decline: { words: 'required' },
  extend: { words: 'required', lastDay: true },
  takeBack: { words: 'required' },
} as const satisfies Record<
  string,
  { words: 'optional' | 'required' | 'toOthers'; to?: true; due?: true; lastDay?: true }
>;
export type Step = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as Step[];
/** What the issuer is asked for: open at once, not among the further steps. */
const FIRST: readonly Step[] = ['accept', 'readdress'];

type Allowed = Pick<AssignmentDetail, 'allowed'>;

export const stepsFirst = ({ allowed }: Allowed): Step[] => FIRST.filter((step) => allowed.includes(step));

export const stepsFurther = ({ allowed }: Allowed): Step[] =>
  STEP_NAMES.filter(
    (step) =>
      !FIRST.includes(step) && (allowed.includes(step) || (step === 'handOver' && allowed.includes('handOverToUnit'))),
  );
