import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, describe, it } from 'node:test';
import { endLeftBehind } from './children.mjs';
import { processIdentity } from './process-identity.mjs';

const START = join(import.meta.dirname, 'start.mjs');

describe('npm start', () => {
  const home = mkdtempSync(join(tmpdir(), 'querraum-start-'));
  const env = { ...process.env, NODE_ENV: 'development', QUERRAUM_HOME: home };
  after(async () => {
    await endLeftBehind(home);
    rmSync(home, { recursive: true });
  });

  const launch = () => {
    const launcher = spawn(process.execPath, [START], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const run = { launcher, output: '', exited: once(launcher, 'exit') };
    for (const stream of [launcher.stdout, launcher.stderr]) stream.on('data', (chunk) => (run.output += chunk));
    return run;
  };
  const addressOf = async (run) => {
    for (;;) {
      const found = /Bereit nach .*(http:\S+)/.exec(run.output);
      if (found) return found[1];
      assert.equal(run.launcher.exitCode, null, run.output);
      await pause(50);
    }
  };
  const parts = () => JSON.parse(readFileSync(join(home, 'children.json'), 'utf8'));
  const expectNothingLeft = (records) => {
    assert.ok(records.length >= 4);
    const alive = records.filter(({ pid }) => processIdentity(pid) !== undefined);
    assert.deepEqual(alive, []);
  };

  it('serves, refuses to start twice, and leaves no process behind after Ctrl-C, pressed twice', async () => {
    const run = launch();
    const address = await addressOf(run);
    assert.equal((await fetch(`${address}/api/v1/health/ready`)).status, 200);
    assert.match(await (await fetch(address)).text(), /<html lang="de"/);
    const second = spawnSync(process.execPath, [START], { env, encoding: 'utf8' });
    assert.equal(second.status, 1);
    assert.ok(second.stderr.includes(`läuft bereits unter ${address}`), second.stderr);
    const records = parts();
    run.launcher.kill('SIGINT');
    run.launcher.kill('SIGINT');
    assert.deepEqual(await run.exited, [0, null], run.output);
    expectNothingLeft(records);
  });

  it('clears up after a killed launcher and serves under the same address; a part that dies ends all', async () => {
    const killed = launch();
    const address = await addressOf(killed);
    killed.launcher.kill('SIGKILL');
    await killed.exited;
    const orphans = parts();
    const run = launch();
    assert.equal(await addressOf(run), address);
    assert.match(run.output, /abgebrochener Start/);
    expectNothingLeft(orphans);
    const records = parts();
    process.kill(records.find(({ name }) => name === 'api').pid, 'SIGKILL');
    assert.deepEqual(await run.exited, [1, null]);
    assert.match(run.output, /api hat sich unerwartet beendet/);
    expectNothingLeft(records);
  });

  const startKeycloak = (directory, variables = {}) =>
    spawnSync(process.execPath, [START, '--keycloak'], {
      env: { ...env, QUERRAUM_HOME: directory, ...variables },
      encoding: 'utf8',
    });

  it('says what Keycloak needs, and has chosen nothing when it is not there', () => {
    const directory = mkdtempSync(join(tmpdir(), 'querraum-start-'));
    const { status, stderr } = startKeycloak(directory, { JAVA_HOME: '/nowhere' });
    assert.equal(status, 1);
    assert.match(stderr, /JAVA_HOME zeigt auf \/nowhere/);
    assert.ok(!existsSync(join(directory, 'settings.json')));
    rmSync(directory, { recursive: true });
  });

  it('does not change the sign-in of a state that has begun with another, and says how to begin anew', () => {
    const directory = mkdtempSync(join(tmpdir(), 'querraum-start-'));
    writeFileSync(join(directory, 'settings.json'), JSON.stringify({ demo: true }));
    const { status, stderr } = startKeycloak(directory);
    assert.equal(status, 1);
    assert.match(stderr, /mit der Entwicklungsanmeldung begonnen.*--fresh --keycloak/s);
    rmSync(directory, { recursive: true });
  });

  it('ends when Ctrl-C comes during the start', async () => {
    const run = launch();
    while (!run.output.includes('Querraum startet')) await pause(10);
    run.launcher.kill('SIGINT');
    const [code] = await run.exited;
    assert.equal(code, 130, run.output);
    assert.deepEqual(parts(), []);
  });
});
