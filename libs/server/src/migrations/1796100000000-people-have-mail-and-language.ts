import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a person is written to, in which language, and whether at all; the person alone says the last two. */
export class PeopleHaveMailAndLanguage1796100000000 implements MigrationInterface {
  name = 'PeopleHaveMailAndLanguage1796100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, SET_OWN_SETTINGS, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.set_own_settings(text, text)');
    await queryRunner.query(
      'ALTER TABLE "person" DROP COLUMN "email", DROP COLUMN "language", DROP COLUMN "mail_notifications"',
    );
  }
}

const COLUMNS = [
  'ALTER TABLE "person" ADD "email" text, ADD "language" text NOT NULL DEFAULT \'de\', ADD "mail_notifications" text NOT NULL DEFAULT \'immediately\'',
  `ALTER TABLE "person" ADD CONSTRAINT "person_language" CHECK (language in ('de', 'en'))`,
  `ALTER TABLE "person" ADD CONSTRAINT "person_mail_notifications" CHECK (mail_notifications in ('immediately', 'never'))`,
];

const SET_OWN_SETTINGS = `
-- A function and no right to change the table: a person changes these two of their own row and nothing else of anybody's.
create function app.set_own_settings(new_language text, new_mail_notifications text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update person set language = coalesce(new_language, language),
    mail_notifications = coalesce(new_mail_notifications, mail_notifications)
  where id = app.person_id()
$$;
`;

const RIGHTS = [
  'revoke all on function app.set_own_settings(text, text) from public',
  'grant execute on function app.set_own_settings(text, text) to app_api',
];
