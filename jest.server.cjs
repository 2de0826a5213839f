const { resolve } = require('node:path');
const { paths } = require('./tsconfig.base.json').compilerOptions;

/** Shared by every server project and pure lib: `{ ...require('../../jest.server.cjs'), displayName, rootDir: __dirname }`. */
module.exports = {
  testEnvironment: 'node',
  // Real databases and processes on a busy machine; a test that needs this long is still a bug in its making.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/src/**/*.e2e-spec.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, resolve(__dirname, file)]),
  ),
  transformIgnorePatterns: [
    'node_modules/(?!(@nestjs|jose|uuid|@standard-schema|es-toolkit|feelin|@bpmn-io|lezer-feel|temporal-polyfill|temporal-utils|min-dash|canonicalize|bpmn-moddle|moddle|moddle-xml|saxen|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|luxon)/)',
  ],
  transform: {
    '^.+\\.[mc]?[jt]s$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
};
