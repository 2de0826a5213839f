import type { SimilarProject } from '@querraum/contracts';
import { areaPaths, likeness, wordsOf } from './likeness';

const project = (title: string, ...keys: string[]): SimilarProject['project'] => ({
  id: title,
  reference: 'SPK 1/2026',
  title,
  state: 'open',
  leadUnitName: 'OE SPK',
  areas: keys.map((key) => ({ edition: '2021', key, name: `Raum ${key}`, level: 'BZR' })),
});
const asked = (title: string, ...areas: string[]) => ({ areas, words: wordsOf(title) });

describe('a project like the one to be opened', () => {
  it('lies in the same area, in one above, or in one within', () => {
    for (const [key, score] of [
      ['0130', 1],
      ['013008', 3],
      ['01300812', 1],
    ] as const)
      expect(likeness(project('Anders', key), asked('', '013008'))).toMatchObject({
        sharedAreas: [`Raum ${key}`],
        score,
      });
    expect(likeness(project('Anders', '0231'), asked('', '013008'))).toBeUndefined();
  });

  it('is not found by the whole city, of which everything is a part', () => {
    expect(likeness(project('Anders', '00'), asked('', '013008'))).toBeUndefined();
    expect(likeness(project('Anders', '013008'), asked('', '00'))).toBeUndefined();
    expect(likeness(project('Anders', '00'), asked('', '00'))).toMatchObject({ score: 3 });
  });

  it('has words of the title in common, in other forms too, but not those that all have', () => {
    expect(likeness(project('Bewegungsräume und Schulen'), asked('Vorhaben Schule für Bewegungsräume'))).toMatchObject({
      sharedWords: ['schule', 'bewegungsräume'],
    });
    expect(likeness(project('Vorhaben im Bezirk'), asked('Vorhaben im Bezirk'))).toBeUndefined();
  });

  it('looks for an area with everything above it but the Land', () => {
    expect(areaPaths('01300812')).toEqual(['01', '0130', '013008', '01300812']);
  });
});
