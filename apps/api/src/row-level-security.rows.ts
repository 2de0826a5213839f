import { DEMO_PEOPLE } from '@querraum/server/testing';

const HOUSE = DEMO_PEOPLE['aylin.demirel']?.tenantId ?? '';
const PERSON = DEMO_PEOPLE['aylin.demirel']?.id ?? '';
const WEBHOOK = '01926f00-0000-7000-8000-00000000b001';
const REPORT = '01926f00-0000-7000-8000-00000000c001';
const EXPORT = '01926f00-0000-7000-8000-00000000c001';
const PLAN = '01926f00-0000-7000-8000-00000000a001';
/** One row in each table that the two projects leave empty, of the house of Mitte. */
export const ONE_OF_EACH: Record<string, string> = {
  position: `insert into position (tenant_id, id, unit_id, code, name)
    select tenant_id, gen_random_uuid(), id, 'GES 1', 'Planung' from org_unit where tenant_id = '${HOUSE}' limit 1`,
  number_series: `insert into number_series values ('${HOUSE}', 'papers', 7)`,
  house_day: `insert into house_day values ('${HOUSE}', '2031-06-02', 'Betriebsausflug')`,
  house_calendar: `insert into house_calendar values ('${HOUSE}', 1)`,
  calendar_change: `insert into calendar_change
    values ('${HOUSE}', 1, '2031-06-02', 'Betriebsausflug', 'closed', 'added', 'closed', '${PERSON}', now())`,
  deputation: `insert into deputation
    values ('${HOUSE}', gen_random_uuid(), '${DEMO_PEOPLE['henrik.falk']?.id ?? ''}', '${PERSON}', now(), now() + interval '1 day')`,
  procedure_draft: `insert into procedure_draft (tenant_id, procedure_id, definition, updated_at, updated_by_name)
    select tenant_id, id, '{}', now(), 'Viet Nguyen' from procedure where tenant_id = '${HOUSE}' limit 1`,
  procedure_migration: `insert into procedure_migration (tenant_id, id, procedure_id, from_version, to_version, mapping, edited_by, created_at)
    select procedure_tenant_id, '${PLAN}', procedure_id, procedure_version, procedure_version, '{}', '[]', now() from run
    where procedure_tenant_id = '${HOUSE}' limit 1`,
  procedure_migration_run: `insert into procedure_migration_run (tenant_id, migration_id, run_id, project_id, project_title,
      project_reference, document_title, plan_revision)
    select r.tenant_id, m.id, r.id, r.project_id, '', '', '', 1 from run r join procedure_migration m on m.tenant_id = r.tenant_id limit 1`,
  mail_delivery: `insert into mail_delivery (tenant_id, id, notification_id, project_id, person_id, unit_id, reason, state, created_at)
    select p.tenant_id, gen_random_uuid(), n.id, n.project_id, p.id, n.unit_id, n.reason, 'queued', n.at
    from notification n join person p on p.id = '${PERSON}'`,
  notification_settings: `insert into notification_settings (tenant_id, person_id, channels, digest, paused_while_away)
    values ('${HOUSE}', '${PERSON}', '{}', '{"every": "day", "hour": 8}', true)`,
  digest_item: `insert into digest_item (tenant_id, delivery_id, person_id, project_id)
    select tenant_id, id, person_id, project_id from mail_delivery`,
  report_subscription: `insert into report_subscription (tenant_id, id, owner_id, scope, rhythm, state, created_at)
    values ('${HOUSE}', '${REPORT}', '${PERSON}', '{}', '{}', 'paused', now())`,
  report_recipient: `insert into report_recipient
    values ('${HOUSE}', '${REPORT}', '${DEMO_PEOPLE['henrik.falk']?.id ?? ''}', '${PERSON}')`,
  report_delivery: `insert into report_delivery
    values ('${HOUSE}', gen_random_uuid(), '${REPORT}', '2031-06-02T08', '${PERSON}')`,
  reference_scheme: `insert into reference_scheme values ('${HOUSE}', '[]', 'house', 1, now(), '${PERSON}')`,
  lead_handover: `insert into lead_handover (tenant_id, id, project_id, from_unit_id, to_unit_id, state, reason, matters,
      offered_at, offered_by, offered_by_name)
    select tenant_id, gen_random_uuid(), project_id, unit_id, unit_id, 'declined', 'Neuer Zuschnitt', '[]', now(), '${PERSON}', ''
    from project_party where role = 'LEAD' limit 1`,
  project_cycle: `insert into project_cycle (tenant_id, project_id, anchor_on, next_on, months, turn, remind_months, reminded, state,
      revision, set_at, set_by, set_by_name)
    select tenant_id, id, '2031-06-02', '2031-06-02', 24, 0, 6, false, 'running', 1, now(), '${PERSON}', '' from project limit 1`,
  project_renewal: `insert into project_renewal (tenant_id, id, project_id, due_on, content, state, made_at)
    select tenant_id, gen_random_uuid(), id, '2031-06-02', '{}', 'draft', now() from project limit 1`,
  house_retention: `insert into house_retention values ('${HOUSE}', 'Aktenordnung', '{}', 'Landesarchiv', 30, 1, now(), '')`,
  legal_hold: `insert into legal_hold (tenant_id, id, project_id, unit_id, unit_name, reason, placed_at, placed_by_name)
    select tenant_id, gen_random_uuid(), project_id, unit_id, '', 'Klage', now(), '' from project_party where role = 'LEAD' limit 1`,
  archive_offer: `insert into archive_offer (tenant_id, project_id, archive, basis, offered_at, offered_by, offered_by_name)
    select tenant_id, id, 'Landesarchiv', 'Aktenordnung', now(), '${PERSON}', '' from project limit 1`,
  project_deletion: `insert into project_deletion (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis,
      archive, answer, state, released_at, released_by, released_by_name, begins_at)
    select tenant_id, id, reference, '{}', now(), now(), now(), '', '', 'waived', 'stopped', now(), '${PERSON}', '', now() from project limit 1`,
  export_job: `insert into export_job (tenant_id, id, person_id, versions, language, state, total, requested_at)
    values ('${HOUSE}', '${EXPORT}', '${PERSON}', 'all', 'de', 'waiting', 1, now())`,
  export_piece: `insert into export_piece (tenant_id, export_id, position, project_id, state)
    select '${HOUSE}', '${EXPORT}', 1, id, 'waiting' from project limit 1`,
  calendar_feed: `insert into calendar_feed (tenant_id, id, person_id, token_hash, created_at)
    values ('${HOUSE}', gen_random_uuid(), '${PERSON}', '\\x00', now())`,
  document_text: `insert into document_text
    select tenant_id, document_id, number, project_id, 'ready', 'Text', now() from document_version`,
  document_reading: `insert into document_reading
    select tenant_id, document_id, number, gen_random_uuid(), project_id, 'Henrik Falk', 'GES', gen_random_uuid(), '{}', now()
    from document_version`,
  document_link: `insert into document_link (tenant_id, id, project_id, document_tenant_id, document_id, linked_at, linked_by_id,
      linked_by_name)
    select tenant_id, gen_random_uuid(), project_id, tenant_id, id, now(), '${PERSON}', 'Aylin Demirel' from document`,
  webhook: `insert into webhook (tenant_id, id, url, description, events, state, created_at, created_by)
    values ('${HOUSE}', '${WEBHOOK}', 'https://hooks.stadt.de/', '', '{}', 'active', now(), '${PERSON}')`,
  webhook_secret: `insert into webhook_secret values ('${HOUSE}', '${WEBHOOK}', gen_random_uuid(), '\\x00', now())`,
  webhook_delivery: `insert into webhook_delivery (tenant_id, id, webhook_id, event_id, event, body, state, created_at, owed_since)
    values ('${HOUSE}', gen_random_uuid(), '${WEBHOOK}', 'e-1', 'run.started', '{}', 'delivered', now(), now())`,
  project_template: `insert into project_template (tenant_id, id, kind_id, name, description, content, state)
    values ('${HOUSE}', gen_random_uuid(), '${HOUSE}', 'Muster', '', '{}', 'released')`,
  project_template_document: `insert into project_template_document (tenant_id, id, template_id, position, title, kind, sha256, size,
      media_type, file_name, storage_key)
    select tenant_id, gen_random_uuid(), id, 0, 'Muster', 'OTHER', '', 0, 'text/plain', 'muster.txt', gen_random_uuid()::text
    from project_template where tenant_id = '${HOUSE}' limit 1`,
};
