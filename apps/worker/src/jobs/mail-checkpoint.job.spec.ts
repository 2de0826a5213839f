import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { auditKey, readConfig, workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { AuditFolder } from '../audit-folder';
import { executeWorkItem } from '../execute';
import { executeRing } from '../execute-ring';
import { workerLog } from '../logging';
import { smtpServer } from '../smtp-server';
import { type ReceivedMail, smtpError, startSmtp, type TestSmtp } from '../testing/smtp';
import { startedRuns, type StartedRuns } from '../testing/started-run';
import type { Outside } from './job';

const FSCK = resolve(__dirname, '../../../../infra/audit/fsck.mjs');
const AUDITOR = 'revision@stadt.example';

describe('the checkpoint that goes to whoever audits', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let smtp: TestSmtp;
  let directory: string;
  let outside: Outside & Required<Pick<Outside, 'audit'>>;
  let refusal: Error | undefined;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    [started, smtp] = await Promise.all([
      startedRuns(database),
      startSmtp({ onRcptTo: (_address, _session, done) => done(refusal) }),
    ]);
    directory = mkdtempSync(join(tmpdir(), 'querraum-witness-'));
    mkdirSync(join(directory, 'checkpoints'));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(directory, 'audit.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    const AUDIT_SIGNING_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const config = readConfig({
      ...{
        NODE_ENV: 'test',
        DATABASE_URL: database.urls.worker,
        ISSUER: 'http://sign-in.test',
        DOCUMENT_STORE: '/tmp',
      },
      ...{ PUBLIC_URL: 'https://querraum.stadt.example', SMTP_URL: smtp.url, AUDIT_MAIL: AUDITOR },
    });
    outside = {
      mailServer: smtpServer(config),
      audit: {
        key: auditKey({ AUDIT_SIGNING_KEY }),
        folder: new AuditFolder(join(directory, 'checkpoints')),
        mailTo: config.AUDIT_MAIL,
      },
    };
    await started.start();
  });
  afterAll(async () => {
    await Promise.all([smtp.close(), started.close()]);
    rmSync(directory, { recursive: true, force: true });
    await database.close();
  });
  beforeEach(() => smtp.received.splice(0));

  const owed = async (kind: string): Promise<string[]> =>
    (
      await database.owner.query(
        `select id from work_item where kind = $1 and state = 'ready' and due_at <= app.now() order by created_at`,
        [kind],
      )
    ).map(({ id }: { id: string }) => id);
  async function seal(elsewhere: Outside = outside): Promise<void> {
    const period = randomUUID();
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'sealAudit', { payload: { period }, dueAt: tx.now, dedupeKey: period }),
    );
    for (const kind of ['sealAudit', 'mailCheckpoint'])
      for (const id of await owed(kind)) await executeWorkItem(database.workerTransactions, id, elsewhere);
  }
  /** As if a day had gone by since the last one. */
  const anotherDay = () =>
    database.owner.query("update work_item set dedupe_key = id::text where kind = 'mailCheckpoint'");
  const attached = ({ mail }: ReceivedMail): { filename: string | null; text: string } => {
    const [attachment] = mail.attachments;
    return {
      filename: attachment?.filename ?? null,
      text: new TextDecoder().decode(attachment?.content as ArrayBuffer),
    };
  };
  function fsck(...more: string[]): string {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [FSCK, '--database', database.urls.owner, '--key', join(directory, 'audit.pub'), ...more],
      { encoding: 'utf8' },
    );
    return stdout + stderr;
  }

  it('goes nowhere without an address, and once a day with one', async () => {
    await seal({ ...outside, audit: { ...outside.audit, mailTo: undefined } });
    expect(smtp.received).toEqual([]);
    await seal();
    await seal();
    expect(smtp.received.map(({ to }) => to)).toEqual([[AUDITOR]]);
    const [received] = smtp.received;
    if (!received) throw new Error('nothing came');
    expect(received.mail.subject).toBe('Querraum: Prüfpunkt 2 / checkpoint 2');
    expect(received.mail.text).toMatch(
      /Nummer 2 von \d{4}-\d\d-\d\d \d\d:\d\d UTC, \d+ Einträge in \d+ Ketten, unterschrieben/,
    );
    expect(received.mail.messageId).toMatch(/^<checkpoint-1-2@/);
    expect(received.mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe');
    expect(attached(received).filename).toBe('checkpoint-001-00000002.json');
  });

  it('is a witness against somebody who has the database, its key and its folder', async () => {
    await anotherDay();
    await seal();
    const [received] = smtp.received;
    if (!received) throw new Error('nothing came');
    const witness = join(directory, attached(received).filename ?? '');
    writeFileSync(witness, attached(received).text);
    expect(fsck('--witness', witness)).toContain('sound');
    // The last hours were not to have been: the database tells nothing of them, nor does the folder.
    await database.owner.query(
      `create table kept_head as select * from audit_checkpoint_head where "number" = (select max("number") from audit_checkpoint)`,
    );
    await database.owner.query(
      'create table kept as select * from audit_checkpoint where "number" = (select max("number") from audit_checkpoint)',
    );
    await database.owner.query(
      'delete from audit_checkpoint_head where "number" = (select max("number") from audit_checkpoint)',
    );
    await database.owner.query('delete from audit_checkpoint where "number" = (select "number" from kept)');
    rmSync(join(directory, 'checkpoints', attached(received).filename ?? ''));
    const elsewhere = ['--checkpoints', join(directory, 'checkpoints')];
    expect(fsck(...elsewhere)).toContain('sound');
    expect(fsck(...elsewhere, '--witness', witness)).toContain(`${witness} is not in the database`);
    await database.owner.query('insert into audit_checkpoint select * from kept');
    await database.owner.query('insert into audit_checkpoint_head select * from kept_head');
    writeFileSync(witness, attached(received).text.replace(/"entries": \d+/, '"entries": 1'));
    expect(fsck('--witness', witness)).toMatch(/its signature is wrong[^]*says something else/);
  });

  it('waits for a mail server that is away, and a refusal is a failure that administrators see', async () => {
    await anotherDay();
    refusal = smtpError(451, 'later');
    await seal();
    const [later] = await database.owner.query(
      `select due_at > app.now() + interval '10 minutes' as later, state from work_item where kind = 'mailCheckpoint' and state = 'ready'`,
    );
    expect(later).toEqual({ later: true, state: 'ready' });
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where kind = 'mailCheckpoint'",
    );
    refusal = smtpError(550, 'nobody of that name');
    const [id = ''] = await owed('mailCheckpoint');
    const standing = () =>
      database.owner.query('select state, attempts, last_error as why from work_item where id = $1', [id]);
    for (let attempts = 1; attempts <= 8; attempts += 1) {
      await expect(executeWorkItem(database.workerTransactions, id, outside)).rejects.toThrow('nobody of that name');
      const state = attempts < 8 ? 'ready' : 'incident';
      expect(await standing()).toMatchObject([
        { state, attempts, why: expect.stringContaining('nobody of that name') },
      ]);
      await database.owner.query("update work_item set due_at = app.now() - interval '1 second' where id = $1", [id]);
    }
    expect(smtp.received).toEqual([]);
  });

  it('names nobody, in the log or to administrators, whom the mail server names as it refuses them', async () => {
    await anotherDay();
    refusal = smtpError(451, 'later');
    await seal();
    refusal = smtpError(550, `5.1.1 <${AUDITOR}>: Recipient address rejected`);
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second' where kind = 'mailCheckpoint' and state = 'ready'",
    );
    const ids = await owed('mailCheckpoint');
    const lines: string[] = [];
    const log = workerLog('info', { write: (line) => void lines.push(line) });
    await executeRing({ transactions: database.workerTransactions, outside, note: () => undefined, log }, ids);
    const [item] = await database.owner.query('select last_error as why from work_item where id = $1', ids);
    for (const words of [lines.join(''), item.why]) {
      expect(words).toContain('5.1.1 … Recipient address rejected');
      expect(words).not.toContain(AUDITOR);
    }
  });
});
