import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which task by hand came out of which note: for the readers of the note alone (docs/adr/0035). */
export class QuestionsOfNotes1797400000001 implements MigrationInterface {
  name = 'QuestionsOfNotes1797400000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLE, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table "note_question"');
  }
}

const TABLE = [
  `CREATE TABLE "note_question" ("tenant_id" uuid NOT NULL, "note_id" uuid NOT NULL, "assignment_id" uuid NOT NULL, "project_id" uuid NOT NULL, "asked_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_64385b2ae9ed712c671a8be7d20" PRIMARY KEY ("tenant_id", "note_id", "assignment_id"))`,
  'ALTER TABLE "note_question" ADD CONSTRAINT "FK_858b2c2654cfbfbaf12761e0463" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "note_question" ADD CONSTRAINT "FK_743d369471ef679a8168f1a8e20" FOREIGN KEY ("tenant_id", "note_id") REFERENCES "note"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

/** The policy of the note decides: this question is asked with the same rights. */
const READS_NOTE =
  'exists (select 1 from note n where n.tenant_id = note_question.tenant_id and n.id = note_question.note_id)';

const RIGHTS = [
  'alter table note_question enable row level security',
  'alter table note_question force row level security',
  'create policy owner on note_question to app_owner using (true) with check (true)',
  `create policy seen on note_question for select to app_api using (${READS_NOTE})`,
  `create policy added on note_question for insert to app_api with check (${READS_NOTE})`,
  'grant select, insert on note_question to app_api',
];
