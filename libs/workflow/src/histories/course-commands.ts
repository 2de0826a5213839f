/** What the lead may do to the course of a run, in the names of the reference model. */
import type { PaperVersion } from '../vocabulary';

export type TaskName = 'draft' | `inserted ${number}`;
export type StepName = 'round' | 'signature' | 'task' | TaskName;

export const insertedName = (place: number): TaskName => `inserted ${place}`;

export type CourseCommand =
  | { type: 'returnTo'; node: string; scope?: string; reason: string }
  /** `hasPeriod`: as long as that of a signature. */
  | { type: 'insertStep'; step: StepName; unit: string; hasPeriod: boolean; reason: string }
  | { type: 'reopen'; node: string; reason: string; paper?: PaperVersion; authors?: string[] };

/** Why a run cannot begin at a node: nobody does anything there, other branches would be waited for, a signature is passed by. */
export type Because = 'noStep' | 'insideParallel' | 'signature';
