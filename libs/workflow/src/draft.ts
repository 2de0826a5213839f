import { z } from 'zod';
import {
  Definition,
  FinalSignatureNode,
  LocalizedText,
  Period,
  RoundNode,
  RoundSettings,
  SeatDefinition,
  Wave,
} from './definition';

/** A text that is still being written. */
const DraftText = z.object({ de: z.string().trim().max(300), en: z.string().trim().max(300) });
/** A period as it may be typed; the check says what is wrong with it. */
const DraftPeriod = Period.extend({ length: z.int().min(0).max(9999) });
const DraftReminders = z.array(DraftPeriod).max(5);
const DraftWave = Wave.extend({ seats: z.array(SeatDefinition).max(200) });

/** What the form of a round changes; everything else of the node stays. */
export const RoundEdit = z.strictObject({
  nodeId: z.string().max(61),
  type: z.literal('coSignatureRound'),
  waves: z.array(DraftWave).max(20),
  period: DraftPeriod,
  reminders: DraftReminders,
  onSilence: RoundSettings.shape.onSilence.unwrap(),
  escalationPeriod: DraftPeriod,
  maxEscalations: z.int().min(0).max(10),
  deemedMandatory: z.boolean(),
});
export type RoundEdit = z.infer<typeof RoundEdit>;

export const SignatureEdit = z.strictObject({
  nodeId: z.string().max(61),
  type: z.literal('finalSignature'),
  period: DraftPeriod,
  reminders: DraftReminders,
});
export type SignatureEdit = z.infer<typeof SignatureEdit>;

/** What an administrator changes of a procedure without touching its steps. */
export const ProcedureEdit = z.strictObject({
  name: DraftText,
  description: DraftText,
  steps: z.array(z.discriminatedUnion('type', [RoundEdit, SignatureEdit])).max(100),
});
export type ProcedureEdit = z.infer<typeof ProcedureEdit>;

const DraftRound = RoundNode.extend({
  waves: z.array(DraftWave).max(20),
  period: DraftPeriod,
  reminders: DraftReminders,
  settings: RoundSettings.extend({ escalationPeriod: DraftPeriod }),
});
const DraftSignature = FinalSignatureNode.extend({ period: DraftPeriod, reminders: DraftReminders });

/** A definition in work: of the shape that the words and the check can read, not yet one that may run. */
export const DraftDefinition = Definition.extend({
  name: DraftText,
  description: DraftText.optional(),
  nodes: z.array(z.union([DraftRound, DraftSignature, Definition.shape.nodes.element])),
});

const EMPTY: LocalizedText = { de: '', en: '' };

/** The fields of the form as they stand. */
export function editOf({ name, description, nodes }: Definition): ProcedureEdit {
  return {
    name,
    description: description ?? EMPTY,
    steps: nodes.flatMap((node): ProcedureEdit['steps'] => {
      if (node.type === 'finalSignature')
        return [{ nodeId: node.id, type: node.type, period: node.period, reminders: node.reminders }];
      if (node.type !== 'coSignatureRound') return [];
      const { onSilence, escalationPeriod, maxEscalations, deemedMandatory } = node.settings;
      const { id: nodeId, type, waves, period, reminders } = node;
      return [{ nodeId, type, waves, period, reminders, onSilence, escalationPeriod, maxEscalations, deemedMandatory }];
    }),
  };
}

/** The definition with the edit in it; a step that is not there, or of another kind, is named. */
export function applyEdit(definition: Definition, edit: ProcedureEdit): { definition: Definition; unknown: string[] } {
  const { description: _, ...rest } = definition;
  const isEmpty = edit.description.de === '' && edit.description.en === '';
  const editOfNode = new Map(edit.steps.map((step) => [step.nodeId, step]));
  const fits = new Set<string>();
  const nodes = definition.nodes.map((node) => {
    const step = editOfNode.get(node.id);
    if (step?.type === 'finalSignature' && node.type === 'finalSignature') {
      fits.add(node.id);
      return { ...node, period: step.period, reminders: step.reminders };
    }
    if (step?.type === 'coSignatureRound' && node.type === 'coSignatureRound') {
      fits.add(node.id);
      const { waves, period, reminders, onSilence, escalationPeriod, maxEscalations, deemedMandatory } = step;
      const settings = { ...node.settings, onSilence, escalationPeriod, maxEscalations, deemedMandatory };
      return { ...node, waves, period, reminders, settings };
    }
    return node;
  });
  return {
    definition: { ...rest, name: edit.name, ...(!isEmpty && { description: edit.description }), nodes },
    unknown: [...editOfNode.keys()].filter((nodeId) => !fits.has(nodeId)),
  };
}
