import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import { isPackage, packageName, targetOf, whyNotInside, whyNotPackage } from '../rooms.mjs';

const root = resolve(import.meta.dirname, '../../..');
const { dependencies, devDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));

const isDeclared = (specifier) => {
  const name = packageName(specifier);
  return isBuiltin(specifier) || declared.has(name) || declared.has(`@types/${name}`) || name === '@jest/globals';
};

/** `../projects` means that folder's index. */
const fileOf = (target) => (existsSync(resolve(root, target, 'index.ts')) ? `${target}/index` : target);

/** The walls inside a room: features call downward, `ui/` only looks, packages stay where they belong. */
export const rooms = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      inside: 'House rule: {{why}}.',
      package: '"{{specifier}}" does not belong here: {{why}}.',
      undeclared: '"{{specifier}}" does not stand in package.json.',
    },
  },
  create(context) {
    const file = relative(root, context.physicalFilename).split(sep).join('/');
    const check = (node, typesOnly = false) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const specifier = node.value;
      if (isPackage(specifier)) {
        const why = whyNotPackage(file, specifier);
        if (why) context.report({ node, messageId: 'package', data: { specifier, why } });
        else if (!typesOnly && !isDeclared(specifier))
          context.report({ node, messageId: 'undeclared', data: { specifier } });
      } else if (specifier.startsWith('.')) {
        const why = whyNotInside(file, fileOf(targetOf(file, specifier)));
        if (why) context.report({ node, messageId: 'inside', data: { why } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      'CallExpression[callee.name="require"]': (node) => check(node.arguments[0]),
    };
  },
};
