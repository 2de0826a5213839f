import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../redis.mjs';

const NEEDED = 17;
const ADVICE =
  'Zum Beispiel: apt-get install openjdk-17-jre-headless – oder JAVA_HOME auf ein Java setzen. Ohne Keycloak: npm start ' +
  '(ein Stand, der mit Keycloak begonnen wurde, braucht dazu --fresh und ist dann gelöscht).';

/**
 * The Java that Keycloak will run on: JAVA_HOME before PATH.
 * @param {string | undefined} [home]
 */
export function findJava(home = process.env.JAVA_HOME) {
  const ofHome = home ? join(home, 'bin/java') : undefined;
  if (ofHome && !existsSync(ofHome)) {
    throw new Error(`JAVA_HOME zeigt auf ${home}, aber dort liegt kein bin/java. ${ADVICE}`);
  }
  const java = ofHome ?? findOnPath('java');
  if (java === undefined) throw new Error(`Für Keycloak wird Java ${NEEDED} oder neuer gebraucht. ${ADVICE}`);
  const { stderr, stdout } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = majorVersion(`${stderr}${stdout}`);
  if (version === undefined || version < NEEDED) {
    const found = version === undefined ? `${java} nennt keine Version` : `${java} ist Java ${version}`;
    throw new Error(`Für Keycloak wird Java ${NEEDED} oder neuer gebraucht; ${found}. ${ADVICE}`);
  }
  return { java, version };
}

/** `version "1.8.0_402"` is Java 8, `version "17.0.15"` is Java 17. @param {string} text what `java -version` says */
export function majorVersion(text) {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return first === undefined ? undefined : Number(first === '1' ? second : first);
}
