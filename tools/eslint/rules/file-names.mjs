import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const DRAWERS = new Set(['utils', 'util', 'helpers', 'helper', 'types', 'interfaces', 'common', 'shared', 'misc']);

/** Files and folders are kebab-case and named for what they hold; a function lives beside its first user. */
export const fileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      kebab: '"{{name}}" is not kebab-case.',
      drawer: '"{{name}}" says nothing about what it holds: a function lives beside its first user.',
    },
  },
  create(context) {
    return {
      Program(node) {
        for (const name of relative(root, context.physicalFilename).split(/[\\/]/)) {
          if (!KEBAB.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
          if (DRAWERS.has(name.split('.')[0])) context.report({ node, messageId: 'drawer', data: { name } });
        }
      },
    };
  },
};
