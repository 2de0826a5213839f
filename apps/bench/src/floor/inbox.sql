-- The first page of a unit's inbox by due date with one filter, and its capped count: plain and indexed, of the same rows.
\set unit random(1, 50)
select id, kind, name, unit_id, unit_name, owner_id, owner_name, owner_since, status, opened_at, due_end, reminded_at, escalated, project_id,
  project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number, run_id, step_id, seat_id
from task where status = 'open' and kind = 'coSignature' and unit_id = ('be9c0000-0000-7000-8001-' || lpad(:unit::text, 12, '0'))::uuid
order by due_order, id limit 51;
select count(*) from (select 1 from task where status = 'open' and kind = 'coSignature'
  and unit_id = ('be9c0000-0000-7000-8001-' || lpad(:unit::text, 12, '0'))::uuid limit 1000) capped;
