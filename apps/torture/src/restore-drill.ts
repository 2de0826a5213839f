import { parseArgs } from 'node:util';
import { Frame, seedOf } from './frame.ts';
import { keepRestore } from './products.ts';

// `npm run restore-drill`: promise P18, from copies and WAL, once and again, and by a dump.
const { values } = parseArgs({ options: { seed: { type: 'string' } } });
const frame = new Frame(seedOf(values.seed), 3);
await frame.run(() => keepRestore(frame));
