import { nodeApp } from '../../tools/rspack.node.mjs';

/** The engine and the import in bundles as the API gets them; the rest of the bench runs as it stands. */
export default nodeApp(import.meta.dirname, 'bench', {
  main: './src/engine/main.ts',
  bpmn: './src/bpmn/main.ts',
});
