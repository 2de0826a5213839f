import assert from 'node:assert/strict';
import test from 'node:test';
import { filesOf } from './checkpoints.mjs';

const sealed = (/** @type {number} */ number) => ({
  checkpoint: { version: 1, number, epoch: 1, at: '', chains: 1, entries: 1, root: '', changed: '', previous: null },
  keyId: null,
  signature: null,
});
const file = (/** @type {number} */ number) => ({ ...sealed(number), file: `checkpoint-001-0000000${number}.json` });
const row = (/** @type {number} */ number) => ({ ...sealed(number), hash: '', isWritten: true });

test('a checkpoint that is sealed while the folder is read is found in it by a second look', () => {
  const folder = { files: [file(1)], lookAgain: () => [file(1), file(2), file(3)] };
  assert.deepEqual(filesOf(folder, [row(1), row(2)]), [file(1), file(2)]);
});

test('where every file is there nobody looks twice', () => {
  const folder = { files: [file(1), file(2)], lookAgain: () => assert.fail('looked again') };
  assert.deepEqual(filesOf(folder, [row(1), row(2)]), folder.files);
});

test('a file that is gone stays away', () => {
  const folder = { files: [file(2)], lookAgain: () => [file(2)] };
  assert.deepEqual(filesOf(folder, [row(1), row(2)]), [file(2)]);
});
