import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { auditKey, nextEntries, workItems, ENTRY_COLUMNS } from '@querraum/server';
import { ASKED_AUDIT, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { AuditFolder } from './audit-folder';
import { executeWorkItem } from './execute';
import type { Outside } from './jobs';

const AUDIT = resolve(__dirname, '../../../infra/audit');
const { forgeries: FORGERIES, entries: ENTRIES } = ASKED_AUDIT;

jest.setTimeout(600_000);

/** How fast this machine is: what so many small entries cost it when they are written and hashed, and nothing else. */
function secondsToHash(entries: number): number {
  const began = performance.now();
  for (let seq = 0; seq < entries; seq += 1)
    createHash('sha256')
      .update(JSON.stringify({ seq, at: '2027-01-01T00:00:00.000Z', title: 'Bewegungsräume im Kiez'.repeat(4) }))
      .digest('hex');
  return (performance.now() - began) / 1000;
}

describe('the audit, sealed by the hour and verified from outside', () => {
  let database: TestDatabase;
  let directory: string;
  let folder: string;
  let publicKey: string;
  let signing: Outside;

  beforeAll(async () => {
    database = await openTestDatabase();
    directory = mkdtempSync(join(tmpdir(), 'querraum-audit-'));
    folder = join(directory, 'checkpoints');
    mkdirSync(folder);
    publicKey = join(directory, 'audit.pub');
    const pair = generateKeyPairSync('ed25519');
    writeFileSync(publicKey, pair.publicKey.export({ type: 'spki', format: 'pem' }));
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    signing = {
      mailServer: undefined,
      audit: { key: auditKey({ AUDIT_SIGNING_KEY: pem }), folder: new AuditFolder(folder) },
    };
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await database.close();
  });

  /** A chain as the application makes them, without the project that it would tell of. */
  async function tell(chain: string, entries: number): Promise<void> {
    const tenant = '01926f00-0000-7000-8000-0000000000aa';
    const records = Array.from({ length: entries }, (_, index) => ({
      action: index === 0 ? 'project.created' : 'measure.changed',
      actor: index % 3 === 0 ? null : tenant,
      at: new Date(1_800_000_000_000 + index * 977),
      body: { data: { title: `Größe „${index}“`, number: index / 8, list: [null, true, { b: 1, a: [] }] } },
    }));
    const { rows, head } = nextEntries(chain, { seq: 0, hash: null }, records);
    await database.owner.query('insert into audit_chain values ($1, $2, $3, $4)', [tenant, chain, head.seq, head.hash]);
    await database.owner.query(
      `with given as (select * from json_to_recordset($3::json) as r(${ENTRY_COLUMNS})), entered as (
         insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
         select $1, $2, seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex') from given)
       insert into audit_body select $1, $2, seq, decode(salt, 'hex'), body from given`,
      [tenant, chain, JSON.stringify(rows)],
    );
  }
  async function seal(period: string, outside: Outside): Promise<void> {
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'sealAudit', { payload: { period }, dueAt: tx.now, dedupeKey: randomUUID() }),
    );
    const [{ id }] = await database.owner.query(
      "select id from work_item where state = 'ready' and payload ->> 'period' = $1",
      [period],
    );
    await executeWorkItem(database.workerTransactions, id, outside);
  }
  const run = (script: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(AUDIT, script), ...args], {
      encoding: 'utf8',
    });
    return { status, told: stdout + stderr };
  };
  const fsck = (...args: string[]) =>
    run('fsck.mjs', '--database', database.urls.owner, '--checkpoints', folder, '--key', publicKey, ...args);
  const checkpoints = () =>
    database.owner.query(
      `select "number", chains, entries::int, key_id is not null as signed, written_at is not null as written
       from audit_checkpoint order by 1`,
    );

  it('is sealed without a key too, and then not called signed', async () => {
    await tell(randomUUID(), 40);
    await seal('a', { mailServer: undefined });
    expect(await checkpoints()).toEqual([{ number: 1, chains: 1, entries: 40, signed: false, written: false }]);
    expect(fsck().told).toMatch(/1 checkpoints are not signed[^]*sound, 40 entries of 1 chains/);
  });

  it('seals a period once, owes the next hour, and writes what the folder does not have', async () => {
    for (let chain = 0; chain < 9; chain += 1) await tell(randomUUID(), 5 + 3 * chain);
    await seal('b', signing);
    await seal('b', signing);
    expect(await checkpoints()).toEqual([
      { number: 1, chains: 1, entries: 40, signed: false, written: true },
      { number: 2, chains: 10, entries: 193, signed: true, written: true },
    ]);
    expect(readdirSync(folder)).toEqual(['checkpoint-001-00000001.json', 'checkpoint-001-00000002.json']);
    const owed = await database.owner.query(
      "select due_at > app.now() as later from work_item where kind = 'sealAudit' and state = 'ready'",
    );
    expect(owed).toEqual([{ later: true }]);
    expect(fsck()).toMatchObject({ status: 0 });
  });

  it('binds only the heads that moved, and all of them by the root', async () => {
    await tell(randomUUID(), 7);
    await seal('c', signing);
    expect(await database.owner.query('select count(*)::int as n from audit_checkpoint_head where number = 3')).toEqual(
      [{ n: 1 }],
    );
    expect(fsck().told).toMatch(/sound, 200 entries of 11 chains, 3 checkpoints/);
  });

  it('never writes over a file that says something else', async () => {
    const file = join(folder, 'checkpoint-001-00000004.json');
    for (const torn of ['{}', '{"checkpoint": {']) {
      writeFileSync(file, torn);
      expect(fsck()).toMatchObject({ status: 1, told: expect.stringContaining('00000004.json cannot be read') });
    }
    await expect(seal('d', signing)).rejects.toThrow('says something else');
    rmSync(file);
    await database.owner.query(
      "update work_item set due_at = app.now() - interval '1 second', state = 'ready' where payload ->> 'period' = 'd'",
    );
    await seal('d', signing);
    expect((await checkpoints()).at(-1)).toMatchObject({ number: 4, written: true });
  });

  it('shows each forgery that somebody with all rights can make', () => {
    const { status, told } = run(
      'hammer.mjs',
      ...[
        '--database',
        database.urls.superuser,
        '--checkpoints',
        folder,
        '--key',
        publicKey,
        '--mutations',
        String(FORGERIES),
      ],
    );
    process.stdout.write(told);
    expect(told).toContain(`${FORGERIES} of ${FORGERIES} forgeries seen`);
    expect(status).toBe(0);
  });

  it('names the fault and ends with 1; who cannot look ends with 2', async () => {
    await database.owner.query(
      "update audit_entry set action = 'forged' where seq = 2 and chain = (select chain from audit_chain where head_seq = 40)",
    );
    const { status, told } = fsck();
    expect(told).toMatch(/FAULT entry 2 of chain .*: its hash is that of another entry/);
    expect(status).toBe(1);
    await database.owner.query("update audit_entry set action = 'measure.changed' where action = 'forged'");
    expect(fsck()).toMatchObject({ status: 0 });
    expect(run('fsck.mjs', '--database', database.urls.worker)).toMatchObject({ status: 2 });
    expect(run('fsck.mjs', '--database', database.urls.owner, '--key', '/nowhere')).toMatchObject({ status: 2 });
  });

  it('shows a file that is gone, one that was changed, and a checkpoint that the database lost', async () => {
    const file = join(folder, 'checkpoint-001-00000002.json');
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    expect(fsck().told).toContain('checkpoint 2: its file is gone');
    writeFileSync(file, text.replace('"chains": 10', '"chains": 11'));
    expect(fsck().told).toMatch(/checkpoint 2: its signature is wrong[^]*says something else/);
    writeFileSync(file, text);
    await database.owner.query('create table kept as select * from audit_checkpoint where number = 4');
    await database.owner.query('delete from audit_checkpoint where number = 4');
    expect(fsck().told).toContain('checkpoint-001-00000004.json is not in the database');
    await database.owner.query('insert into audit_checkpoint select * from kept');
    expect(fsck()).toMatchObject({ status: 0 });
  });

  it('tells of a restore that the auditor does not know of', async () => {
    await database.owner.query("insert into epoch values (2, app.now(), 'restore')");
    await seal('after the restore', signing);
    expect(fsck()).toMatchObject({ status: 1, told: expect.stringContaining('the database was restored: epoch 2') });
    expect(fsck('--epoch', '2')).toMatchObject({ status: 0 });
  });

  it(`verifies ${ENTRIES} entries in a few seconds`, async () => {
    const chains = ENTRIES / 200;
    for (let chain = 0; chain < chains; chain += 1) await tell(randomUUID(), 200);
    await seal('full', signing);
    const { told, status } = fsck('--epoch', '2');
    process.stdout.write(told);
    expect(status).toBe(0);
    const seconds = Number(/\(([\d.]+) s\)/.exec(told)?.[1]);
    expect(seconds).toBeLessThan(Math.max(5, 16 * secondsToHash(ENTRIES)));
  });
});
