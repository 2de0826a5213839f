import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../infra/observability');
export type WatchedJob = 'querraum-api' | 'querraum-worker';

/** Prometheus' own, of each target. */
const PROMETHEUS = new Set(['up', 'job', 'instance']);
const WORDS = new Set(['by', 'without', 'or', 'and', 'unless', 'on', 'ignoring', 'bool']);

/** Everything that rules and dashboards of infra/observability compute. */
export function watchedExpressions(): string[] {
  const rules = readFileSync(join(FOLDER, 'rules.yml'), 'utf8');
  const ofRules = [...rules.matchAll(/^ +expr: (\S.*(?:\n {12,}.+)*)$/gm)].map(([, expression = '']) => expression);
  const dashboards = readdirSync(join(FOLDER, 'dashboards'));
  const ofDashboards = dashboards.flatMap((file) => {
    const { panels } = JSON.parse(readFileSync(join(FOLDER, 'dashboards', file), 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  });
  return [...ofRules, ...ofDashboards];
}

interface Selector {
  metric: string;
  matchers: { label: string; values: string[] }[];
}

/** `name{label="value"}` of an expression; a name without labels asks every job. */
export const selectorsOf = (expression: string): Selector[] =>
  [...expression.matchAll(/\b(querraum_\w+|up)\b(?:\{([^}]*)\})?/g)].map(([, metric = '', labels = '']) => ({
    metric,
    matchers: [...labels.matchAll(/(\w+)=~?"([^"]*)"/g)].map(([, label = '', values = '']) => ({
      label,
      values: values.split('|'),
    })),
  }));

/** Names that an expression reads beside `querraum_…`: there should be none, for nobody would prove that they exist. */
export function strangersIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring) *\([^)]*\)/g, ' ');
  const names = [...bare.matchAll(/[a-z_]\w*(?! *\(|\w)/g)].map(([name]) => name);
  return names.filter((name) => !name.startsWith('querraum_') && !PROMETHEUS.has(name) && !WORDS.has(name));
}

/** What rules and dashboards ask of this job and what it does not say, as scraped: names, labels, values of labels. */
export function missingIn(scraped: string, job: WatchedJob): string[] {
  const said = seriesIn(scraped);
  return watchedExpressions().flatMap((expression) => {
    const asked = selectorsOf(expression).filter(({ metric, matchers }) => {
      const jobs = matchers.find(({ label }) => label === 'job')?.values;
      return metric !== 'up' && (!jobs || jobs.includes(job));
    });
    const ofMetrics = asked.flatMap((selector) => missingOf(selector, said));
    const grouped = [...expression.matchAll(/\bby *\(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/, */));
    const known = asked.flatMap(({ metric }) => said.get(metric) ?? []).flatMap((labels) => [...labels.keys()]);
    const ofGroups = grouped.filter((label) => asked.length > 0 && !PROMETHEUS.has(label) && !known.includes(label));
    return [...ofMetrics, ...ofGroups.map((label) => `by (${label})`)].map((what) => `${what} in ${expression}`);
  });
}

function missingOf({ metric, matchers }: Selector, said: Map<string, Map<string, string>[]>): string[] {
  const series = said.get(metric);
  if (!series) return [metric];
  const asked = matchers.filter(({ label }) => !PROMETHEUS.has(label));
  return asked.flatMap(({ label, values }) =>
    values
      .filter((value) => !series.some((labels) => labels.get(label) === value))
      .map((value) => `${metric}{${label}="${value}"}`),
  );
}

function seriesIn(text: string): Map<string, Map<string, string>[]> {
  const lines = [...text.matchAll(/^([a-z_]+)(?:\{(.*)\})? \S+$/gm)];
  return new Map(
    [...Map.groupBy(lines, ([, name = '']) => name)].map(([name, all]) => [
      name,
      all.map(
        ([, , labels = '']) =>
          new Map([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
      ),
    ]),
  );
}
