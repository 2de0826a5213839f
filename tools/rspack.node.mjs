import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { paths } = JSON.parse(readFileSync(resolve(root, 'tsconfig.base.json'), 'utf8')).compilerOptions;
const alias = Object.fromEntries(Object.entries(paths).map(([name, [file]]) => [`${name}$`, resolve(root, file)]));

/** One ESM bundle per Node app: our own code inside, node_modules outside. `extraEntries`: name → file. */
export const nodeApp = (directory, name, extraEntries = {}) => ({
  context: directory,
  target: 'node24',
  mode: 'production',
  devtool: 'source-map',
  entry: { main: './src/main.ts', ...extraEntries },
  output: {
    path: resolve(root, 'dist/apps', name),
    filename: '[name].mjs',
    module: true,
    chunkFormat: 'module',
    library: { type: 'module' },
    clean: true,
  },
  optimization: { minimize: false, splitChunks: false },
  resolve: { extensions: ['.ts', '.js'], alias },
  externalsType: 'module',
  externals: [
    ({ request }, callback) =>
      /^[./]/.test(request) || request in paths ? callback() : callback(null, `module ${request}`),
  ],
  module: {
    // `new URL('./x.mjs', import.meta.url)` names another entry of the same app, beside the bundle that says it wherever that
    // lies then: there is nothing to bundle, and the place of the source means nothing.
    parser: { javascript: { url: false, importMeta: false } },
    rules: [
      {
        test: /\.ts$/,
        loader: 'builtin:swc-loader',
        type: 'javascript/auto',
        options: {
          jsc: {
            target: 'es2023',
            keepClassNames: true,
            parser: { syntax: 'typescript', decorators: true },
            transform: { legacyDecorator: true, decoratorMetadata: true },
          },
        },
      },
    ],
  },
});
