// Started by `npm run e2e [-- words of a journey's name]`, which gives the address of a fresh product.
import { JOURNEYS } from './src/journeys/index.ts';
import { runJourneys } from './src/machine/journey.ts';

process.exitCode = await runJourneys(JOURNEYS, process.argv.slice(2));
