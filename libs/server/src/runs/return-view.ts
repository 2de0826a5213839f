import {
  problemMessage,
  type ReturnPlanQuery,
  type ReturnPlanView,
  type ReturnTargets,
  type ReturnTargetView,
} from '@querraum/contracts';
import { definitionIn, nodeOfStep, planReopening, planReturn, type Refusal } from '@querraum/workflow';
import { DomainError } from '../platform';
import { becauseInWords } from './refusal';
import type { RunRecord } from './run-record';

type Place = Pick<ReturnTargetView, 'nodeId' | 'scope'>;

const planAt = ({ bundle, state }: RunRecord, { nodeId, scope }: Place) =>
  state.status === 'running'
    ? planReturn(bundle, state, { nodeId, scope: scope ?? undefined })
    : planReopening(bundle, state, { nodeId });

function inWords(refused: Refusal | null): ReturnTargetView['refused'] {
  if (refused === null) return null;
  const details = { because: becauseInWords(refused) };
  const message = (language: 'de' | 'en') => problemMessage(refused.code, details, language);
  return { code: refused.code, message: { de: message('de'), en: message('en') } };
}

const nameAt = ({ bundle, state }: RunRecord, { nodeId, scope }: Place) =>
  nodeOfStep(bundle, state, { nodeId, ...(scope !== null && { scope }) }).name;

/** Every step at which a token may stand, of the run itself and of the called procedures that run. */
export function returnTargetsOf(run: RunRecord): ReturnTargets {
  const { bundle, state } = run;
  const called = (state.scopes ?? []).filter(({ outcome }) => outcome === null).map(({ id }) => id);
  const items = [null, ...called].flatMap((scope) => {
    const definition = definitionIn(bundle, state, scope ?? undefined);
    return definition.nodes.flatMap(({ id: nodeId, name }): ReturnTargetView[] => {
      const { refused } = planAt(run, { nodeId, scope });
      // Gateways and ends are no places to go to; nobody need be told why.
      if (refused?.details?.['because'] === 'noStep') return [];
      const procedureName = scope === null ? null : definition.name;
      return [{ nodeId, scope, procedureName, name, refused: inWords(refused) }];
    });
  });
  return { items };
}

export function returnPlanOf(run: RunRecord, query: ReturnPlanQuery): ReturnPlanView {
  const place = { nodeId: query.nodeId, scope: query.scope ?? null };
  const { closes, stays, refused } = planAt(run, place);
  if (refused?.code === 'unknownNode') throw new DomainError('unknownNode');
  return { ...place, name: nameAt(run, place), closes, stays, refused: inWords(refused) };
}
