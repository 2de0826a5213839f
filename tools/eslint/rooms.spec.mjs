import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { PLANTED_HABITS } from './planted-habits.mjs';
import { PLANTED_ROOMS } from './planted-rooms.mjs';
import { PlantedWorkspace, projectFolders } from './planted-workspace.mjs';

const words = (messages) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n');

describe('the house in lint', () => {
  const workspace = new PlantedWorkspace();
  let fresh;
  let report;

  before(() => {
    workspace.plant('apps/web/src/app/fresh.ts', `export * from '@querraum/server';\n`);
    fresh = workspace.lint('apps/web');
    for (const { refused, accepted } of [...PLANTED_ROOMS, ...PLANTED_HABITS]) {
      workspace.plant(...refused);
      workspace.plant(...accepted);
    }
    report = workspace.lint();
  });
  after(() => workspace.remove());

  it('holds the boundaries also where nobody has made a project graph yet', () => {
    assert.match(words(fresh.get('apps/web/src/app/fresh.ts')), /@nx\/enforce-module-boundaries/);
  });

  for (const { sentence, rule, refused, accepted } of [...PLANTED_ROOMS, ...PLANTED_HABITS]) {
    it(`${sentence} (${rule})`, () => {
      const faults = report.get(refused[0]);
      assert.ok(faults, `${refused[0]} was not linted`);
      const hit = faults.filter((message) => message.ruleId === rule && message.severity === 2);
      assert.notEqual(hit.length, 0, `the fault was let through; reported was: ${words(faults)}`);
      assert.ok(report.get(accepted[0]), `${accepted[0]} was not linted`);
      assert.equal(words(report.get(accepted[0])), '');
    });
  }
});

describe('the configuration of lint', () => {
  it('knows no rule that merely warns', async () => {
    const eslint = new ESLint();
    const files = [
      'libs/workflow/src/advance.ts',
      'libs/contracts/src/index.ts',
      'libs/server/src/index.ts',
      'apps/api/src/main.ts',
      'apps/worker/src/main.ts',
      'apps/web/src/main.ts',
      'apps/web/src/app/app.html',
      'infra/dev/test.mjs',
      'jest.server.cjs',
    ];
    for (const file of files) {
      const { rules } = await eslint.calculateConfigForFile(file);
      const warnings = Object.keys(rules).filter((name) => rules[name][0] === 1);
      assert.deepEqual(warnings, [], file);
    }
  });

  it('is run by a lint target in every project', async () => {
    for (const folder of projectFolders()) {
      const { default: project } = await import(`../../${folder}/project.json`, { with: { type: 'json' } });
      assert.equal(project.targets.lint?.command, 'eslint .', folder);
      assert.equal(project.targets.lint.options.cwd, folder, folder);
    }
  });

  it('lets no file switch a rule off', async () => {
    const { linterOptions } = await new ESLint().calculateConfigForFile('libs/contracts/src/index.ts');
    assert.equal(linterOptions.noInlineConfig, true);
  });
});
