// Started by `npm run e2e [-- words of a journey's name | --language de | --pictures]`, which gives the address of a fresh product.
import { JOURNEYS, SIGN_IN_JOURNEYS } from './src/journeys/index.ts';
import { runJourneys } from './src/machine/journey.ts';

const words = process.argv.slice(2);
if (words.includes('--pictures')) await import('./pictures.mjs');
else process.exitCode = await runJourneys(process.env.SIGN_IN === 'keycloak' ? SIGN_IN_JOURNEYS : JOURNEYS, words);
