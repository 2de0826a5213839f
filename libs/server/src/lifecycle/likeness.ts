import type { SimilarProject } from '@querraum/contracts';

type Project = SimilarProject['project'];
interface Asked {
  areas: string[];
  words: string[];
}

/** Words that every second project has in its title say nothing. */
const COMMON = new Set(
  `aber alle als am an auch auf aus bei beim bis das dem den der des die ein eine einem einen einer eines für im in ins ist
   mit nach oder ohne sich sowie und unter vom von vor wird zu zum zur über projekt vorhaben maßnahme maßnahmen konzept
   berlin bezirk a and at by for from in of on the to with`.split(/\s+/),
);
const SHORTEST = 4;

/** What a title is about: its words in small letters, each once. */
export const wordsOf = (title: string): string[] => [
  ...new Set(
    title
      .toLocaleLowerCase('de')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= SHORTEST && !COMMON.has(word)),
  ),
];

/** The area and everything above it up to the Bezirk; the Land is above all and says nothing. */
export const areaPaths = (key: string): string[] =>
  [2, 4, 6, 8].filter((length) => length <= key.length).map((length) => key.slice(0, length));

/** Two words mean the same where one begins with the other: „Spielplatz“ and „Spielplätze“ do not, „Schule“ and „Schulen“ do. */
const isAlike = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

const SAME = 3;
const NEAR = 1;
const WORD = 2;

/** What the project has in common with what is asked for; nothing where it is only the whole city or one vague word. */
export function likeness(project: Project, asked: Asked): (SimilarProject & { score: number }) | undefined {
  const near = project.areas.map(({ key, name }) => ({
    name,
    score: Math.max(0, ...asked.areas.map((wanted) => areaScore(key, wanted))),
  }));
  const titleWords = wordsOf(project.title);
  const sharedWords = asked.words.filter((word) => titleWords.some((other) => isAlike(word, other)));
  const score = Math.max(0, ...near.map((area) => area.score)) + WORD * sharedWords.length;
  if (score === 0) return undefined;
  const sharedAreas = near.filter((area) => area.score > 0).map(({ name }) => name);
  return { project, sharedAreas, sharedWords, score };
}

function areaScore(key: string, wanted: string): number {
  if (key === wanted) return SAME;
  if (key === '00' || wanted === '00') return 0;
  return key.startsWith(wanted) || wanted.startsWith(key) ? NEAR : 0;
}
