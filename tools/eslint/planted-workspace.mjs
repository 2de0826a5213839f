import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOMS } from './rooms.mjs';

const root = resolve(import.meta.dirname, '../..');
const COPIED = [
  'eslint.config.mjs',
  'nx.json',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tools/eslint',
];

/** A copy of the house with empty rooms, so that faults can be planted without touching the sources. */
export class PlantedWorkspace {
  #folder = mkdtempSync(join(tmpdir(), 'rooms-'));

  constructor() {
    for (const name of COPIED) cpSync(join(root, name), join(this.#folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
    for (const [room, { tag }] of Object.entries(ROOMS)) {
      const project = join(root, room, 'project.json');
      if (existsSync(project)) cpSync(project, join(this.#folder, room, 'project.json'));
      else this.plant(`${room}/project.json`, JSON.stringify(newProject(room, tag)));
      this.plant(`${room}/tsconfig.json`, JSON.stringify(tsconfig(room)));
      this.plant(`${room}/src/index.ts`, 'export const empty = true;\n');
    }
    for (const name of ['histories', 'testing']) this.plant(`libs/workflow/src/${name}/index.ts`, 'export {};\n');
    for (const name of ['testing', 'platform', 'projects'])
      this.plant(`libs/server/src/${name}/index.ts`, 'export {};\n');
  }

  plant(path, text) {
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Lints like a developer, in `folder`; gives the messages by path from the root of the house. */
  lint(folder = '.') {
    const environment = Object.entries(process.env).filter(([name]) => !/^(NX_|NODE_OPTIONS|NODE_TEST)/.test(name));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', '.'],
      {
        cwd: join(this.#folder, folder),
        env: { ...Object.fromEntries(environment), NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const start = stdout.indexOf('[{');
    if (start < 0) throw new Error(`ESLint gave no report:\n${stdout}\n${stderr}`);
    const report = JSON.parse(stdout.slice(start));
    return new Map(report.map(({ filePath, messages }) => [relative(this.#folder, filePath), messages]));
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Every project the workspace really has, wherever it lies. */
export function projectFolders() {
  const inside = (parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
  return [...inside('apps'), ...inside('libs'), 'infra', 'tools'].filter((name) =>
    existsSync(join(root, name, 'project.json')),
  );
}

const newProject = (room, tag) => ({
  name: room.replace('apps/', ''),
  projectType: 'application',
  sourceRoot: `${room}/src`,
  tags: [tag],
  targets: {},
});

const tsconfig = (room) => ({
  extends: `${room.replace(/[^/]+/g, '..')}/tsconfig.base.json`,
  compilerOptions: { experimentalDecorators: true, lib: ['es2024', 'dom'] },
  include: ['src/**/*.ts'],
});
