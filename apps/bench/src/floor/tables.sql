-- The least that remembers a run: itself, its tasks, and who did what when.
create schema floor;
create table floor.run (id bigint generated always as identity primary key, title text not null, completed_at timestamptz);
create table floor.task (run_id bigint not null references floor.run, unit int not null, owner int, status text not null,
  due_at timestamptz not null, primary key (run_id, unit));
create index on floor.task (unit, due_at) where status = 'open';
create table floor.history (id bigint generated always as identity primary key, run_id bigint not null, unit int, what text not null,
  at timestamptz not null default clock_timestamp());
