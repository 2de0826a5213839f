import { DEFAULT_RETENTION_RULE, type RetentionRuleInput } from '@querraum/contracts';
import type { Transaction } from '../platform';

/** The rule of the house, or the usual one with revision 0. */
export async function ruleOf(tx: Transaction, tenantId: string): Promise<RetentionRuleInput & { revision: number }> {
  const [rule] = await tx.rows<RetentionRuleInput & { revision: number }>(
    `select basis, basis_of_kinds as "basisOfKinds", archive, waiting_days as "waitingDays", revision
     from house_retention where tenant_id = $1`,
    [tenantId],
  );
  return rule ?? { ...DEFAULT_RETENTION_RULE, revision: 0 };
}

export const basisOf = ({ basis, basisOfKinds }: RetentionRuleInput, kindId: string): string =>
  basisOfKinds[kindId] ?? basis;
