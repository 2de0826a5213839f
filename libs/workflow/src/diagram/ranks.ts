/** An arrow between two things of one level; `length`: how many columns it leads on at least. */
export interface Link {
  id: string;
  from: string;
  to: string;
  length: number;
}

function group(links: readonly Link[], end: 'from' | 'to'): Map<string, Link[]> {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    const known = groups.get(link[end]);
    if (known === undefined) groups.set(link[end], [link]);
    else known.push(link);
  }
  return groups;
}

/** Links that lead back onto the way by which one came: loops. They are drawn as such and count for no column. */
export function loopsOf(order: readonly string[], links: readonly Link[]): Set<string> {
  const outgoing = group(links, 'from');
  const loops = new Set<string>();
  const state = new Map<string, 'under way' | 'done'>();
  for (const first of order) {
    if (state.has(first)) continue;
    state.set(first, 'under way');
    const path = [{ id: first, ahead: [...(outgoing.get(first) ?? [])] }];
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const link = here.ahead.shift();
      if (link === undefined) {
        state.set(here.id, 'done');
        path.pop();
      } else if (state.get(link.to) === 'under way') loops.add(link.id);
      else if (!state.has(link.to)) {
        state.set(link.to, 'under way');
        path.push({ id: link.to, ahead: [...(outgoing.get(link.to) ?? [])] });
      }
    }
  }
  return loops;
}

/** The column of each thing: behind everything that leads to it. The links must be without loops. */
export function ranksOf(order: readonly string[], links: readonly Link[]): Map<string, number> {
  const outgoing = group(links, 'from');
  const awaited = new Map(order.map((id) => [id, 0]));
  for (const { to } of links) awaited.set(to, (awaited.get(to) ?? 0) + 1);
  const ranks = new Map(order.map((id) => [id, 0]));
  const ahead = order.filter((id) => awaited.get(id) === 0);
  for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
    for (const { to, length } of outgoing.get(id) ?? []) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + length));
      const left = (awaited.get(to) ?? 0) - 1;
      awaited.set(to, left);
      if (left === 0) ahead.push(to);
    }
  }
  return ranks;
}
