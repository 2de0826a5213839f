import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Legal } from '@querraum/contracts';
import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { readLegal } from './legal-files';

describe('the texts of the operator', () => {
  let database: TestDatabase;
  let api: TestApi;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'querraum-legal-'));
    database = await openTestDatabase();
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('are open to everyone, and what is not filled in is said to be missing', async () => {
    const { status, body } = await api.request('GET', '/legal');
    expect(status).toBe(200);
    expect(Legal.parse(body)).toMatchObject({ imprint: null, privacy: null, barrierMail: null });
  });

  it('are read from files; the statement that is shipped can be used', () => {
    const imprint = { sections: [{ heading: { de: 'Anbieter', en: 'Provider' }, paragraphs: [{ de: 'a', en: 'b' }] }] };
    writeFileSync(join(folder, 'imprint.json'), JSON.stringify(imprint));
    expect(readLegal(folder)).toEqual({ imprint, privacy: null, accessibility: null });
    expect(readLegal('infra/legal').accessibility).toMatchObject({ conformance: 'partial' });
  });

  it('are refused at start, by name and with every fault, when they cannot be used', () => {
    writeFileSync(join(folder, 'privacy.json'), '{ no json');
    expect(() => readLegal(folder)).toThrow(/privacy\.json ist kein JSON/);
    writeFileSync(join(folder, 'privacy.json'), JSON.stringify({ html: '<script>' }));
    expect(() => readLegal(folder)).toThrow(/privacy\.json ist nicht zu gebrauchen[^]*sections/);
  });
});
