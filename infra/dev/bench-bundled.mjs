import { runBundled } from './bundled.mjs';

// `npm run bench:engine [-- --quick]`, `npm run bench:bpmn`: bundled as in the API; fails when it is slower than promised.
const [entry, ...rest] = process.argv.slice(2);
// On one core: compiler and garbage collector do not help from beside.
await runBundled('bench', entry, rest, ['--single-threaded']);
