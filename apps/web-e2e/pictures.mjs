// Pictures for the handbook, from the story itself: `npm run e2e -- --pictures`.
import { drawPictures } from './src/handbook/pictures.ts';

await drawPictures();
