import { PROBLEM_PARTS, PROBLEMS, problemMessage } from './errors';
import { problemTitle } from './problem-titles';

describe('problem messages', () => {
  it('fills the details into the sentence of the asked language', () => {
    expect(problemMessage('alreadyClaimed', { owner: 'Ada Muster' }, 'de')).toBe(
      'Ada Muster war schneller und hat die Aufgabe übernommen.',
    );
    expect(problemMessage('alreadyClaimed', { owner: 'Ada Muster' }, 'en')).toBe(
      'Ada Muster was faster and has taken on the task.',
    );
  });

  it('names the same details in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const problem of Object.values(PROBLEMS)) expect(names(problem.message.de)).toEqual(names(problem.message.en));
  });

  it('has a heading of its own in both languages for every status that is answered on purpose', () => {
    const fallback = problemTitle(418, 'de');
    const shared = Object.values(PROBLEMS).filter(({ status }) => problemTitle(status, 'de') === fallback);
    expect([...new Set(shared.map(({ status }) => status))].sort()).toEqual([409, 422]);
    expect(problemTitle(412, 'en')).toBe('Changed meanwhile');
  });

  it('leaves no placeholder behind when a detail is missing', () => {
    expect(problemMessage('notAcknowledged', {}, 'de')).toMatch(/Es fehlen:$/);
  });

  it('have each code once, whichever part of the house it belongs to', () => {
    const codes = PROBLEM_PARTS.flatMap((part) => Object.keys(part));
    expect(codes.filter((code, index) => codes.indexOf(code) < index)).toEqual([]);
    expect(codes.sort()).toEqual(Object.keys(PROBLEMS).sort());
  });
});
