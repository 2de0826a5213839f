import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { auditKey, type AuditKey, ProjectsService } from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { AuditFolder } from '../audit-folder';
import { executeWorkItem } from '../execute';
import { releaseDeletion, yearsOver } from '../testing/released-deletion';
import { callerOf } from '../testing/started-run';
import type { Outside } from './job';

const BEGIN_EPOCH = resolve(__dirname, '../../../../infra/backup/begin-epoch.mjs');

function keyPair(): { key: AuditKey | undefined; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const AUDIT_SIGNING_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    key: auditKey({ AUDIT_SIGNING_KEY }),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

describe('what is known of deletions outside of the database', () => {
  let database: TestDatabase;
  let directory: string;
  let folder: string;
  let publicKey: string;
  let outside: Outside;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    directory = mkdtempSync(join(tmpdir(), 'querraum-deletions-'));
    folder = join(directory, 'checkpoints');
    mkdirSync(folder);
    publicKey = join(directory, 'audit.pub');
    const { key, publicPem } = keyPair();
    writeFileSync(publicKey, publicPem);
    outside = { mailServer: undefined, audit: { key, folder: new AuditFolder(folder) } };
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await database.close();
  });

  async function releasedProject(): Promise<string> {
    const { id } = await new ProjectsService(database.transactions).create(callerOf('jonas.albrecht'), randomUUID(), {
      ...{ title: 'Schulhof', description: '', fields: {}, participants: [] },
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
    });
    await yearsOver(database, id);
    await releaseDeletion(database, id);
    return id;
  }
  const isThere = async (projectId: string): Promise<boolean> =>
    (await database.owner.query('select from project where id = $1', [projectId])).length > 0;
  const owed = async (projectId: string): Promise<string[]> => {
    const rows: { id: string }[] = await database.owner.query(
      "select id from work_item where kind = 'deleteProject' and payload ->> 'projectId' = $1 and state = 'ready'",
      [projectId],
    );
    return rows.map(({ id }) => id);
  };
  /** One piece of what is owed. */
  async function work(projectId: string, elsewhere = outside): Promise<void> {
    for (const id of await owed(projectId)) {
      await database.owner.query("update work_item set due_at = now() - interval '1 second' where id = $1", [id]);
      await executeWorkItem(database.workerTransactions, id, elsewhere);
    }
  }
  async function workOff(projectId: string): Promise<void> {
    for (let pieces = 0; (await owed(projectId)).length > 0; pieces += 1) {
      expect(pieces).toBeLessThan(20);
      await work(projectId);
    }
  }
  const noteOf = (projectId: string): string | undefined =>
    readdirSync(folder).find((name) => name.startsWith('deletion-') && name.includes(projectId));
  /** As if the database were that of an instant before somebody released the deletion. */
  async function asBeforeRelease(projectId: string): Promise<void> {
    await database.owner.query('delete from project_deletion where project_id = $1', [projectId]);
    await database.owner.query("delete from work_item where kind = 'deleteProject' and payload ->> 'projectId' = $1", [
      projectId,
    ]);
  }
  function beginEpoch(...more: string[]): string[] {
    const args = [BEGIN_EPOCH, '--reason', 'test', '--database', database.urls.owner, ...more];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.split('\n').filter((line) => /is there again|cannot be read/.test(line));
  }
  const restored = () => beginEpoch('--checkpoints', folder, '--key', publicKey);

  it('is there before anything is gone; as long as the folder is away, nothing goes', async () => {
    const projectId = await releasedProject();
    const away = { ...outside, audit: { key: undefined, folder: { write: () => Promise.reject(new Error('away')) } } };
    for (let tries = 0; tries < 3; tries += 1) await expect(work(projectId, away)).rejects.toThrow('away');
    expect(await database.owner.query('select from project_party where project_id = $1', [projectId])).not.toEqual([]);
    expect(noteOf(projectId)).toBeUndefined();
    await workOff(projectId);
    expect(await isThere(projectId)).toBe(false);
    const note = readFileSync(join(folder, noteOf(projectId) ?? ''), 'utf8');
    expect(JSON.parse(note)).toMatchObject({
      deletion: { projectId, retainUntil: '2020-12-31', answer: 'waived', begunAt: expect.stringMatching(/Z$/) },
      signature: expect.stringMatching(/^[0-9a-f]{128}$/),
    });
    // Neither what it was about nor who said so.
    expect(note).not.toMatch(/Schulhof|Zweite Person/);
  });

  it('has it done once more when a restore has brought the project back', async () => {
    const projectId = await releasedProject();
    await work(projectId);
    await asBeforeRelease(projectId);
    expect(restored()).toEqual([expect.stringMatching(/^ {2}SPK \d+\/\d{4} is there again, .*deleted once more$/)]);
    // Restored once more behind both, of which there are notes: it is owed once.
    await work(projectId);
    await asBeforeRelease(projectId);
    expect(restored()).toHaveLength(1);
    expect(await owed(projectId)).toHaveLength(1);
    await workOff(projectId);
    expect(await isThere(projectId)).toBe(false);
    // Of each time, which is of another epoch, there is a note.
    expect(readdirSync(folder).filter((name) => name.includes(projectId))).toHaveLength(3);
    expect(restored()).toEqual([]);
  });

  it('lets it be when something has come up against it that the restored house knows', async () => {
    const projectId = await releasedProject();
    await work(projectId);
    await asBeforeRelease(projectId);
    await database.owner.query("update project set retain_until = '2099-12-31' where id = $1", [projectId]);
    expect(restored()).toHaveLength(1);
    await workOff(projectId);
    expect(await isThere(projectId)).toBe(true);
    const [deletion] = await database.owner.query(
      'select state, stopped_because from project_deletion where project_id = $1',
      [projectId],
    );
    expect(deletion).toEqual({ state: 'stopped', stopped_because: expect.stringContaining('länger aufzubewahren') });
    // People have the word now: another restore does not take it from them.
    expect(restored()).toEqual([]);
    expect(await owed(projectId)).toEqual([]);
  });

  it('is not believed without the signature of the house, and whoever restores hears of it', async () => {
    const projectId = await releasedProject();
    await work(projectId);
    await asBeforeRelease(projectId);
    const file = join(folder, noteOf(projectId) ?? '');
    const sealed = JSON.parse(readFileSync(file, 'utf8'));
    const tellsOf = (forged: object): string[] => {
      rmSync(file, { force: true });
      writeFileSync(file, JSON.stringify(forged));
      return restored();
    };
    expect(tellsOf({ ...sealed, keyId: null, signature: null })).toEqual([expect.stringContaining('is not signed')]);
    expect(tellsOf({ ...sealed, keyId: '0'.repeat(16) })).toEqual([expect.stringContaining('was not given')]);
    const elsewhere = { ...sealed, deletion: { ...sealed.deletion, releasedAt: '2020-01-01T00:00:00.000Z' } };
    expect(tellsOf(elsewhere)).toEqual([expect.stringContaining('its signature is wrong')]);
    const torn = join(folder, 'deletion-001-torn.json');
    writeFileSync(torn, '{ "deletion": {');
    expect(restored()).toContain('  deletion-001-torn.json cannot be read');
    rmSync(torn);
    expect(await owed(projectId)).toEqual([]);
    rmSync(file);
    expect(beginEpoch()).toEqual([expect.stringContaining('no folder of checkpoints was given')]);
    expect(await isThere(projectId)).toBe(true);
  });

  it('never begins an epoch that the folder knows already, also when a restore goes behind another one', async () => {
    const epochs = readdirSync(folder).map((name) => Number(name.split('-')[1]));
    await database.owner.query('delete from epoch where "number" > 1');
    await database.owner.query("delete from work_item where kind = 'sealAudit'");
    restored();
    const [{ epoch }] = await database.owner.query('select app.epoch() as epoch');
    expect(epoch).toBe(Math.max(...epochs) + 1);
    expect(epoch).toBeGreaterThan(2);
  });
});
