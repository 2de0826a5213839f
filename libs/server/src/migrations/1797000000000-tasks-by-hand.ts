import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks by hand, posts of units, and an inbox for both kinds of task (docs/adr/0028). */
export class TasksByHand1797000000000 implements MigrationInterface {
  name = 'TasksByHand1797000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const TABLES = [
  `CREATE TABLE "position" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "unit_id" uuid NOT NULL, "code" text NOT NULL, "name" text NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "revision" integer NOT NULL DEFAULT '1', CONSTRAINT "PK_ebb674c41cd333ac8c4e23ad4a6" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "position_code" ON "position"  ("unit_id", "code") WHERE ended_at is null',
  'CREATE UNIQUE INDEX "IDX_b7f483581562b4dc62ae1a5b7e" ON "position"  ("id") ',
  `CREATE TABLE "assignment_group" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "issuing_unit_id" uuid NOT NULL, "issuing_unit_name" text NOT NULL, "issuer_id" uuid NOT NULL, "issuer_name" text NOT NULL, "kind" text NOT NULL, "title" text NOT NULL, "words" text NOT NULL, "issued_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "revision" integer NOT NULL DEFAULT '1', "conclusion" jsonb, "input" jsonb NOT NULL, "recurrence" jsonb, "first_on" date, "turn" integer NOT NULL DEFAULT '0', "next_on" date, "stopped" jsonb, "previous_id" uuid, CONSTRAINT "PK_39ab3e92440e26bc0d4e4808e5f" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "assignment_group_once_again" ON "assignment_group"  ("previous_id") ',
  'CREATE INDEX "IDX_ac1c1e68edf2ca6eb995342d71" ON "assignment_group"  ("project_id") ',
  'CREATE UNIQUE INDEX "IDX_e66aa4c08e954f98fa721ef956" ON "assignment_group"  ("id") ',
  `CREATE TABLE "assignment" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "group_id" uuid NOT NULL, "group_size" integer NOT NULL, "parent_id" uuid, "number" integer NOT NULL, "kind" text NOT NULL, "title" text NOT NULL, "words" text NOT NULL, "issuing_unit_id" uuid NOT NULL, "issuing_unit_name" text NOT NULL, "issuer_id" uuid NOT NULL, "issuer_name" text NOT NULL, "unit_id" uuid NOT NULL, "unit_name" text NOT NULL, "position_id" uuid, "person_id" uuid, "state" text NOT NULL, "priority" text NOT NULL, "acceptance" boolean NOT NULL, "owner_id" uuid, "owner_name" text, "owner_since" TIMESTAMP(3) WITH TIME ZONE, "reviewer_id" uuid, "reviewer_name" text, "reviewer_since" TIMESTAMP(3) WITH TIME ZONE, "checklist" jsonb NOT NULL DEFAULT '[]', "due_end" TIMESTAMP(3) WITH TIME ZONE, "due_order" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "due_input" jsonb, "due_explained" jsonb, "reminded_at" TIMESTAMP(3) WITH TIME ZONE, "escalated" boolean NOT NULL DEFAULT false, "next_due_at" TIMESTAMP(3) WITH TIME ZONE, "result" text, "issued_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "opened_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "answered_at" TIMESTAMP(3) WITH TIME ZONE, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "revision" integer NOT NULL DEFAULT '1', CONSTRAINT "assignment_state" CHECK (state in ('waiting', 'open', 'answered', 'declined', 'accepted', 'takenBack')), CONSTRAINT "PK_67360605688fcc3291d17f2fd4f" PRIMARY KEY ("tenant_id", "id"))`,
  `CREATE INDEX "assignment_with_unit" ON "assignment"  ("project_id", "unit_id") WHERE state in ('open', 'answered')`,
  'CREATE INDEX "assignment_of_parent" ON "assignment"  ("parent_id") WHERE parent_id is not null',
  'CREATE INDEX "assignment_of_group" ON "assignment"  ("group_id") ',
  'CREATE INDEX "assignment_by_due" ON "assignment"  ("project_id", "due_order", "id") ',
  'CREATE UNIQUE INDEX "assignment_number" ON "assignment"  ("project_id", "number") ',
  'CREATE UNIQUE INDEX "IDX_43c2f5a3859f54cedafb270f37" ON "assignment"  ("id") ',
  'CREATE TABLE "assignment_entry" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "assignment_id" uuid NOT NULL, "project_id" uuid NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "act" text NOT NULL, "person_id" uuid, "person_name" text, "unit_id" uuid, "unit_name" text, "capacity" text, "on_behalf_of_name" text, "words" text, "result" text, "data" jsonb NOT NULL, CONSTRAINT "PK_af99ac662d8eefe21aaeaeb4afa" PRIMARY KEY ("tenant_id", "id"))',
  'CREATE INDEX "IDX_380f5fde76073775b83abcff17" ON "assignment_entry"  ("assignment_id", "id") ',
  'CREATE TABLE "assignment_dependency" ("tenant_id" uuid NOT NULL, "assignment_id" uuid NOT NULL, "predecessor_id" uuid NOT NULL, "project_id" uuid NOT NULL, CONSTRAINT "PK_2d67ee8ca2f61499ca0aba4eeb5" PRIMARY KEY ("tenant_id", "assignment_id", "predecessor_id"))',
  'CREATE INDEX "IDX_78c491c8f9e33178868c5bf4e0" ON "assignment_dependency"  ("project_id") ',
  'CREATE INDEX "IDX_3b0be4dc4f66195c79ec37e09f" ON "assignment_dependency"  ("predecessor_id") ',
  'CREATE TABLE "assignment_document" ("tenant_id" uuid NOT NULL, "assignment_id" uuid NOT NULL, "document_id" uuid NOT NULL, "project_id" uuid NOT NULL, "added_by" text NOT NULL, "added_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_9ab1dacae49033f65037c6cb1e6" PRIMARY KEY ("tenant_id", "assignment_id", "document_id"))',
  'CREATE INDEX "IDX_f453578bd9fca73197c96d8056" ON "assignment_document"  ("document_id") ',
  'ALTER TABLE "membership" ADD "position_id" uuid',
  'ALTER TABLE "task" ADD "assignment_id" uuid',
  'ALTER TABLE "task" ADD "priority" text',
  'ALTER TABLE "notification" ADD "assignment_id" uuid',
  'ALTER TABLE "task" ALTER COLUMN "run_id" DROP NOT NULL',
  'ALTER TABLE "task" ALTER COLUMN "step_id" DROP NOT NULL',
  'ALTER TABLE "task" ALTER COLUMN "node_id" DROP NOT NULL',
  'ALTER TABLE "task" ALTER COLUMN "paper_number" DROP NOT NULL',
  'ALTER TABLE "notification" ALTER COLUMN "run_id" DROP NOT NULL',
  'CREATE UNIQUE INDEX "task_of_assignment" ON "task"  ("assignment_id", "key") ',
  'ALTER TABLE "task" ADD CONSTRAINT "task_origin" CHECK ((run_id is null) <> (assignment_id is null))',
  'ALTER TABLE "position" ADD CONSTRAINT "FK_df96787cc8bd3f9e6575d86758b" FOREIGN KEY ("tenant_id", "unit_id") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "membership" ADD CONSTRAINT "FK_1987520b3c13639ecd02c7d3e54" FOREIGN KEY ("tenant_id", "position_id") REFERENCES "position"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment_group" ADD CONSTRAINT "FK_ce601c169fba5e5ab79e0df714c" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment" ADD CONSTRAINT "FK_586747ed2863dae6aad96ee62ba" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "assignment"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment" ADD CONSTRAINT "FK_39ab3e92440e26bc0d4e4808e5f" FOREIGN KEY ("tenant_id", "group_id") REFERENCES "assignment_group"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment" ADD CONSTRAINT "FK_4a9db8059a037960f7bc157fdb3" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment_entry" ADD CONSTRAINT "FK_d523f3de4363ab68b2f7feed86a" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment_dependency" ADD CONSTRAINT "FK_bfa945308840ebc0d84520f8bcc" FOREIGN KEY ("tenant_id", "predecessor_id") REFERENCES "assignment"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment_dependency" ADD CONSTRAINT "FK_a161352f4ba27c1a272e8589564" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment_document" ADD CONSTRAINT "FK_70821db8aba3309911d756fcf4f" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "assignment_document" ADD CONSTRAINT "FK_2e7632dca5db0247a8ae300feb8" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const DOWN = [
  'DELETE FROM "task" WHERE "run_id" IS NULL',
  'DELETE FROM "notification" WHERE "run_id" IS NULL',
  'ALTER TABLE "task" DROP CONSTRAINT "task_origin"',
  'ALTER TABLE "task" ALTER COLUMN "run_id" SET NOT NULL, ALTER COLUMN "step_id" SET NOT NULL, ALTER COLUMN "node_id" SET NOT NULL, ALTER COLUMN "paper_number" SET NOT NULL',
  'ALTER TABLE "notification" ALTER COLUMN "run_id" SET NOT NULL',
  'ALTER TABLE "task" DROP COLUMN "assignment_id", DROP COLUMN "priority"',
  'ALTER TABLE "notification" DROP COLUMN "assignment_id"',
  'DROP TABLE "assignment_document", "assignment_dependency", "assignment_entry", "assignment", "assignment_group"',
  'ALTER TABLE "membership" DROP COLUMN "position_id"',
  'DROP TABLE "position"',
];
