import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import { createProjectGraphAsync, readCachedProjectGraph } from 'nx/src/devkit-exports.js';
import typescript from 'typescript-eslint';
import { house } from './tools/eslint/house.mjs';
import { nxConstraints } from './tools/eslint/rooms.mjs';
import * as syntax from './tools/eslint/syntax.mjs';

// The boundary rule reads the project graph and passes over everything where there is none: `eslint .` makes it first.
try {
  readCachedProjectGraph();
} catch {
  process.env.NX_DAEMON ??= 'false';
  await createProjectGraphAsync({ exitOnError: true });
}

const SOURCES = ['libs/**/*.ts', 'apps/**/*.ts'];
const TESTS = ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/testing/**'];
const TOOLS = ['infra/**', 'tools/**', 'apps/web-e2e/**', 'apps/bench/**', 'apps/torture/**', '*.{mjs,cjs}'];

const BOUNDARIES = ['error', { depConstraints: nxConstraints(), allow: ['../../../../package.json'] }];
const NODE_TESTS = [{ from: 'package', package: 'node:test', name: ['it'] }];
const UNUSED = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true };

export default typescript.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.angular/**',
      '.querraum/**',
      '.nx/**',
      'tmp/**',
      '**/coverage/**',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.{ts,mjs,cjs}'],
    extends: [js.configs.recommended],
    plugins: { house },
    rules: {
      'house/comments': 'error',
      'house/constant-sql': 'error',
      'house/file-names': 'error',
      'house/raw-html': 'error',
      'house/rooms': 'error',
      'house/whole-tests': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-unused-vars': ['error', UNUSED],
    },
  },
  {
    files: ['infra/**/*.mjs', 'apps/{web-e2e,bench,torture}/**/*.mjs'],
    // How a Node app is bundled stands in tools/ for all of them.
    ignores: ['**/rspack.config.mjs'],
    plugins: { '@nx': nx },
    rules: { '@nx/enforce-module-boundaries': BOUNDARIES },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: globals.node } },
  {
    files: SOURCES,
    extends: [typescript.configs.strict],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': BOUNDARIES,
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: NODE_TESTS }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', UNUSED],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': ['error', ...syntax.everywhere],
      'no-unused-vars': 'off',
    },
  },
  // Statements that define tables and databases know no parameters.
  { files: ['**/migrations/*.ts', '**/testing/*.ts'], plugins: { house }, rules: { 'house/constant-sql': 'off' } },
  { files: ['libs/**', 'apps/**'], ignores: TOOLS, rules: { 'no-console': 'error' } },
  {
    files: SOURCES,
    // The test harness gets its databases from the runner's environment.
    ignores: ['libs/server/src/platform/config.ts', 'libs/server/src/testing/**', ...TOOLS],
    rules: {
      'no-restricted-properties': ['error', ...syntax.environment],
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [syntax.processModule] }],
    },
  },
  {
    files: ['libs/workflow/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...syntax.outsideWorld],
      'no-restricted-properties': ['error', ...syntax.environment, ...syntax.clockAndRandom],
      'no-restricted-syntax': ['error', ...syntax.everywhere, ...syntax.clock],
    },
  },
  {
    files: ['libs/server/src/**/*.ts'],
    ignores: ['libs/server/src/platform/config.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [syntax.processModule, syntax.requestsAndResponses] },
      ],
    },
  },
  {
    files: ['libs/server/src/**/*.ts'],
    ignores: [...TESTS, 'libs/server/src/platform/database/**', 'libs/server/src/migrations/**'],
    rules: {
      'no-restricted-syntax': ['error', ...syntax.everywhere, ...syntax.serverClock, ...syntax.transactions],
    },
  },
  {
    files: ['apps/api/src/**/*.ts', 'apps/worker/src/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...syntax.everywhere, ...syntax.transactions] },
  },
  {
    files: ['apps/worker/src/**/*.ts'],
    ignores: ['**/health*.controller.ts', '**/metrics*.controller.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...syntax.everywhere, ...syntax.transactions, ...syntax.controllers],
    },
  },
  {
    files: ['apps/web/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    languageOptions: { globals: globals.browser },
    rules: { '@angular-eslint/use-lifecycle-interface': 'error' },
  },
  {
    files: ['apps/web/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    plugins: { house },
    rules: {
      '@angular-eslint/template/button-has-type': 'error',
      '@angular-eslint/template/no-any': 'error',
      '@angular-eslint/template/no-duplicate-attributes': 'error',
      '@angular-eslint/template/no-non-null-assertion': 'error',
      '@angular-eslint/template/no-positive-tabindex': 'error',
      'house/raw-html': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    },
  },
  { files: ['apps/web/src/app/**/*.html'], rules: { 'house/translated': 'error' } },
  prettier,
);
