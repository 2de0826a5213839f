import { sayEnglish, sayGerman } from '../../core/testing/say';
import { decisionsOn } from './decisions';

const words = (key: string) => [sayGerman(key, { name: 'Mail' }), sayEnglish(key, { name: 'Mail' })];

describe('what was decided', () => {
  it('of an incident, is told as a repetition or as skipped', () => {
    const { retry, retried, skip, skipped } = decisionsOn('incident');
    expect(words(retry)).toEqual(['Wiederholen', 'Retry']);
    expect(words(retried)).toEqual(['Mail: wird jetzt wiederholt.', 'Mail: is being retried now.']);
    expect(words(skip)).toEqual(['Überspringen', 'Skip']);
    expect(words(skipped)).toEqual(['Mail: übersprungen.', 'Mail: skipped.']);
  });

  it('of what was held back, is not told as if it had been tried before', () => {
    const { retry, retried, skip, skipped } = decisionsOn('held');
    expect(words(retry)).toEqual(['Jetzt ausführen', 'Carry out now']);
    expect(words(retried)).toEqual(['Mail: wird jetzt ausgeführt.', 'Mail: is being carried out now.']);
    expect(words(skip)).toEqual(['Verwerfen', 'Drop']);
    expect(words(skipped)).toEqual(['Mail: verworfen.', 'Mail: dropped.']);
  });
});
