-- One run with the smallest SQL that makes the same eleven durable commits, each one statement.
with started as (insert into floor.run (title) values ('Mitzeichnung') returning id),
  tasks as (insert into floor.task (run_id, unit, status, due_at) select id, unit, 'open', now() + interval '10 days' from started, generate_series(1, 4) unit),
  told as (insert into floor.history (run_id, what) select id, 'started' from started)
select id as run from started \gset
with t as (update floor.task set owner = 1 where run_id = :run and unit = 1 and owner is null returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'claimed' from t;
with t as (update floor.task set status = 'done' where run_id = :run and unit = 1 and owner = 1 returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'answered' from t;
with t as (update floor.task set owner = 2 where run_id = :run and unit = 2 and owner is null returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'claimed' from t;
with t as (update floor.task set status = 'done' where run_id = :run and unit = 2 and owner = 2 returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'answered' from t;
with t as (update floor.task set owner = 3 where run_id = :run and unit = 3 and owner is null returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'claimed' from t;
with t as (update floor.task set status = 'done' where run_id = :run and unit = 3 and owner = 3 returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'answered' from t;
with t as (update floor.task set owner = 4 where run_id = :run and unit = 4 and owner is null returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'claimed' from t;
with t as (update floor.task set status = 'done' where run_id = :run and unit = 4 and owner = 4 returning unit),
  last as (insert into floor.task (run_id, unit, status, due_at) values (:run, 5, 'open', now() + interval '10 days'))
  insert into floor.history (run_id, unit, what) select :run, unit, 'answered' from t;
with t as (update floor.task set owner = 5 where run_id = :run and unit = 5 and owner is null returning unit) insert into floor.history (run_id, unit, what) select :run, unit, 'claimed' from t;
with t as (update floor.task set status = 'done' where run_id = :run and unit = 5 and owner = 5 returning unit),
  r as (update floor.run set completed_at = now() where id = :run)
  insert into floor.history (run_id, unit, what) select :run, unit, 'signed' from t;
