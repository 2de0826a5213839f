import type { Verdict, World } from '../world.ts';

/** P2: however often a command was sent with its key, over whichever process, it has one effect and one answer. */
export async function oneEffect({ product, answered }: World): Promise<Verdict> {
  const broken: string[] = [];
  const effects = new Map<string, number>();
  const decided = await product.database.rows<{ words: string }>(
    `select data ->> 'words' as words from decision where type = 'seatAnswered' and run_id = any ($1)`,
    [[...new Set(answered.map(({ run }) => run.id))]],
  );
  for (const { words } of decided) effects.set(words, (effects.get(words) ?? 0) + 1);
  for (const { words, bodies, reused } of answered) {
    const count = effects.get(words) ?? 0;
    if (count !== 1) broken.push(`${words}: ${count} effects`);
    if (bodies.size !== 1) broken.push(`${words}: ${bodies.size} different answers`);
    if (reused !== undefined && reused !== 422) broken.push(`${words}: the key with other words gave ${reused}`);
  }
  if (decided.length !== answered.length) broken.push(`${decided.length} effects of ${answered.length} keys`);
  const sent = answered.reduce((sum, answer) => sum + answer.sent, 0);
  const cut = answered.filter((answer) => answer.cut).length;
  const reused = answered.filter((answer) => answer.reused === 422).length;
  const figures = `${answered.length} keys, ${sent - answered.length} duplicates, ${cut} of them after a cut connection`;
  return {
    figures: `${figures}, ${decided.length} effects; ${reused} other requests under a used key refused`,
    broken,
  };
}
