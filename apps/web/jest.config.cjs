const { resolve } = require('node:path');
const { paths } = require('../../tsconfig.base.json').compilerOptions;
const { createCjsPreset } = require('jest-preset-angular/presets');

module.exports = {
  ...createCjsPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  displayName: 'web',
  rootDir: __dirname,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  // What `libs/workflow` reads conditions with comes as modules only.
  transformIgnorePatterns: [
    'node_modules/(?!.*\\.mjs$|(feelin|lezer-feel|@bpmn-io|min-dash|temporal-polyfill|temporal-utils)/)',
  ],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([alias, [file]]) => [`^${alias}$`, resolve(__dirname, '../..', file)]),
  ),
};
