import type { LocalizedText } from '../definition';
import { idOf } from './ids';
import { nameOf } from './element';
import type { ModdleElement } from './moddle';

type Words = Record<string, (detail: string) => LocalizedText>;

/** Why a file is refused. `detail` names what it is about. */
const REFUSALS = {
  notXml: (detail) => ({
    de: `Das ist kein wohlgeformtes XML: ${detail}`,
    en: `This is no well-formed XML: ${detail}`,
  }),
  documentType: () => ({
    de: 'Ein Dokumenttyp (DOCTYPE) ist nicht erlaubt.',
    en: 'A document type (DOCTYPE) is not allowed.',
  }),
  tooLarge: (detail) => ({
    de: `Die Datei ist zu groß: erlaubt sind ${detail}.`,
    en: `The file is too large: ${detail} are allowed.`,
  }),
  tooDeep: (detail) => ({
    de: `Elemente sind zu tief verschachtelt: erlaubt sind ${detail} Ebenen.`,
    en: `Elements are nested too deeply: ${detail} levels are allowed.`,
  }),
  notBpmn: () => ({
    de: 'Die Datei enthält kein BPMN-2.0-Modell.',
    en: 'The file holds no BPMN 2.0 model.',
  }),
  nothingToRun: () => ({
    de: 'Die Datei enthält keinen ausführbaren Prozess (isExecutable="true").',
    en: 'The file holds no executable process (isExecutable="true").',
  }),
  notAllowedHere: (detail) => ({
    de: `BPMN 2.0 erlaubt hier nicht: ${detail}.`,
    en: `BPMN 2.0 does not allow here: ${detail}.`,
  }),
  missing: (detail) => ({
    de: `Es fehlt: ${detail}.`,
    en: `This is missing: ${detail}.`,
  }),
  unknownReference: (detail) => ({
    de: `Verweist auf etwas, das es nicht gibt: ${detail}.`,
    en: `Refers to something that does not exist: ${detail}.`,
  }),
  unsupported: (detail) => ({
    de: `Wird nicht unterstützt: ${detail}.`,
    en: `This is not supported: ${detail}.`,
  }),
  circle: (detail) => ({
    de: `Der Prozess ${detail} würde sich selbst aufrufen, direkt oder über andere.`,
    en: `The process ${detail} would call itself, directly or through others.`,
  }),
  outOfBounds: (detail) => ({
    de: `Das fasst ein Verfahren nicht: ${detail}.`,
    en: `A procedure does not hold this: ${detail}.`,
  }),
  expression: (detail) => ({
    de: `Der Ausdruck ist nicht zu lesen: ${detail}`,
    en: `The expression cannot be read: ${detail}`,
  }),
} as const satisfies Words;
export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  /** Name of the element without its namespace. */
  element: string;
  id: string | null;
  code: RefusalCode;
  message: LocalizedText;
}

/** What is to be said of a file that was written here and changed elsewhere. */
const NOTES = {
  changedElsewhere: (detail) => ({
    de: `„${detail}“ wurde in einem anderen Programm geändert; es gilt, was dort eingetragen wurde.`,
    en: `“${detail}” has been changed in another program; what was entered there counts.`,
  }),
  asStandard: (detail) => ({
    de: `Die Einstellungen des Bausteins fehlen oder passen nicht mehr zu ${detail}; er ist zu einem einfachen Baustein geworden.`,
    en: `The settings of the block are missing or do not fit ${detail} any more; it has become a plain block.`,
  }),
  setAside: (detail) => ({
    de: `${detail} ist kein Baustein von Querraum; darum gilt die ganze Datei als allgemeines BPMN-Modell.`,
    en: `${detail} is no block of Querraum; the whole file therefore counts as a general BPMN model.`,
  }),
  unreadable: (detail) => ({
    de: `Die eigenen Angaben in ${detail} sind nicht zu lesen; es gilt, was in BPMN da steht.`,
    en: `Our own settings in ${detail} cannot be read; what stands there in BPMN counts.`,
  }),
} as const satisfies Words;
export type NoteCode = keyof typeof NOTES;

const withoutEffect = (what: string): LocalizedText => ({
  de: `„${what}“ hat hier keine Wirkung.`,
  en: `“${what}” has no effect here.`,
});

/** The note as a sentence; which element it is about stands beside it. */
export const noteInWords = ({ code, what }: ImportNote): LocalizedText =>
  code === undefined ? withoutEffect(what) : NOTES[code](what);

/** Something that the file says and that changes nothing when it is carried out. */
export interface ImportNote {
  element: string;
  id: string | null;
  /** The attribute or element that has no effect here, or of which `code` tells. */
  what: string;
  code?: NoteCode;
}

export interface Report {
  refused: Refusal[];
  notes: ImportNote[];
  /** What refers to nothing has been refused: that the thing is missing need not be said again. */
  unresolved: Set<ModdleElement>;
}

export const newReport = (): Report => ({ refused: [], notes: [], unresolved: new Set() });

export function refusal(element: string, id: string | null, code: RefusalCode, detail = ''): Refusal {
  const words: Words = REFUSALS;
  const { de, en } = words[code]?.(detail) ?? { de: detail, en: detail };
  const about = (quoted: string) => (id === null ? element : `${element} ${quoted}`);
  return { element, id, code, message: { de: `${about(`„${id}“`)}: ${de}`, en: `${about(`“${id}”`)}: ${en}` } };
}

/** A file that is wrong from end to end is not told so a hundred thousand times. */
const MOST_REFUSALS = 500;

export function add(report: Report, refused: Refusal): void {
  if (report.refused.length < MOST_REFUSALS) report.refused.push(refused);
}

export function refuse(report: Report, element: ModdleElement, code: RefusalCode, detail = ''): void {
  if (code === 'unknownReference') report.unresolved.add(element);
  else if (code === 'missing' && report.unresolved.has(element)) return;
  if (report.refused.length < MOST_REFUSALS) add(report, refusal(nameOf(element), idOf(element), code, detail));
}

export function note(report: Report, element: ModdleElement, what: string, code?: NoteCode): void {
  report.notes.push({ element: nameOf(element), id: idOf(element), what, ...(code === undefined ? {} : { code }) });
}
