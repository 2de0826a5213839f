import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from '../dev/root.mjs';
import { readYaml } from '../images/yaml.mjs';

const folder = join(root, 'infra/observability');
const read = (path) => readFileSync(join(folder, path), 'utf8');
/** As GitHub and most readers of Markdown name a heading. */
const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

describe('the alerts', () => {
  let rules;
  before(async () => {
    const { groups } = await readYaml(read('rules.yml'));
    rules = groups.flatMap((group) => group.rules);
  });

  it('have each a name of their own, how long to wait, and how urgent they are', () => {
    assert.ok(rules.length >= 15);
    assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
    for (const rule of rules) {
      assert.deepEqual(Object.keys(rule).sort(), ['alert', 'annotations', 'expr', 'for', 'labels'], rule.alert);
      assert.match(rule.for, /^\d+[smh]$/, rule.alert);
      assert.match(rule.labels.severity, /^(critical|warning)$/, rule.alert);
    }
  });

  it('say in both languages what is wrong, and lead to what is to be done', () => {
    const operations = readFileSync(join(root, 'docs/operations.md'), 'utf8');
    const anchors = new Set(operations.matchAll(/^#+ (.+)$/gm).map(([, heading]) => anchorOf(heading)));
    for (const { alert, annotations } of rules) {
      assert.deepEqual(Object.keys(annotations), ['summary_de', 'summary_en', 'runbook_url'], alert);
      assert.notEqual(annotations.summary_de, annotations.summary_en, alert);
      const [, anchor] = /^docs\/operations\.md#(.+)$/.exec(annotations.runbook_url) ?? [];
      assert.ok(anchors.has(anchor), `${alert}: ${annotations.runbook_url}`);
    }
  });

  it('close what they open', () => {
    for (const { alert, expr } of rules) assert.equal(unclosed(expr), '', alert);
  });

  it('are taken by promtool, where it is installed', () => {
    const checked = spawnSync('promtool', ['check', 'config', join(folder, 'prometheus.yml')], { encoding: 'utf8' });
    assert.ok(checked.error || checked.status === 0, checked.stderr);
  });
});

describe('the dashboards', () => {
  const dashboards = readdirSync(join(folder, 'dashboards')).map((file) => JSON.parse(read(`dashboards/${file}`)));

  it('can be imported beside each other', () => {
    assert.equal(new Set(dashboards.map(({ uid }) => uid)).size, dashboards.length);
    for (const { uid, panels, templating } of dashboards) {
      assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, uid);
      assert.deepEqual(
        templating.list.map(({ name }) => name),
        ['datasource'],
      );
      for (const panel of panels) {
        assert.ok(panel.title && panel.description && panel.targets.length > 0, `${uid} ${panel.id}`);
        assert.equal(panel.datasource.uid, '${datasource}');
        for (const { expr } of panel.targets) assert.equal(unclosed(expr), '', panel.title);
      }
    }
  });

  it('lay no panel over another', () => {
    for (const { uid, panels } of dashboards) {
      const taken = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
        assert.ok(x + w <= 24, uid);
        return Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`);
      });
      assert.equal(new Set(taken).size, taken.length, uid);
    }
  });
});

/** What is left open of brackets and quotes. */
function unclosed(expression) {
  let text = expression.replaceAll(/"[^"]*"/g, '').replaceAll(/[^()[\]{}"]/g, '');
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/\(\)|\[\]|\{\}/g, '');
  }
  return text;
}
