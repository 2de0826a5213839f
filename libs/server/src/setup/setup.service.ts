import { Inject, Injectable } from '@nestjs/common';
import type { Setup, SetupProgress, SetupState, SetupStep } from '@querraum/contracts';
import { SETUP_STEPS } from '@querraum/contracts';
import {
  access,
  type ActorTransaction,
  type Caller,
  CONFIG,
  type Config,
  DomainError,
  type Transaction,
  Transactions,
} from '../platform';
import { recordTenant, tenantRow } from './found-tenant';
import { isSetupCode } from './setup-code';

const MOST_ATTEMPTS = 5;
const PAUSE_MINUTES = 15;

/** The first authority of an installation, and how far its administrators have come with it. */
@Injectable()
export class SetupService {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  state({ username }: Caller): Promise<SetupState> {
    return this.transactions.run(async (tx) => ({
      isOpen: this.config.SETUP_CODE !== undefined && !(await hasTenant(tx)),
      username: username ?? null,
    }));
  }

  /** Tenant, root unit and first administrator in one transaction, once: of two at once the second finds it closed. */
  async setUp(caller: Caller, input: Setup): Promise<void> {
    await this.checkCode(input.code);
    await this.transactions.run(async (tx) => {
      const { authority, administratorName } = input;
      const { issuer, subject, username = subject } = caller;
      const given = tenantRow({ authority, administratorName, username, issuer, subject });
      const [row] = await tx.rows<{ done: boolean }>('select app.set_up($1) as done', [JSON.stringify(given)]);
      if (!row?.done) throw new DomainError('setupClosed');
      await recordTenant(tx, given);
    });
  }

  /** Counts first, compares then, so that many at once have no more attempts than one after the other. */
  private async checkCode(code: string): Promise<void> {
    const expected = this.config.SETUP_CODE;
    const refusal = await this.transactions.run(async (tx): Promise<DomainError | undefined> => {
      if (expected === undefined || (await hasTenant(tx))) return new DomainError('setupClosed');
      const failed = await countAttempt(tx);
      if (failed > MOST_ATTEMPTS) return new DomainError('setupBlocked', { minutes: PAUSE_MINUTES });
      if (!isSetupCode(code, expected)) return new DomainError('setupCodeWrong', { left: MOST_ATTEMPTS - failed });
      await tx.rows('update setup_attempt set failed = 0');
      return undefined;
    });
    if (refusal) throw refusal;
  }

  progress(caller: Caller): Promise<SetupProgress> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'organisation:edit');
      const counts = await countSteps(tx);
      const steps: SetupStep[] = SETUP_STEPS.map((name) => ({
        name,
        count: counts[name],
        isDone: counts[name] >= ENOUGH[name],
      }));
      return { steps, isComplete: steps.every(({ isDone }) => isDone) };
    });
  }
}

async function hasTenant(tx: Transaction): Promise<boolean> {
  const [row] = await tx.rows<{ found: boolean }>('select app.has_tenant() as found');
  return row?.found ?? false;
}

/** While the pause lasts it does not begin anew, or somebody could keep the set-up closed for ever. */
async function countAttempt(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ failed: number }>(
    `insert into setup_attempt as a (id, failed, last_failed_at) values (1, 1, $1)
     on conflict (id) do update set
       failed = case when a.last_failed_at < $1::timestamptz - $2 * interval '1 minute' then 1
         else least(a.failed + 1, $3::int + 1) end,
       last_failed_at = case when a.failed > $3::int and a.last_failed_at >= $1::timestamptz - $2 * interval '1 minute'
         then a.last_failed_at else $1 end
     returning failed`,
    [tx.now, PAUSE_MINUTES, MOST_ATTEMPTS],
  );
  return row?.failed ?? MOST_ATTEMPTS + 1;
}

/** The root and two more; a head or a case worker; two administrators who can sign in; one procedure; one project. */
const ENOUGH = { units: 3, people: 2, secondAdministrator: 2, procedure: 1, project: 1 } as const satisfies Record<
  SetupStep['name'],
  number
>;

async function countSteps(tx: ActorTransaction): Promise<Record<SetupStep['name'], number>> {
  const [counts] = await tx.rows<Record<SetupStep['name'], number>>(
    `with acting as (
       select m.person_id, m.role, p.subject from membership m
       join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
       where m.tenant_id = $1 and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
     )
     select (select count(*)::int from org_unit where tenant_id = $1 and dissolved_at is null) as units,
       (select count(distinct person_id)::int from acting where role <> 'ADMIN') as people,
       (select count(distinct person_id)::int from acting where role = 'ADMIN') as "secondAdministrator",
       (select count(distinct procedure_id)::int from procedure_version where tenant_id = $1) as procedure,
       (select coalesce(sum(last), 0)::int from project_counter where tenant_id = $1) as project`,
    [tx.actor.tenantId, tx.now],
  );
  return counts ?? { units: 0, people: 0, secondAdministrator: 0, procedure: 0, project: 0 };
}
