import type { World } from './world.ts';

/** To just after the next instant at which something is due, as an administrator would, through the API that is not killed. */
export async function moveClock({ clients, house, product }: World, ids: string[]): Promise<void> {
  const { due } = await product.database.one<{ due: Date }>(
    'select max(next_due_at) as due from run where id = any ($1)',
    [ids],
  );
  const now = new Date(due.getTime() + 1000).toISOString();
  await clients[0].get('POST', '/test-clock', { as: house.administrator, body: { now } });
}

/** The first reminder and the first escalation of each seat; the second escalation has its own Frist. */
export async function countOf({ product }: World, action: string, ids: string[]): Promise<number> {
  const { n } = await product.database.one<{ n: number }>(
    `select count(*)::int as n from audit_entry e join audit_body b using (tenant_id, chain, seq)
     where e.action = $1 and b.body -> 'data' ->> 'runId' = any ($2)
       and e.at = (select min(f.at) from audit_entry f join audit_body c using (tenant_id, chain, seq)
         where f.chain = e.chain and f.action = e.action and c.body -> 'data' ->> 'seatId' = b.body -> 'data' ->> 'seatId')`,
    [`run.${action}`, ids],
  );
  return n;
}
