import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { gunzipSync } from 'node:zlib';

const SEGMENT = '000000010000000000000003';

/** @type {string} */
let folder;
/** @type {string} */
let archive;
/** @type {string} */
let path;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-wal-'));
  archive = join(folder, 'with a blank', 'wal');
  path = join(folder, SEGMENT);
  mkdirSync(archive, { recursive: true });
  writeFileSync(path, 'WAL of the house');
});
afterEach(() => rmSync(folder, { recursive: true }));

const keep = () =>
  spawnSync(join(import.meta.dirname, 'archive-wal.sh'), [path, SEGMENT, archive], { encoding: 'utf8' });
const kept = () => gunzipSync(readFileSync(join(archive, `${SEGMENT}.gz`))).toString();

it('keeps a segment whole, and is content to be asked again', () => {
  assert.equal(keep().status, 0);
  assert.equal(keep().status, 0);
  assert.deepEqual([kept(), readdirSync(archive)], ['WAL of the house', [`${SEGMENT}.gz`]]);
});

it('writes no other segment over one of the same name', () => {
  keep();
  writeFileSync(path, 'WAL of another house');
  const { status, stderr } = keep();
  assert.deepEqual([status, kept()], [1, 'WAL of the house']);
  assert.match(stderr, /is another one/);
});

it('makes no archive where the share is not mounted', () => {
  rmSync(archive, { recursive: true });
  const { status, stderr } = keep();
  assert.deepEqual([status, existsSync(archive)], [1, false]);
  assert.match(stderr, /is it mounted/);
});
