import { RESOLUTION_BODIES, type Citation, type Resolution } from '@querraum/contracts';
import type { Translate } from '../../core/texts';
import { textIn, textOrNull, type Option, type PlanForm } from './plan-fields';
import { withNone } from './plan-options';

/** A resolution as it was decided; with `wrong` the entry that takes the place of a wrong one. */
export function resolutionForm(documents: readonly Option[], wrong: Resolution | undefined, say: Translate): PlanForm {
  const label = (key: string) => say(`planning.resolution.${key}`);
  return {
    fields: [
      { key: 'body', label: label('body'), control: 'text', ideas: RESOLUTION_BODIES, isNeeded: true, longest: 150 },
      { key: 'decidedOn', label: label('decidedOn'), control: 'day', isNeeded: true },
      { key: 'number', label: label('number'), hint: label('numberHint'), control: 'text', longest: 60 },
      { key: 'text', label: label('text'), control: 'words', isNeeded: true, longest: 10_000 },
      { key: 'result', label: label('result'), hint: label('resultHint'), control: 'text', longest: 300 },
      {
        ...{ key: 'documentId', label: label('document'), control: 'choice' },
        options: withNone(documents, label('noDocument')),
      },
      ...(wrong
        ? [{ key: 'reason', label: label('reason'), control: 'words', isNeeded: true, longest: 1000 } as const]
        : []),
    ],
    values: {
      ...{ body: wrong?.body ?? '', decidedOn: wrong?.decidedOn ?? '', number: wrong?.number ?? '' },
      ...{ text: wrong?.text ?? '', result: wrong?.result ?? '', documentId: wrong?.document?.id ?? '', reason: '' },
    },
    entryOf: (values) => ({
      ...{ body: textIn(values, 'body'), decidedOn: textIn(values, 'decidedOn'), number: textIn(values, 'number') },
      ...{ text: textIn(values, 'text'), result: textIn(values, 'result') },
      documentId: textOrNull(values, 'documentId'),
      ...(wrong && { reason: textIn(values, 'reason') }),
    }),
  };
}

export function citationForm(citation: Citation | undefined, say: Translate): PlanForm {
  const label = (key: string) => say(`planning.citation.${key}`);
  return {
    fields: [
      { key: 'title', label: label('title'), control: 'text', isNeeded: true },
      { key: 'source', label: label('source'), hint: label('sourceHint'), control: 'text', longest: 300 },
      { key: 'link', label: label('link'), hint: label('linkHint'), control: 'text', longest: 1000, isAddress: true },
    ],
    values: { title: citation?.title ?? '', source: citation?.source ?? '', link: citation?.link ?? '' },
    entryOf: (values) => ({
      ...{ title: textIn(values, 'title'), source: textIn(values, 'source'), link: textOrNull(values, 'link') },
    }),
  };
}
