import { ProcedureDetail, ProcedureSummary } from '@querraum/contracts';
import { bundleHash } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../testing';

describe('procedures', () => {
  let database: TestDatabase;
  let api: TestApi;
  const list = async (as: string) => {
    const { status, body } = await api.request('GET', '/procedures', { as });
    expect(status).toBe(200);
    return z.object({ items: z.array(ProcedureSummary) }).parse(body).items;
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('offers the co-signature of four departments in each Bezirksamt', async () => {
    const [mitte, pankow, senate] = await Promise.all(['jonas.albrecht', 'lukas.hartwig', 'pia.lorenz'].map(list));
    for (const procedures of [mitte, pankow])
      expect(procedures).toMatchObject([
        {
          key: 'co-signature-four-departments',
          version: 1,
          name: { de: 'Mitzeichnung vier Ressorts mit Schlusszeichnung' },
        },
      ]);
    expect(senate).toEqual([]);
  });

  it('shows the definition with the hash that pins a run to it', async () => {
    const [summary] = await list('jonas.albrecht');
    const { body } = await api.request('GET', `/procedures/${summary?.id}`, { as: 'jonas.albrecht' });
    const procedure = ProcedureDetail.parse(body);
    expect(procedure.hash).toBe(bundleHash({ semantics: 1, definition: procedure.definition }));
    expect(procedure.definition.nodes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['start', 'coSignatureRound', 'exclusiveGateway', 'finalSignature', 'end']),
    );
  });

  it('answers for the procedure of a foreign house as for an unknown one', async () => {
    const [foreign] = await list('lukas.hartwig');
    for (const id of [foreign?.id, crypto.randomUUID(), 'x']) {
      const { status, body } = await api.request('GET', `/procedures/${id}`, { as: 'jonas.albrecht' });
      expect([status, body]).toEqual([404, expect.objectContaining({ code: 'notFound' })]);
    }
  });
});
