import type { LocalizedText } from '../definition';
import { quoted } from '../words/localized';

/** Why a run cannot be moved: each names the step that stands in the way. */
export interface MigrationRefusal {
  code: MigrationRefusalCode;
  nodeId: string;
  /** As the node is called in the version that runs, or in the new one where only that has it. */
  name: LocalizedText;
  /** What is missing or differs: a fact, a node of the new version. */
  subject?: string;
}

type Say = (name: LocalizedText, subject: string) => LocalizedText;

const WORDS = {
  otherVersion: () => ({
    de: 'Das Verfahren läuft nicht mehr nach der Version, aus der umgestellt wird.',
    en: 'The procedure no longer runs by the version that is to be left.',
  }),
  runEnded: () => ({ de: 'Das Verfahren ist beendet.', en: 'The procedure has ended.' }),
  semanticsDiffer: () => ({
    de: 'Die neue Version rechnet nach anderen Regeln der Ablaufsteuerung.',
    en: 'The new version goes by other rules of the engine.',
  }),
  importedModel: () => ({
    de: 'Ein eingelesenes BPMN-Modell läuft in der Version zu Ende, in der es begonnen hat.',
    en: 'An imported BPMN model runs to its end by the version by which it began.',
  }),
  nodeUnmapped: (name) => ({
    de: `Das Verfahren steht bei ${name.de}; die Zuordnung nennt dafür keinen Schritt der neuen Version.`,
    en: `The procedure stands at ${name.en}, for which the mapping names no step of the new version.`,
  }),
  nodeUnknown: (name) => ({
    de: `Die Zuordnung von ${name.de} nennt einen Schritt, den die neue Version nicht hat.`,
    en: `The mapping of ${name.en} names a step that the new version does not have.`,
  }),
  typeDiffers: (name) => ({
    de: `${name.de} ist in der neuen Version ein Schritt anderer Art.`,
    en: `${name.en} is a step of another kind in the new version.`,
  }),
  insertedClash: (name) => ({
    de: `Der eingefügte Schritt ${name.de} trägt die Kennung eines Schritts der neuen Version.`,
    en: `The inserted step ${name.en} has the id of a step of the new version.`,
  }),
  settingsDiffer: (name) => ({
    de: `${name.de} läuft schon und ist in der neuen Version so anders eingestellt, dass die Arbeit daran neu begänne.`,
    en: `${name.en} has begun, and the new version sets it so differently that its work would begin anew.`,
  }),
  missingParticipant: (name) => ({
    de: `Für ${name.de} fehlt dem Vorhaben eine Stelle, die die neue Version verlangt.`,
    en: `The project lacks a unit that the new version asks for in ${name.en}.`,
  }),
  wavesPassed: (name) => ({
    de: `${name.de} ist weiter fortgeschritten, als die neue Version Stufen hat.`,
    en: `${name.en} has gone further than the new version has waves.`,
  }),
  signersPassed: (name) => ({
    de: `In ${name.de} hat schon gezeichnet, wer in der neuen Version an dieser Stelle nicht vorgesehen ist.`,
    en: `In ${name.en} somebody has signed whom the new version does not ask at this place.`,
  }),
  wouldDecide: (name) => ({
    de: `${name.de} wäre durch die Umstellung sofort entschieden.`,
    en: `${name.en} would be decided by the change itself.`,
  }),
  flowGone: (name) => ({
    de: `Ein Zweig wartet vor ${name.de}; die neue Version hat dafür keinen entsprechenden Weg.`,
    en: `A branch waits before ${name.en}, and the new version has no corresponding way.`,
  }),
  getsStuck: (name) => ({
    de: `Vor ${name.de} würde ein Zweig für immer warten.`,
    en: `A branch would wait before ${name.en} for ever.`,
  }),
  tokensMeet: (name) => ({
    de: `${name.de} läuft gleichzeitig mit einem Schritt, der in der neuen Version davor liegt; er käme ein zweites Mal.`,
    en: `${name.en} runs beside a step that comes before it in the new version; it would come a second time.`,
  }),
  calledGone: (name, subject) => ({
    de: `${name.de} hat das Unterverfahren „${subject}“ begonnen, das die neue Version nicht enthält.`,
    en: `${name.en} has begun the procedure “${subject}”, which the new version does not contain.`,
  }),
  factMissing: (_name, subject) => ({
    de: `Die neue Version braucht die Angabe „${subject}“, die das laufende Verfahren nicht hat.`,
    en: `The new version needs the fact “${subject}”, which the procedure does not have.`,
  }),
  badFact: (_name, subject) => ({
    de: `Die Angabe „${subject}“ hat in der neuen Version eine andere Form.`,
    en: `The fact “${subject}” has another form in the new version.`,
  }),
} as const satisfies Record<string, Say>;

export type MigrationRefusalCode = keyof typeof WORDS;

export const refusalInWords = ({ code, name, subject }: MigrationRefusal): LocalizedText =>
  (WORDS[code] as Say)(quoted(name), subject ?? '');
