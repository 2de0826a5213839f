import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AlreadyRunningError, State } from './state.mjs';

describe('the state folder', () => {
  let directory;
  let state;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'querraum-state-'));
    state = new State(directory);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('belongs to one launcher, and tells the second where the first one serves', () => {
    state.claim();
    state.announce('http://127.0.0.1:4400');
    assert.throws(
      () => new State(directory).claim(),
      (error) => {
        assert.ok(error instanceof AlreadyRunningError);
        assert.match(error.message, /läuft bereits unter http:\/\/127\.0\.0\.1:4400/);
        return true;
      },
    );
  });

  it('is free again when its launcher was killed', () => {
    const script = `const { State } = await import(${JSON.stringify(join(import.meta.dirname, 'state.mjs'))});
      new State(${JSON.stringify(directory)}).claim(); process.kill(process.pid, 'SIGKILL');`;
    spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    assert.ok(existsSync(state.path('run.json')));
    state.claim();
    state.release();
    assert.ok(!existsSync(state.path('run.json')));
  });

  it('keeps passwords over restarts, for nobody else to read', () => {
    const first = state.secrets(['app_api', 'app_owner']);
    assert.deepEqual(new State(directory).secrets(['app_owner', 'app_api']), first);
    assert.notEqual(first.app_api, first.app_owner);
    assert.equal(statSync(state.path('secrets.json')).mode & 0o777, 0o600);
  });

  it('is cleared of what the product made and of nothing else', () => {
    state.secrets(['app_api']);
    writeFileSync(join(directory, 'notes.txt'), 'mine');
    state.clear();
    assert.ok(!existsSync(state.path('secrets.json')));
    assert.ok(existsSync(join(directory, 'notes.txt')));
  });
});
