// Started by `npm run e2e [-- words of a journey's name | --empty | --language de | --pictures]`, which gives the address of a fresh product.
import { EMPTY_HOUSE } from './src/journeys/empty-house.ts';
import { JOURNEYS, JOURNEYS_OF_WORDS, SIGN_IN_JOURNEYS } from './src/journeys/index.ts';
import { runJourneys } from './src/machine/journey.ts';

const words = process.argv.slice(2);
if (words.includes('--pictures')) await import('./pictures.mjs');
else process.exitCode = await runJourneys(journeysHere(), words);

/** What fits the product that was started: an empty house has a set-up code. */
function journeysHere() {
  if (process.env.SETUP_CODE) return EMPTY_HOUSE;
  if (process.env.SIGN_IN === 'keycloak') return SIGN_IN_JOURNEYS;
  return process.env.JOURNEY_CHOICE === 'words' ? JOURNEYS_OF_WORDS : JOURNEYS;
}
