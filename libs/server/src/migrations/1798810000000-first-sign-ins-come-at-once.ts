import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A browser's first page asks for several things, so that requests of one first sign-in come at once. Two things went wrong then:
 * - Whoever was bound by another request between two statements of `app.enter_anew` was somebody in one and nobody in the other,
 *   for ever: it asked again without end who may do what, as nobody, until its time limit. Who it is is part of what is read again now.
 * - Whoever had waited for the one that binds the person found nothing left to do in `app.bind_person`, but kept the person's row
 *   until its own transaction ended, and so all passed one after the other. What goes back to a savepoint lets go of its rows.
 */
export class FirstSignInsComeAtOnce1798810000000 implements MigrationInterface {
  name = 'FirstSignInsComeAtOnce1798810000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(enterAnew('', FIND_ME));
    await queryRunner.query(
      bindPerson(`begin
    ${UPDATE}
    if bound.id is null then
      raise no_data_found;
    end if;
  exception when no_data_found then
    return null;
  end;`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      bindPerson(`${UPDATE}
  if bound.id is null then
    return null;
  end if;`),
    );
    await queryRunner.query(enterAnew(FIND_ME, ''));
  }
}

const UPDATE = `update person set subject = token_subject, bound_at = app.now(), revision = revision + 1
  where issuer = token_issuer and username = lower(token_username) and subject is null and disabled_at is null
  returning * into bound;`;

const bindPerson = (binding: string): string => `
create or replace function app.bind_person(token_issuer text, token_subject text, token_username text) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  bound person%rowtype;
begin
  -- Whose subject is known stays who they are, disabled or not: only who is nobody yet can become somebody.
  if exists (select 1 from person where issuer = token_issuer and subject = token_subject) then
    return null;
  end if;
  ${binding}
  perform set_config('app.entering_tenant', bound.tenant_id::text, true);
  return jsonb_build_object('personId', bound.id, 'tenantId', bound.tenant_id, 'username', bound.username);
end
$$`;

const FIND_ME = `select p.id, p.tenant_id into me, home from person p
    where p.issuer = token_issuer and p.subject = token_subject and p.disabled_at is null;`;
const REVISIONS = `(select string_agg(a.revision::text, ' ' order by a.place) from authority_revision a where a.place = any (rests_on))`;

const enterAnew = (before: string, each: string): string => `
create or replace function app.enter_anew(token_issuer text, token_subject text, lock_authority boolean,
  out actor jsonb, out rests_on int[], out authority text, out houses text, out known_from timestamptz, out known_until timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me uuid;
  home uuid;
  its_place int;
  noted text;
begin
  ${before}
  loop
    ${each}
    rests_on := app.authority_places(home, me);
    if lock_authority and me is not null then
      foreach its_place in array rests_on loop
        noted := (pg_advisory_xact_lock_shared(1635087464, its_place) is null)::text;
      end loop;
    end if;
    select ${REVISIONS}, (select md5(string_agg(t.revision::text, ' ' order by t.id)) from tenant t) into authority, houses;
    if me is not null and authority is null then
      raise exception 'nothing is known of the authority of person %', me;
    end if;
    known_from := app.now();
    actor := app.enter(token_issuer, token_subject, false);
    exit when actor is null or (authority = ${REVISIONS} and rests_on = app.authority_places(home, me));
  end loop;
  select min(e.edge) into known_until
  from (select me as id union select d.principal_id from deputation d where d.tenant_id = home and d.deputy_id = me) p
    join membership m on m.tenant_id = home and m.person_id = p.id, unnest(array[m.valid_from, m.valid_to]) e(edge)
  where e.edge > known_from;
  select least(known_until, min(e.edge)) into known_until
  from deputation d, unnest(array[d.valid_from, d.valid_to]) e(edge)
  where d.tenant_id = home and d.deputy_id = me and e.edge > known_from;
  known_until := coalesce(known_until, 'infinity');
end
$$`;
