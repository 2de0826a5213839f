import type { Operation } from '../history.ts';
import type { Verdict, World } from '../world.ts';
import { sendAgainAndAgain } from './p02-duplicates.ts';

const wordsOf = ({ body }: Operation): string | undefined =>
  typeof body === 'object' && body !== null && 'words' in body ? String(body.words) : undefined;

/** P2: however often a command was sent with its key, over whichever process, it has one effect and one answer. */
export async function oneEffect(world: World): Promise<Verdict> {
  const { product, history } = world;
  const { broken, keys } = await sendAgainAndAgain(world);
  const { operations } = history.read();
  const byKey = Map.groupBy(operations, ({ key }) => key);
  let duplicates = 0;
  let unknown = 0;
  let reused = 0;
  for (const [key, attempts] of byKey) {
    const asked = ({ who, body }: Operation) => JSON.stringify([who, body]);
    const same = attempts.filter((attempt) => attempts[0] && asked(attempt) === asked(attempts[0]));
    duplicates += same.length - 1;
    unknown += same.filter(({ outcome }) => outcome === 'unknown').length;
    const answers = new Set(same.filter(({ outcome }) => outcome === 'ok').map(({ answer }) => answer));
    if (answers.size > 1) broken.push(`key ${key}: ${answers.size} different answers`);
    const forgotten = same.filter(({ outcome }) => answers.size > 0 && outcome === 'fail');
    broken.push(...forgotten.map(({ status }) => `key ${key}, which had its answer, gave ${status}`));
    broken.push(...same.filter(({ status }) => status === 500).map(() => `key ${key} was answered with 500`));
    for (const { who, outcome, status } of attempts.filter(
      (attempt) => !same.includes(attempt) && attempt.outcome !== 'unknown',
    ))
      if (status === 422) reused += 1;
      else if (who === attempts[0]?.who) broken.push(`key ${key} with other words gave ${status}`);
      else if (outcome === 'ok') broken.push(`key ${key} of somebody else gave ${status}`);
  }

  const answered = new Set(operations.filter(({ outcome }) => outcome === 'ok').map(({ key }) => key));
  const unanswered = keys.filter((key) => !answered.has(key)).length;
  if (unanswered > 0) broken.push(`${unanswered} keys never had an answer`);

  const words = new Set(
    operations.filter(({ outcome }) => outcome === 'ok').flatMap((operation) => wordsOf(operation) ?? []),
  );
  if (words.size === 0) broken.push('no answer was sent: nothing was looked at');
  const decided = await product.database.rows<{ words: string; n: number }>(
    `select data ->> 'words' as words, count(*)::int as n from decision where type = 'seatAnswered' group by 1`,
  );
  const effects = new Map(decided.map((row) => [row.words, row.n]));
  for (const said of words) if (effects.get(said) !== 1) broken.push(`${said}: ${effects.get(said) ?? 0} effects`);
  const unasked = decided.filter((row) => row.words !== null && !words.has(row.words));
  broken.push(...unasked.map((row) => `${row.words}: an effect that nobody was told of`));
  const figures = `${byKey.size} keys, ${duplicates} duplicates, ${unknown} of unknown outcome sent again`;
  return {
    figures: `${figures}; ${words.size} answers, ${decided.filter((row) => words.has(row.words)).length} effects; ${reused} other requests under a used key refused`,
    broken,
  };
}
