import { readFile, writeFile } from 'node:fs/promises';

export type Outcome = 'passed' | 'failed' | 'refused' | 'taken';

const START = '<!-- conformance -->';
const END = '<!-- /conformance -->';

/** How the cases of each feature went; a case counts for all its features. */
export class Features {
  private readonly counts = new Map<string, Record<Outcome, number>>();

  count(features: readonly string[], how: Outcome): void {
    for (const feature of features) {
      const counts = this.counts.get(feature) ?? { passed: 0, failed: 0, refused: 0, taken: 0 };
      counts[how] += 1;
      this.counts.set(feature, counts);
    }
  }

  table(): string {
    const rows = [...this.counts]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([feature, { passed, failed, refused }]) => `| ${feature} | ${passed} | ${failed} | ${refused} |`);
    return ['| feature | passed | failed | refused |', '| --- | ---: | ---: | ---: |', ...rows].join('\n');
  }
}

/** Writes the run into the page between its marks; the rest of the page stays. */
export async function writeReport(page: string, summary: string, features: Features): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [before, rest] = [text.indexOf(START), text.indexOf(END)];
  if (before < 0 || rest < before) throw new Error(`${page} has no place for the report: ${START} … ${END}`);
  const report = `${START}\n\n\`${summary}\`\n\n${features.table()}\n\n${END}`;
  await writeFile(page, text.slice(0, before) + report + text.slice(rest + END.length));
}
