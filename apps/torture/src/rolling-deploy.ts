import { parseArgs } from 'node:util';
import { Frame, seedOf } from './frame.ts';
import { keepRollingDeploy } from './products.ts';

// `npm run rolling-deploy`: promise P17; `-- --rows 100000` over tables that have so many rows already.
const { values } = parseArgs({ options: { seed: { type: 'string' }, rows: { type: 'string', default: '0' } } });
const rows = Number(values.rows);
if (!Number.isInteger(rows) || rows < 0) throw new Error(`--rows is a whole number, not ${values.rows}`);
const frame = new Frame(seedOf(values.seed), 1);
await frame.run(() => keepRollingDeploy(frame, rows));
