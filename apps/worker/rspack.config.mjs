import { nodeApp } from '../../tools/rspack.node.mjs';

export default nodeApp(import.meta.dirname, 'worker', {
  'text-thread': '../../libs/server/src/documents/text-thread.ts',
});
