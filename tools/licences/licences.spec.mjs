import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { incompatible, isCompatible, readPackages, writeReport } from './licences.mjs';

const lockfile = {
  packages: {
    '': { dependencies: { one: '1.0.0' }, devDependencies: { two: '2.0.0' } },
    'node_modules/one': { version: '1.0.0', license: 'MIT' },
    'node_modules/one/node_modules/two': { version: '1.9.0', license: '(ISC AND CC-BY-3.0)' },
    'node_modules/two': { version: '2.0.0', license: 'SEE LICENSE IN LICENSE.md', dev: true },
    'node_modules/old': { version: '0.1.0' },
  },
};
const packages = readPackages(lockfile, (path) => (path === 'node_modules/old' ? 'MIT OR GPL-3.0-only' : undefined));

describe('the licences of the packages', () => {
  it('takes an expression apart', () => {
    assert.equal(isCompatible('(ISC AND CC-BY-3.0)'), true);
    assert.equal(isCompatible('MIT OR GPL-3.0-only'), true);
    assert.equal(isCompatible('MIT AND GPL-3.0-only'), false);
    assert.equal(isCompatible('unknown'), false);
  });

  it('names the package whose licence nobody has looked at', () => {
    assert.deepEqual(
      incompatible(packages).map(({ name }) => name),
      ['two'],
    );
  });

  it('tells what is named in package.json from what came along', () => {
    const named = packages.filter((entry) => entry.direct).map(({ name, version }) => `${name} ${version}`);
    assert.deepEqual(named, ['one 1.0.0', 'two 2.0.0']);
  });

  it('counts by licence what goes into the product', () => {
    const report = writeReport(packages);
    assert.match(report, /\| MIT \| 1 \| one \|/);
    assert.match(report, /\| \(ISC AND CC-BY-3\.0\) \| 1 \| two \|/);
    assert.match(report, /\| two \| 2\.0\.0 \| SEE LICENSE/);
  });
});
