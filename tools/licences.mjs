import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import prettier from 'prettier';
import { incompatible, readPackages, writeReport } from './licences/licences.mjs';

/** `node tools/licences.mjs` writes THIRD-PARTY-LICENSES.md · `--check` fails where it is out of date. */
const root = resolve(import.meta.dirname, '..');
const document = join(root, 'THIRD-PARTY-LICENSES.md');
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The way of older packages to name a licence. */
const describe = (path) =>
  readJson(`${path}/package.json`)
    .licenses?.map(({ type }) => type)
    .join(' OR ');

const packages = readPackages(readJson('package-lock.json'), describe);
for (const { name, version, licence } of incompatible(packages)) {
  process.stderr.write(
    `${name} ${version} comes under "${licence}", which has not been found compatible with the EUPL-1.2\n`,
  );
  process.exitCode = 1;
}
const options = await prettier.resolveConfig(document);
const report = await prettier.format(writeReport(packages), { ...options, parser: 'markdown' });
const written = existsSync(document) ? readFileSync(document, 'utf8') : '';
if (process.argv.includes('--check')) {
  if (report !== written) {
    process.stderr.write('THIRD-PARTY-LICENSES.md is out of date: run `node tools/licences.mjs`\n');
    process.exitCode = 1;
  }
} else if (report !== written) writeFileSync(document, report);
if (!process.exitCode) process.stdout.write(`licences: ${packages.length} packages, all compatible\n`);
