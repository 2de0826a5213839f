import type { TestDatabase } from '@querraum/server/testing';

/** As if it were closed and put away eleven years ago, with nothing against its deletion. */
export async function yearsOver({ owner }: TestDatabase, projectId: string): Promise<void> {
  await owner.query(
    `update project set state = 'closed', closed_at = now() - interval '11 years', closed_by_name = '', closing_note = '',
       filed_at = now() - interval '11 years', filed_by_name = '', retain_until = '2020-12-31' where id = $1`,
    [projectId],
  );
}

/** As if the second person had released its deletion and the night had come; it is owed. */
export async function releaseDeletion({ owner }: TestDatabase, projectId: string): Promise<void> {
  await owner.query(
    `insert into project_deletion (tenant_id, project_id, reference, kind, opened_on, closed_on, retain_until, basis, archive, answer,
       state, released_at, released_by, released_by_name, begins_at)
     select tenant_id, id, reference, '{"de": "Vorhaben", "en": "Project"}', '2010-01-01', '2015-01-01', retain_until, 'Aktenordnung',
       'Landesarchiv', 'waived', 'released', now(), gen_random_uuid(), 'Zweite Person', now() from project where id = $1`,
    [projectId],
  );
  await owner.query(
    `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
     values (gen_random_uuid(), 'deleteProject', 'deleteProject ' || $1, jsonb_build_object('projectId', $1::text), now(), now())`,
    [projectId],
  );
}
