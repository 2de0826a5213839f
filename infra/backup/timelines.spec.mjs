import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { gzipSync } from 'node:zlib';

/** @type {string} */
let backups;

beforeEach(() => {
  backups = join(mkdtempSync(join(tmpdir(), 'timelines-')), 'with a blank');
  mkdirSync(join(backups, 'wal'), { recursive: true });
});
afterEach(() => rmSync(join(backups, '..'), { recursive: true }));

/** @param {string} name @param {number} timeline @param {string} wholeAt */
function copy(name, timeline, wholeAt) {
  const data = join(backups, 'base', name, 'data');
  mkdirSync(join(data, 'pg_wal'), { recursive: true });
  writeFileSync(join(data, '../finished'), '2027-03-25T09:00:00Z\n');
  writeFileSync(
    join(data, 'backup_manifest'),
    `{ "PostgreSQL-Backup-Manifest-Version": 1,\n"Files": [\n],\n"WAL-Ranges": [\n` +
      `{ "Timeline": ${timeline}, "Start-LSN": "0/2000028", "End-LSN": "${wholeAt}" }\n],\n"Manifest-Checksum": "0"}\n`,
  );
}
/** @param {string} name @param {string} lines */
function history(name, lines) {
  writeFileSync(join(backups, 'wal', `${name}.history.gz`), gzipSync(lines));
  writeFileSync(join(backups, 'wal', `${name}0000000000000005.gz`), '');
}

/** @param {string} asked */
const ask = (asked) =>
  execFileSync('sh', ['-euc', `backups=$1; . "$2/timelines.sh"; ${asked}`, 'sh', backups, import.meta.dirname], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n');

it('knows the first timeline without a file, and the others in the order of their numbers', () => {
  assert.deepEqual(ask('timelines'), ['1']);
  for (const name of ['0000000A', '00000002']) history(name, '1\t0/5000000\tno recovery target specified\n');
  assert.deepEqual(ask('timelines'), ['1', '2', '10']);
});

it('takes a copy for the timelines that come from its own and left it after the copy was whole', () => {
  copy('20270325T010000Z', 1, '0/20000F8');
  copy('20270325T020000Z', 1, '0/5000000');
  copy('20270325T030000Z', 1, '0/50000F8');
  copy('20270325T040000Z', 1, '1/1000000');
  copy('20270325T050000Z', 2, '0/60000F8');
  copy('20270325T060000Z', 3, 'A/1000000');
  history('00000002', '1\t0/5000000\tbefore 2027-03-25 03:30:00+00\n');
  history('00000003', '1\t0/5000000\tbefore 2027-03-25 03:30:00+00\n\n2\t0/70000A0\tno recovery target specified\n');
  history('00000004', '1\tA/0\tbefore 2027-03-25 04:30:00+00\n');
  const both = ['20270325T010000Z', '20270325T020000Z'];
  assert.deepEqual(ask('copies_of 1'), [...both, '20270325T030000Z', '20270325T040000Z']);
  assert.deepEqual(ask('copies_of 2'), [...both, '20270325T050000Z']);
  assert.deepEqual(ask('copies_of 3'), [...both, '20270325T050000Z', '20270325T060000Z']);
  assert.deepEqual(ask('copies_of 4'), [...both, '20270325T030000Z', '20270325T040000Z']);
});

it('takes no copy of another timeline for one that has no WAL: PostgreSQL would go on along the one that was left', () => {
  copy('20270325T010000Z', 1, '0/20000F8');
  history('00000002', '1\t0/5000000\tbefore 2027-03-25 03:30:00+00\n');
  rmSync(join(backups, 'wal/000000020000000000000005.gz'));
  assert.deepEqual(ask('copies_of 1'), ['20270325T010000Z']);
  assert.deepEqual(ask('copies_of 2'), ['']);
});

it('finds the history in a copy where the archive was begun later', () => {
  copy('20270325T050000Z', 2, '0/60000F8');
  const lines = '1\t0/5000000\tbefore 2027-03-25 03:30:00+00\n';
  writeFileSync(join(backups, 'base/20270325T050000Z/data/pg_wal/00000002.history'), lines);
  assert.deepEqual(ask('timelines'), ['1', '2']);
  assert.deepEqual(ask('copies_of 2'), ['20270325T050000Z']);
});

it('fails where a history cannot be read', () => {
  copy('20270325T010000Z', 1, '0/20000F8');
  writeFileSync(join(backups, 'wal/00000002.history.gz'), 'torn');
  assert.throws(() => ask('copies_of 2'), /00000002\.history\.gz/);
});

it('says where a timeline comes from', () => {
  history('00000003', '1\t0/5000000\tbefore 2027-03-25 03:30:00+00\n\n2\t0/70000A0\tno recovery target specified\n');
  assert.deepEqual(ask('origin_of 1'), ['']);
  assert.match(ask('origin_of 3')[0], /^left timeline 2 at 0\/70000A0 \(no recovery target specified\), begun 20/);
});
