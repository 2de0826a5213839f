import type { Definition, FactDefinition, LocalizedText, NodeDefinition, RoundNode } from '../definition';
import { facetsOf, type Facet } from './facets';
import { both, isSameText, quoted } from './localized';
import { seatChanges } from './seat-changes';
import { namesIn, type Names, type UnitNames } from './vocabulary';

/** One thing that is different, in words; `nodeId` is null for the procedure as a whole. */
export interface ProcedureChange {
  nodeId: string | null;
  words: LocalizedText;
}

/** Equal in value, whatever the order of the names in an object. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const valueOf = (thing: object, name: string) => (thing as Record<string, unknown>)[name];
  return [...names].every((name) => isSame(valueOf(one, name), valueOf(other, name)));
}

const NAME = { de: 'Name', en: 'Name' };

const said = (label: LocalizedText, now: LocalizedText, was: LocalizedText): LocalizedText => ({
  de: `${label.de}: ${trimmed(now.de)} (bisher: ${trimmed(was.de)})`,
  en: `${label.en}: ${trimmed(now.en)} (before: ${trimmed(was.en)})`,
});
const trimmed = (sentence: string): string => sentence.replace(/\.$/, '');

/** Two values that read alike are different all the same. */
function differs(facet: Facet, was: Facet): LocalizedText {
  const [now, before] = [facet.short ?? facet.words, was.short ?? was.words];
  return isSameText(now, before)
    ? { de: `${facet.label.de} ist geändert`, en: `${facet.label.en} has changed` }
    : said(facet.label, now, before);
}

const OTHER = { de: { language: 'en', mark: ' (englisch)' }, en: { language: 'de', mark: ' (German)' } } as const;

/** What somebody wrote in both languages; where only the other language's text differs, that is said. */
const rewritten = (label: LocalizedText, now: LocalizedText, was: LocalizedText): LocalizedText =>
  both((language) => {
    const isHere = now[language] !== was[language];
    const shown = isHere ? language : OTHER[language].language;
    const mark = isHere ? '' : OTHER[language].mark;
    const before = language === 'de' ? 'bisher' : 'before';
    return `${label[language]}${mark}: ${quoted(now)[shown]} (${before}: ${quoted(was)[shown]})`;
  });

function changesOfNode(
  before: NodeDefinition,
  after: NodeDefinition,
  { was: names, now }: { was: Names; now: Names },
): LocalizedText[] {
  const old = new Map(facetsOf(before, names).map((facet) => [facet.key, facet]));
  return [
    ...(isSame(before.name, after.name) ? [] : [rewritten(NAME, after.name, before.name)]),
    ...facetsOf(after, now).flatMap((facet) => {
      const was = old.get(facet.key);
      if (was === undefined || isSame(facet.value, was.value)) return [];
      if (facet.key !== 'participants') return [differs(facet, was)];
      const label = facet.label;
      return seatChanges(was.value as RoundNode['waves'], facet.value as RoundNode['waves'], now).map((words) =>
        both((language) => `${label[language]}: ${words[language]}`),
      );
    }),
  ];
}

/** Which declared entries are new, gone or different. */
function factChanges(before: readonly FactDefinition[], after: readonly FactDefinition[]): LocalizedText[] {
  const say = (facts: readonly FactDefinition[], de: string, en: string) =>
    facts.map(({ name }) => ({ de: `Angabe ${quoted(name).de}: ${de}`, en: `Entry ${quoted(name).en}: ${en}` }));
  const find = (facts: readonly FactDefinition[], key: string) => facts.find((fact) => fact.key === key);
  const changed = after.filter((fact) => {
    const was = find(before, fact.key);
    return was !== undefined && !isSame(was, fact);
  });
  return [
    ...say(
      after.filter(({ key }) => find(before, key) === undefined),
      'neu',
      'new',
    ),
    ...say(changed, 'geändert', 'changed'),
    ...say(
      before.filter(({ key }) => find(after, key) === undefined),
      'entfällt',
      'removed',
    ),
  ];
}

function changesOfWhole(before: Definition, after: Definition): LocalizedText[] {
  const none = { de: '–', en: '–' };
  return [
    ...(isSame(before.name, after.name) ? [] : [rewritten(NAME, after.name, before.name)]),
    ...(isSame(before.description, after.description)
      ? []
      : [rewritten({ de: 'Beschreibung', en: 'Description' }, after.description ?? none, before.description ?? none)]),
    ...(isSame(before.flows, after.flows)
      ? []
      : [{ de: 'Die Wege zwischen den Schritten sind geändert', en: 'The paths between the steps have changed' }]),
    ...factChanges(before.facts ?? [], after.facts ?? []),
  ];
}

/** What is different between two versions, in words; empty if and only if nothing is. */
export function procedureChanges(before: Definition, after: Definition, units: UnitNames): ProcedureChange[] {
  const names = { was: namesIn(before, units), now: namesIn(after, units) };
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const ofNode = (node: NodeDefinition, words: LocalizedText): ProcedureChange => {
    const name = quoted(node.name);
    return { nodeId: node.id, words: both((language) => `${name[language]}, ${words[language]}.`) };
  };
  return [
    ...changesOfWhole(before, after).map((words) => ({
      nodeId: null,
      words: both((language) => `${words[language]}.`),
    })),
    ...after.nodes.flatMap((node) => {
      const was = old.get(node.id);
      if (was === undefined || was.type !== node.type) return [ofNode(node, { de: 'neuer Schritt', en: 'new step' })];
      return changesOfNode(was, node, names).map((words) => ofNode(node, words));
    }),
    ...before.nodes
      .filter(({ id, type }) => now.get(id)?.type !== type)
      .map((node) => ofNode(node, { de: 'Schritt entfällt', en: 'step removed' })),
  ];
}
