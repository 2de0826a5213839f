import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due apart from mails is found without reading past them (docs/adr/0084). */
export class ACrowdOfMailsIsPassedBy1798400000100 implements MigrationInterface {
  name = 'ACrowdOfMailsIsPassedBy1798400000100';
  /** Made beside those who work. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `create index concurrently if not exists work_item_due_in_the_house on work_item (due_at, id)
         where state = 'ready' and kind not in ('sendMail', 'mailPerson', 'mailPausedWebhook')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index concurrently work_item_due_in_the_house');
  }
}
