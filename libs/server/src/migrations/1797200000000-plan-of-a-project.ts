import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables in the order in which they may be dropped. */
const TABLES = [
  'project_link',
  'citation',
  'resolution',
  'risk',
  'measure_area',
  'measure_partner',
  'measure',
  'milestone',
  'project_phase',
];

/** The plan of a project: phases, milestones, measures, risks, resolutions, citations, and its links with other projects. */
export class PlanOfAProject1797200000000 implements MigrationInterface {
  name = 'PlanOfAProject1797200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`drop table ${table}`);
  }
}

const STATEMENTS = [
  `CREATE TABLE "project_phase" ("ended_at" TIMESTAMP(3) WITH TIME ZONE, "end_reason" text, "tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "revision" integer NOT NULL DEFAULT '1', "name" text NOT NULL, "position" integer NOT NULL, "from_day" date NOT NULL, "to_day" date NOT NULL, "state" text NOT NULL DEFAULT 'planned', "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "project_phase_period" CHECK (from_day <= to_day), CONSTRAINT "PK_ed1f83a5097a08bbed501ae2f72" PRIMARY KEY ("tenant_id", "id"))`,
  `CREATE UNIQUE INDEX "project_phase_one_current" ON "project_phase" ("project_id") WHERE state = 'current' and ended_at is null`,
  'CREATE INDEX "project_phase_order" ON "project_phase" ("project_id", "position") WHERE ended_at is null',
  `CREATE TABLE "milestone" ("ended_at" TIMESTAMP(3) WITH TIME ZONE, "end_reason" text, "tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "revision" integer NOT NULL DEFAULT '1', "name" text NOT NULL, "day" date NOT NULL, "done_on" date, "unit_id" uuid NOT NULL, "unit_tenant_id" uuid NOT NULL, "phase_id" uuid, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_d1465a7dc17df7b75fa5df10b2e" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "milestone_by_day" ON "milestone" ("project_id", "day", "id") WHERE ended_at is null',
  `CREATE TABLE "measure" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "revision" integer NOT NULL DEFAULT '1', "position" integer NOT NULL, "title" text NOT NULL, "description" text NOT NULL, "lead_unit_id" uuid NOT NULL, "lead_unit_tenant_id" uuid NOT NULL, "target_group" text NOT NULL, "from_day" date, "to_day" date, "is_key" boolean NOT NULL, "state" text NOT NULL DEFAULT 'planned', "note" text NOT NULL DEFAULT '', "stated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "stated_by_name" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "measure_period" CHECK (from_day <= to_day), CONSTRAINT "PK_e3629a509afea4f5db34d28158b" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "measure_by_unit" ON "measure" ("lead_unit_id", "state")',
  'CREATE INDEX "measure_order" ON "measure" ("project_id", "position", "id")',
  'CREATE TABLE "measure_partner" ("tenant_id" uuid NOT NULL, "measure_id" uuid NOT NULL, "position" integer NOT NULL, "project_id" uuid NOT NULL, "unit_id" uuid, "unit_tenant_id" uuid, "name" text, CONSTRAINT "measure_partner_unit_or_name" CHECK ((unit_id is null) <> (name is null)), CONSTRAINT "PK_af93c5139040ab63bad6f6239b2" PRIMARY KEY ("tenant_id", "measure_id", "position"))',
  'CREATE TABLE "measure_area" ("tenant_id" uuid NOT NULL, "measure_id" uuid NOT NULL, "edition" text NOT NULL, "area_key" text NOT NULL, "project_id" uuid NOT NULL, CONSTRAINT "PK_30218410ec8ec7f3518feb374c5" PRIMARY KEY ("tenant_id", "measure_id", "edition", "area_key"))',
  `CREATE TABLE "risk" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "revision" integer NOT NULL DEFAULT '1', "kind" text NOT NULL, "category" text NOT NULL, "title" text NOT NULL, "description" text NOT NULL, "unit_id" uuid NOT NULL, "unit_tenant_id" uuid NOT NULL, "likelihood" integer, "impact" integer, "decision_unit_id" uuid, "decision_unit_tenant_id" uuid, "state" text NOT NULL DEFAULT 'open', "words" text NOT NULL DEFAULT '', "stated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "stated_by_name" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "risk_is_weighed" CHECK ((kind = 'risk') = (likelihood is not null) and (kind = 'risk') = (impact is not null)), CONSTRAINT "PK_4edb951efb8292924a9f611748f" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "IDX_8d4b1f030aadd269615c50823e" ON "risk" ("project_id", "state")',
  'CREATE TABLE "resolution" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "body" text NOT NULL, "decided_on" date NOT NULL, "number" text NOT NULL, "text" text NOT NULL, "result" text NOT NULL, "document_id" uuid, "corrects" uuid, "correction_reason" text NOT NULL, "entered_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "entered_by_name" text NOT NULL, CONSTRAINT "PK_81d4dd93f80a44197db0d5c1524" PRIMARY KEY ("tenant_id", "id"))',
  'CREATE UNIQUE INDEX "resolution_corrected_once" ON "resolution" ("tenant_id", "corrects") WHERE corrects is not null',
  'CREATE INDEX "resolution_by_day" ON "resolution" ("project_id", "decided_on", "id")',
  `CREATE TABLE "citation" ("ended_at" TIMESTAMP(3) WITH TIME ZONE, "end_reason" text, "tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "revision" integer NOT NULL DEFAULT '1', "title" text NOT NULL, "source" text NOT NULL, "link" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_8fc0f424095769277ac41f66971" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "citation_of_project" ON "citation" ("project_id", "id") WHERE ended_at is null',
  'CREATE TABLE "project_link" ("ended_at" TIMESTAMP(3) WITH TIME ZONE, "end_reason" text, "tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "other_tenant_id" uuid NOT NULL, "other_project_id" uuid NOT NULL, "kind" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "created_by_name" text NOT NULL, "ended_by_name" text, CONSTRAINT "project_link_of_two" CHECK (project_id <> other_project_id), CONSTRAINT "PK_99a54f386dadd4a7bbe972326cf" PRIMARY KEY ("tenant_id", "id"))',
  'CREATE INDEX "project_link_other" ON "project_link" ("other_project_id") WHERE ended_at is null',
  'CREATE UNIQUE INDEX "project_link_once" ON "project_link" ("project_id", "other_project_id", "kind") WHERE ended_at is null',
  `CREATE UNIQUE INDEX "project_link_one_parent" ON "project_link" ("project_id") WHERE kind = 'parent' and ended_at is null`,
  'ALTER TABLE "project_phase" ADD CONSTRAINT "FK_e876e54ac9f43c1bc0965a161a0" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "milestone" ADD CONSTRAINT "FK_6c8a3f592013d48a9eb7150ca99" FOREIGN KEY ("tenant_id", "phase_id") REFERENCES "project_phase"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "milestone" ADD CONSTRAINT "FK_b9ed0b607f41a6af9e906b6ec0d" FOREIGN KEY ("unit_tenant_id", "unit_id") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "milestone" ADD CONSTRAINT "FK_0873df14deefb164a292c9abd27" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "measure" ADD CONSTRAINT "FK_0633537ef01cc57be3face16a12" FOREIGN KEY ("lead_unit_tenant_id", "lead_unit_id") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "measure" ADD CONSTRAINT "FK_bd6d03e2ced0e09a47eb7f85b47" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "measure_partner" ADD CONSTRAINT "FK_48a760100d8d812b093be3962aa" FOREIGN KEY ("unit_tenant_id", "unit_id") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "measure_partner" ADD CONSTRAINT "FK_555ceec78a6cf14cd3bac6a55e3" FOREIGN KEY ("tenant_id", "measure_id") REFERENCES "measure"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "measure_area" ADD CONSTRAINT "FK_cfa8b729f87cf48bda8e68e440d" FOREIGN KEY ("tenant_id", "measure_id") REFERENCES "measure"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "risk" ADD CONSTRAINT "FK_051e68501bd22702aa2cfe9f7d5" FOREIGN KEY ("decision_unit_tenant_id", "decision_unit_id") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "risk" ADD CONSTRAINT "FK_42e7585a025cfb6c4a9fc7e4581" FOREIGN KEY ("unit_tenant_id", "unit_id") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "risk" ADD CONSTRAINT "FK_e561a8838218fa6b3eb98935b9d" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "resolution" ADD CONSTRAINT "FK_9cdd73f6d615fa1177be85e6df3" FOREIGN KEY ("tenant_id", "corrects") REFERENCES "resolution"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "resolution" ADD CONSTRAINT "FK_bea74e79c669886f717c8a408f1" FOREIGN KEY ("tenant_id", "document_id") REFERENCES "document"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "resolution" ADD CONSTRAINT "FK_dbfe226464e5c94adec70537184" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "citation" ADD CONSTRAINT "FK_cb6e039d54922738adb76e03434" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "project_link" ADD CONSTRAINT "FK_6448cce82a0ee30a346206ee168" FOREIGN KEY ("other_tenant_id", "other_project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "project_link" ADD CONSTRAINT "FK_0e65afac058c1e10a56523960b9" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];
