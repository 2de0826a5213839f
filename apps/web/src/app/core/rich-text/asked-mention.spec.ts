import { askedMention } from './asked-mention';

describe('a mention that is being typed', () => {
  it.each([
    ['@', '', 1],
    ['Bitte @Pet', 'Pet', 4],
    ['(@Petra Wie', 'Petra Wie', 10],
    ['@Müller-Lüdenscheidt', 'Müller-Lüdenscheidt', 20],
  ])('is seen in %j', (before, query, length) => expect(askedMention(before)).toEqual({ query, length }));

  it.each(['', 'amt@stadt.example', '@Petra Wieland hat', 'a @b, c', '@ x y'])('is none in %j', (before) =>
    expect(askedMention(before)).toBeUndefined(),
  );
});
