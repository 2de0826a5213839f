import { isDeepStrictEqual } from 'node:util';
import {
  type DocumentSummary,
  type ProblemBody,
  type ProblemCode,
  PROBLEMS,
  type RunDetail,
  type Task,
} from '@querraum/contracts';
import { commandRun, type ModelRun, statusOf } from '@querraum/workflow/testing';
import type { Answer } from '../../testing';
import { type Ask, placeOf, rule, type Ruled } from './asks';
import { type Moment, type Scene, shutOut } from './moment';
import { shownByModel, shownByServer } from './shown';

/** What somebody asked and what they were told; the worker and the clock are told nothing. */
export interface Heard {
  ask: Ask;
  answer: Answer | undefined;
}

type HeardCommand = { ask: Extract<Ask, { what: 'command' }>; answer: Answer };

/** Where a burst may have led, and who came when. */
export interface Outcome extends Moment {
  order: number[];
}

export const codeOf = ({ status, body }: Answer): string | undefined =>
  status < 300 ? undefined : ((body as Partial<ProblemBody> | undefined)?.code ?? `status ${status}`);

/**
 * Where an order may lead in which the asks, one after the other, get just these answers; at the end `fits` has its say. Of
 * several orders that lead to the same, one is followed.
 */
export function explain(
  from: Moment,
  heard: readonly Heard[],
  scene: Scene,
  fits: (run: ModelRun) => boolean,
): Outcome[] {
  const found: Outcome[] = [];
  const been = new Set<string>();
  const go = (now: Moment, order: number[], kept: Kept): void => {
    const here = JSON.stringify([[...order].sort(), [...kept.keys()].sort(), now.run]);
    if (been.has(here)) return;
    been.add(here);
    if (order.length === heard.length) {
      if (fits(now.run)) found.push({ ...now, order });
      return;
    }
    for (const [place, one] of heard.entries()) {
      const next = order.includes(place) ? undefined : follow(now, one, scene, kept);
      if (next) go(next.moment, [...order, place], next.kept);
    }
  };
  go(from, [], new Map());
  return found;
}

/** Answers that the server has kept, by the key of their request. */
type Kept = ReadonlyMap<string, unknown>;

/** How things stand after this one, if it may be the next. */
function follow(
  now: Moment,
  { ask, answer }: Heard,
  scene: Scene,
  kept: Kept,
): { moment: Moment; kept: Kept } | undefined {
  const { run, at, disabled } = now;
  if (ask.what === 'clock') return { moment: { ...now, at: ask.to }, kept };
  if (ask.what === 'tick') {
    const ticked = commandRun(run, scene.setup, scene.world, at, { target: 'tick' });
    return { moment: { ...now, run: ticked.run }, kept };
  }
  if (answer === undefined) return undefined;
  if (ask.what === 'account') {
    const others = [...disabled].filter((personId) => personId !== ask.personId);
    const moment = { ...now, disabled: new Set(ask.isDisabled ? [...others, ask.personId] : others) };
    return answer.status === 200 ? { moment, kept } : undefined;
  }
  if (ask.what === 'read') {
    const shut = shutOut(ask.by, now);
    const isRight = shut
      ? isRefusal(answer, [shut])
      : answer.status === 200 && isDeepStrictEqual(shownByServer(answer.body as RunDetail), shownByModel(run));
    return isRight ? { moment: now, kept } : undefined;
  }
  if (kept.has(ask.key) && !disabled.has(ask.given.by.personId))
    return answer.status < 300 && isDeepStrictEqual(answer.body, kept.get(ask.key)) ? { moment: now, kept } : undefined;
  const ruled = rule(now, scene, ask.given);
  if (!isAnswer({ ask, answer }, ruled)) return undefined;
  const isDone = ruled.refused.length === 0;
  return { moment: { ...now, run: ruled.run }, kept: isDone ? new Map(kept).set(ask.key, answer.body) : kept };
}

const isRefusal = (answer: Answer, reasons: readonly ProblemCode[]): boolean =>
  reasons.some((reason) => reason === codeOf(answer) && PROBLEMS[reason].status === answer.status);

/** A refusal has one of the model's reasons and its status; an acceptance shows the run as it is right after it. */
function isAnswer({ ask, answer }: HeardCommand, { run, refused }: Ruled): boolean {
  if (refused.length > 0) return isRefusal(answer, refused);
  if (answer.status >= 300) return false;
  const { given } = ask;
  const { type } = given.command;
  if (type === 'replaceText') {
    const newest = (answer.body as DocumentSummary).versions.map(({ number }) => number);
    return statusOf(run) !== 'running' || Math.max(...newest) === run.round.version;
  }
  if (type === 'claim' || type === 'release') {
    const { unit, owner } = answer.body as Task;
    const place = placeOf(run, given);
    return place?.unit === unit.id && place.owner === (owner?.name ?? null);
  }
  return isDeepStrictEqual(shownByServer(answer.body as RunDetail), shownByModel(run));
}
