import { nodeApp } from '../../tools/rspack.node.mjs';

export default nodeApp(import.meta.dirname, 'api', {
  migrate: './src/migrate.ts',
  seed: './src/seed.ts',
  tenant: './src/tenant.ts',
  'record-history': './src/record-history.ts',
});
