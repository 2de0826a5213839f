import { PROBLEMS, problemMessage } from './errors';

describe('problem messages', () => {
  it('fills the details into the sentence of the asked language', () => {
    expect(problemMessage('alreadyClaimed', { owner: 'Ada Muster' }, 'de')).toBe(
      'Ada Muster war schneller und hat die Aufgabe übernommen.',
    );
    expect(problemMessage('alreadyClaimed', { owner: 'Ada Muster' }, 'en')).toBe(
      'Ada Muster was faster and has taken the task.',
    );
  });

  it('names the same details in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const problem of Object.values(PROBLEMS)) expect(names(problem.message.de)).toEqual(names(problem.message.en));
  });

  it('leaves no placeholder behind when a detail is missing', () => {
    expect(problemMessage('notAcknowledged', {}, 'de')).toMatch(/Es fehlen:$/);
  });
});
