import { addDays, endOfDay, localDate } from '@querraum/workflow';
import type { ReportScope, Stage } from '@querraum/contracts';
import type { Compose } from '../notifications';
import { filterParameters } from '../overview';
import type { ActorTransaction } from '../platform';
import { REPORT_CO_SIGNATURES, REPORT_DUE, REPORT_LIGHTS, REPORT_STAGES } from './report.queries';
import { reportText, type CoSignatures, type DueProject, type Lights, type ReportContent } from './report-text';

const DAYS_AHEAD = 7;
const MOST_NAMED = 20;

/** What was ended, paused, left or taken away since the mail was ordered is told no more. */
const STILL = `select s.scope from report_delivery d
  join report_subscription s on s.tenant_id = d.tenant_id and s.id = d.report_id
  where d.delivery_id = $1 and s.ended_at is null and s.state = 'active'
    and (s.owner_id = $2 or exists (select from report_recipient r
      where r.tenant_id = s.tenant_id and r.report_id = s.id and r.person_id = $2))`;

/** A report as it stands at the moment of sending, with the eyes of its reader. */
export const composeReport: Compose = async (tx, { deliveryId, language, publicUrl }) => {
  const { personId, unitIds } = tx.actor;
  const [still] = await tx.rows<{ scope: ReportScope }>(STILL, [deliveryId, personId]);
  if (!still || unitIds.length === 0) return undefined;
  return reportText(await collectReport(tx, still.scope), publicUrl, language);
};

async function collectReport(tx: ActorTransaction, scope: ReportScope): Promise<ReportContent> {
  const chosen = (await filterParameters(tx, filterOf(scope))).slice(0, 5);
  const today = localDate(tx.now.toISOString());
  const until = addDays(today, DAYS_AHEAD);
  const soonEnd = endOfDay(until);
  const [lights] = await tx.rows<Lights>(REPORT_LIGHTS, [...chosen, tx.now, soonEnd]);
  const stages = await tx.rows<{ stage: Stage; count: number }>(REPORT_STAGES, chosen);
  const overdue = await tx.rows<DueProject>(REPORT_DUE, [...chosen, '-infinity', tx.now, MOST_NAMED]);
  const soon = await tx.rows<DueProject>(REPORT_DUE, [...chosen, tx.now, soonEnd, MOST_NAMED]);
  const coSignatures = await tx.rows<CoSignatures>(REPORT_CO_SIGNATURES, [...chosen, tx.now, MOST_NAMED]);
  return {
    scope,
    today,
    until,
    lights: lights ?? { total: 0, running: 0, overdue: 0, soon: 0, later: 0, without: 0 },
    stages: Object.fromEntries(stages.map(({ stage, count }) => [stage, count])),
    overdue,
    soon,
    coSignatures,
  };
}

/** An empty dimension is none. */
const filterOf = ({ department, area, stage, unit }: ReportScope) => ({
  ...(department.length > 0 && { department }),
  ...(area.length > 0 && { area }),
  ...(stage.length > 0 && { stage }),
  ...(unit.length > 0 && { unit }),
});
