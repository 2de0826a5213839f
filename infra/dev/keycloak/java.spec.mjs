import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Children } from '../children.mjs';
import { readyDistribution } from './distribution.mjs';
import { findJava, majorVersion } from './java.mjs';

/** A folder with a program that says what `java -version` would say. */
function javaHome(says) {
  const home = mkdtempSync(join(tmpdir(), 'querraum-java-'));
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin/java'), `#!/bin/sh\necho '${says}' >&2\n`);
  chmodSync(join(home, 'bin/java'), 0o755);
  return home;
}

describe('the Java for Keycloak', () => {
  it('is read from what it says of itself, in the old way of counting too', () => {
    assert.equal(majorVersion('openjdk version "17.0.15" 2025-04-15'), 17);
    assert.equal(majorVersion('openjdk version "25" 2025-09-16'), 25);
    assert.equal(majorVersion('java version "1.8.0_402"'), 8);
    assert.equal(majorVersion('bash: java: not found'), undefined);
  });

  it('comes out of JAVA_HOME and has to be new enough', () => {
    const [good, old, odd] = ['openjdk version "21.0.2"', 'java version "11.0.1"', 'Hello'].map(javaHome);
    assert.deepEqual(findJava(good), { java: join(good, 'bin/java'), version: 21 });
    assert.throws(() => findJava(old), /Java 17 oder neuer.*ist Java 11\..*apt-get install/);
    assert.throws(() => findJava(odd), /nennt keine Version/);
    assert.throws(() => findJava('/nowhere'), /JAVA_HOME zeigt auf \/nowhere/);
    for (const home of [good, old, odd]) rmSync(home, { recursive: true });
  });

  it('is not enough: without Maven it says what is missing, and leaves nothing behind', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'querraum-cache-'));
    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    try {
      const options = { children: new Children(directory), java: '/nowhere', say: () => undefined };
      await assert.rejects(
        readyDistribution({ ...options, cache: join(directory, 'cache') }),
        /„mvn“ gibt es hier nicht/,
      );
    } finally {
      process.env.PATH = PATH;
      rmSync(directory, { recursive: true });
    }
  });
});
