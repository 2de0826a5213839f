import { nodeApp } from '../../tools/rspack.node.mjs';

export default nodeApp(import.meta.dirname, 'conformance', { exports: './src/exports.ts' });
