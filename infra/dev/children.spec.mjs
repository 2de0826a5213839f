import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Children, StoppedError, endLeftBehind } from './children.mjs';
import { processIdentity } from './process-identity.mjs';

const QUIET = 'setInterval(() => undefined, 1000)';

describe('children', () => {
  let directory;
  let children;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'querraum-children-'));
    children = new Children(directory);
  });
  afterEach(async () => {
    await children.stopAll();
    rmSync(directory, { recursive: true });
  });

  const node = (name, script, options) => children.start(name, process.execPath, ['-e', script], options);
  const says = async (child, text) => {
    while (!readFileSync(child.logFile, 'utf8').includes(text)) {
      assert.ok(!child.hasExited(), readFileSync(child.logFile, 'utf8'));
      await pause(10);
    }
  };

  it('end in the opposite order of their start', async () => {
    const order = [];
    for (const name of ['first', 'second', 'third']) void node(name, QUIET).exited.then(() => order.push(name));
    await children.stopAll();
    assert.deepEqual(order, ['third', 'second', 'first']);
  });

  it('end even when they ignore being asked', async () => {
    const stubborn = node('stubborn', `process.on('SIGTERM', () => undefined); console.log('ready'); ${QUIET}`, {
      stopSignals: [
        ['SIGTERM', 50],
        ['SIGKILL', 5_000],
      ],
    });
    await says(stubborn, 'ready');
    await stubborn.stop();
    assert.deepEqual(await stubborn.exited, { code: null, signal: 'SIGKILL' });
  });

  it('take their own children with them', async () => {
    const parent = node(
      'parent',
      `const { pid } = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(QUIET)}]); console.log('pid ' + pid + '.'); ${QUIET}`,
    );
    await says(parent, '.');
    const grandchild = Number(/pid (\d+)/.exec(readFileSync(parent.logFile, 'utf8'))[1]);
    assert.ok(processIdentity(grandchild));
    await parent.stop();
    while (processIdentity(grandchild)) await pause(10);
  });

  it('are not started any more once all are stopped', async () => {
    await children.stopAll();
    assert.throws(() => node('late', QUIET), StoppedError);
  });

  it('bring the last lines of their log along when they fail', async () => {
    const failing = children.run('failing', process.execPath, ['-e', "console.log('so nicht'); process.exit(3)"]);
    await assert.rejects(failing, /failing endete mit 3\.\nso nicht/);
  });

  it('fail in words when the program does not exist', async () => {
    await assert.rejects(children.run('missing', join(directory, 'nothing'), []), /ENOENT/);
  });

  it('left behind by a killed launcher are ended by the next start', async () => {
    const script = `const { Children } = await import(${JSON.stringify(join(import.meta.dirname, 'children.mjs'))});
      const child = new Children(${JSON.stringify(directory)}).start('orphan', process.execPath, ['-e', ${JSON.stringify(QUIET)}]);
      console.log(child.pid); process.kill(process.pid, 'SIGKILL');`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const orphan = Number(stdout);
    assert.ok(processIdentity(orphan));
    assert.deepEqual(await endLeftBehind(directory), ['orphan']);
    assert.equal(processIdentity(orphan), undefined);
    assert.ok(!existsSync(join(directory, 'children.json')));
  });

  it('of somebody else are left alone, even under a remembered number', async () => {
    const stranger = spawn(process.execPath, ['-e', QUIET], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    const record = { name: 'old', pid: stranger.pid, identity: '1 node old.mjs', stopSignals: [['SIGKILL', 1_000]] };
    writeFileSync(join(directory, 'children.json'), JSON.stringify([record]));
    assert.deepEqual(await endLeftBehind(directory), []);
    assert.ok(processIdentity(stranger.pid));
    stranger.kill('SIGKILL');
  });
});
