import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ENTRY_POINTS } from '../dev/build.mjs';
import { root } from '../dev/root.mjs';
import { readYaml } from './yaml.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const namesIn = (text) => new Set(text.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm).map(([, name]) => name));
const sorted = (names) => [...names].sort();

/** Each stage of the Dockerfile with its own lines. */
const stages = read('infra/images/Dockerfile')
  .replaceAll(/\\\n\s*/g, ' ')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((text) => {
    const [, base, name] = /^FROM (\S+) AS (\S+)/.exec(text);
    return { name, base, lines: text.split('\n').slice(1).filter(Boolean) };
  });
const stageOf = (name) => stages.find((stage) => stage.name === name);
/** A stage and those it is built on, the youngest first. */
const lineage = (name) => {
  const stage = stageOf(name);
  return stage ? [stage, ...lineage(stage.base)] : [];
};
const lastOf = (name, instruction) =>
  lineage(name)
    .flatMap(({ lines }) => lines.toReversed())
    .find((line) => line.startsWith(`${instruction} `));

describe('the proxy', () => {
  it('tells no address of a calendar to its logs', () => {
    const [, pattern] =
      /map \$uri \$told_uri \{[^}]*"~\*(\^[^"]+)" "\$before\.\.\.";/.exec(read('infra/images/nginx.conf')) ?? [];
    assert.ok(pattern);
    const told = '/api/v1/Calendar-Feeds/secret.ics'.replace(new RegExp(`${pattern}.*`, 'i'), '$<before>...');
    assert.equal(told, '/api/v1/Calendar-Feeds/...');
    assert.match(read('infra/images/nginx.conf'), /log_format without_query .*\$told_uri/);
    // Before every other pattern: nginx takes the first that fits.
    const [first] = /location ~\S* [^}]+\}/.exec(read('infra/images/site.conf.template')) ?? [];
    assert.match(first ?? '', /^location ~\* \^\/api\/v1\/calendar-feeds\/ \{\s+error_log \/dev\/null crit;/);
  });
});

describe('the images', () => {
  const ignored = read('.dockerignore').split('\n');

  it('copy nothing that the checkout does not have, or that is kept from the builder', () => {
    const copies = stages.flatMap(({ lines }) => lines.filter((line) => /^COPY (?!--from)/.test(line)));
    assert.ok(copies.length >= 6);
    for (const copy of copies) {
      const sources = copy
        .split(' ')
        .slice(1, -1)
        .filter((word) => !word.startsWith('--'));
      for (const source of sources) {
        assert.ok(existsSync(join(root, source)), copy);
        if (source !== '.') assert.ok(ignored.includes(`!${source.split('/')[0]}`), `${source} in .dockerignore`);
      }
    }
  });

  it('take from the build what it makes', () => {
    const made = Object.values(ENTRY_POINTS).map((file) => file.slice(root.length));
    const taken = stages.flatMap(({ lines }) => lines.map((line) => /^COPY --from=build \/src(\S+)/.exec(line)?.[1]));
    for (const path of taken.filter(Boolean))
      assert.ok(
        made.some((file) => file.startsWith(`${path}/`)),
        path,
      );
    for (const name of ['api', 'worker', 'setup']) {
      const program = JSON.parse(/^CMD (.*)$/.exec(lastOf(name, 'CMD'))[1]).find((word) => word.endsWith('.mjs'));
      assert.ok(made.includes(`/${program}`), program);
    }
  });

  it('do not run as root', () => {
    for (const name of ['api', 'worker', 'setup', 'web', 'keycloak'])
      assert.match(lastOf(name, 'USER') ?? '', /^USER (node|nginx|1000)$/, name);
  });
});

describe('infra/compose.yaml', () => {
  let text;
  let services;
  const environmentOf = (name) => services[name].environment ?? {};
  before(async () => {
    text = read('infra/compose.yaml');
    ({ services } = await readYaml(text));
  });

  it('builds targets that the Dockerfile has', () => {
    const built = Object.values(services).flatMap(({ build }) => (build ? [build] : []));
    assert.deepEqual(sorted(new Set(built.map(({ target }) => target))), ['api', 'keycloak', 'setup', 'web', 'worker']);
    for (const { target, dockerfile, context } of built) {
      assert.ok(stageOf(target), target);
      assert.ok(existsSync(join(root, 'infra', context, dockerfile)));
    }
  });

  it('asks for every variable by the name that infra/compose.env.example explains, and for no other', () => {
    const filledIn = text.matchAll(/\$\{([A-Z0-9_]+)/g).map(([, name]) => name);
    const handedOn = text.matchAll(/^ +([A-Z0-9_]+):$/gm).map(([, name]) => name);
    const asked = new Set([...filledIn, ...handedOn]);
    assert.deepEqual(sorted(asked), sorted(namesIn(read('infra/compose.env.example'))));
  });

  it('sets for the programs only what .env.example knows, and nothing of a demonstration', () => {
    const known = namesIn(read('.env.example'));
    for (const name of ['api', 'worker', 'migrate'])
      for (const variable of Object.keys(environmentOf(name))) assert.ok(known.has(variable), `${name}: ${variable}`);
    for (const name of ['api', 'worker']) {
      const { NODE_ENV, DEMO, TEST_CLOCK } = environmentOf(name);
      assert.deepEqual([NODE_ENV, DEMO, TEST_CLOCK], ['production', undefined, undefined]);
    }
    assert.doesNotMatch(text, /--demo/);
  });

  it('gives each program the role that is its own, and the owner to the migration alone', () => {
    const roles = Object.entries(services).flatMap(([name, { environment = {} }]) =>
      Object.values(environment).flatMap((value) => {
        const role = /^postgresql:\/\/(\w+):/.exec(value ?? '')?.[1];
        return role ? [`${name} ${role}`] : [];
      }),
    );
    assert.deepEqual(roles, ['prepare postgres', 'migrate app_owner', 'api app_api', 'worker app_worker']);
  });

  it('lets nothing write outside of its volumes, keeps no rights, and watches over what stays', () => {
    for (const [name, service] of Object.entries(services)) {
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
      // The image of PostgreSQL begins as root to hand its volume over, and then gives the rights up itself.
      if (name !== 'database') assert.deepEqual([service.read_only, service.cap_drop], ['true', ['ALL']], name);
      const staysUp = service.restart === 'unless-stopped';
      const isWatched = service.healthcheck ?? (service.build && lastOf(service.build.target, 'HEALTHCHECK'));
      if (staysUp) assert.ok(isWatched, `${name} has no health check`);
    }
  });

  it('opens the proxy alone to others', () => {
    const open = Object.entries(services).flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map(() => name),
    );
    assert.deepEqual(new Set(open), new Set(['web']));
  });

  it('fills in every variable of the proxy', () => {
    const asked = new Set(
      read('infra/images/site.conf.template')
        .matchAll(/\$\{([A-Z_]+)\}/g)
        .map(([, name]) => name),
    );
    assert.deepEqual(sorted(Object.keys(environmentOf('web'))), sorted(asked));
  });
});
