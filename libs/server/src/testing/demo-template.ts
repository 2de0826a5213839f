import type { DataSource } from 'typeorm';
import { seed } from '../seed';
import { DEMO_ISSUER, TEST_DATA_ROOT } from './demo-people';

/** For `openTestDatabase`: areas, holidays, the demo organisation and its procedure. */
export const DEMO = {
  name: 'demo',
  fill: (owner: DataSource) => seed(owner, { dataRoot: TEST_DATA_ROOT, demo: { issuer: DEMO_ISSUER } }),
};
