import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { gzipSync } from 'node:zlib';

const SEGMENT = '000000010000000000000003';
const BYTES = Buffer.alloc(100_000, 'WAL of the house. ');
/** PostgreSQL takes any lower code for the end of the archive, and opens. */
const STOPS = 255;

/** @type {string} */
let folder;
/** @type {string} */
let archive;
/** @type {string} */
let file;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-wal-'));
  archive = join(folder, 'with a blank', 'wal');
  file = join(archive, `${SEGMENT}.gz`);
  mkdirSync(archive, { recursive: true });
  writeFileSync(file, gzipSync(BYTES));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fetched = () => join(folder, 'RECOVERY XLOG');
/** @param {string} name @param {string} [from] */
const fetch = (name, from = archive) =>
  spawnSync(join(import.meta.dirname, 'fetch-wal.sh'), [from, name, fetched()], { encoding: 'utf8' });

it('brings a file back byte for byte', () => {
  assert.equal(fetch(SEGMENT).status, 0);
  assert.ok(readFileSync(fetched()).equals(BYTES));
});

it('tells the end of the archive where the file is not in it', () => {
  const { status, stderr } = fetch('000000010000000000000004');
  assert.deepEqual([status, stderr, existsSync(fetched())], [1, '', false]);
});

it('stops PostgreSQL at a hole: the segment is missing and one that came after it is there', () => {
  const { status, stderr } = fetch('000000010000000000000002');
  assert.equal(status, STOPS);
  assert.match(stderr, /000000010000000000000003/);
});

it('takes nothing of another timeline and no history for what came after', () => {
  for (const name of [
    '000000020000000000000001.gz',
    '00000002.history.gz',
    '000000010000000000000009.00000028.backup.gz',
  ])
    writeFileSync(join(archive, name), gzipSync(BYTES));
  for (const name of ['000000010000000000000004', '00000001.history']) assert.equal(fetch(name).status, 1);
});

it('stops PostgreSQL at a file that was cut off', () => {
  truncateSync(file, 60);
  const { status, stderr } = fetch(SEGMENT);
  assert.equal(status, STOPS);
  assert.match(stderr, /000000010000000000000003/);
});

it('stops PostgreSQL at a file that is no archive', () => {
  writeFileSync(file, 'something else');
  assert.equal(fetch(SEGMENT).status, STOPS);
});

it('stops PostgreSQL at what is in the archive and cannot be read', () => {
  rmSync(file);
  mkdirSync(file);
  assert.equal(fetch(SEGMENT).status, STOPS);
});

it('stops PostgreSQL where the archive is away', () => {
  const { status, stderr } = fetch(SEGMENT, join(folder, 'away'));
  assert.equal(status, STOPS);
  assert.match(stderr, /away/);
});

it('stops PostgreSQL where nothing is mounted in the place of the archive', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  assert.equal(fetch(SEGMENT, empty).status, STOPS);
});

it('stops PostgreSQL where there is no room for the file', () => {
  mkdirSync(fetched());
  assert.equal(fetch(SEGMENT).status, STOPS);
});
