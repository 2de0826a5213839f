import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { isTest } from '../eslint/rooms.mjs';

/**
 * Every import that stands in the sources below `root`: `files` maps each file to the files it imports (type imports
 * too), `packages` to the packages.
 */
export function readImports(root) {
  const config = readFileSync(join(root, 'tsconfig.base.json'), 'utf8');
  const aliases = JSON.parse(config).compilerOptions.paths;
  const names = globSync(['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts'], { cwd: root })
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  const files = new Map();
  const packages = new Map();
  for (const file of names) {
    const specifiers = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true).importedFiles;
    const inside = new Set();
    const outside = new Set();
    for (const { fileName } of specifiers) {
      if (!fileName.startsWith('.') && !(fileName in aliases)) outside.add(fileName);
      else {
        const target = resolveFile(root, file, aliases[fileName]?.[0] ?? fileName);
        if (target) inside.add(target);
      }
    }
    files.set(file, inside);
    packages.set(file, outside);
  }
  return { files, packages };
}

function resolveFile(root, from, specifier) {
  const isAlias = specifier.startsWith('./libs/');
  const base = posix.normalize(isAlias ? specifier : posix.join(dirname(from), specifier));
  const candidates = [base, `${base}.ts`, `${base}/index.ts`, base.replace(/\.m?js$/, '.ts')];
  return candidates.find((name) => name.endsWith('.ts') && existsSync(join(root, name)));
}

/** Arrows between parts of the house (rooms, features …) as the sources draw them; tests draw none. */
export function arrows(files, partOf) {
  const found = new Map();
  for (const [file, targets] of files) {
    const from = partOf(file);
    if (from === undefined || isTest(file)) continue;
    if (!found.has(from)) found.set(from, new Set());
    for (const target of targets) {
      const to = partOf(target);
      if (to !== undefined && to !== from) found.get(from).add(to);
    }
  }
  return found;
}

/** The circles of a graph (node → set of nodes), each as the list of its nodes: Tarjan's strongly connected components. */
export function cycles(graph) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node), low.get(next)));
      } else if (stack.includes(next)) low.set(node, Math.min(low.get(node), index.get(next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1 || graph.get(node)?.has(node)) found.push(circle);
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}
