import { Client, type ClientConfig } from 'pg';
import { DEMO, openTestDatabase, type TestDatabase } from '../../testing';
import { type Asking, Journey } from './journey';

const asking = (text: string, values: unknown[] = []): Asking => ({ name: text.slice(0, 60), text, values });
const BEGIN = asking('begin');
const COMMIT = asking('commit');
const NUMBER = (value: unknown) => asking('select $1::int as number', [value]);

describe('a journey of several statements', () => {
  let database: TestDatabase;
  let client: Client;
  const send = (...askings: Asking[]) => new Journey(askings).over(client);
  const commands = async (...askings: Asking[]) => (await send(...askings)).map(({ command }) => command);

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    client = new Client({ connectionString: database.urls.api, pipeline: true } as ClientConfig);
    client.on('error', () => undefined);
    await client.connect();
  });
  afterEach(() => client.end());

  it('gives each its rows, the first time and when the connection knows them', async () => {
    const values = ['größe', { list: [1] }, ['a"b', null], new Date(0), Buffer.from('ab')];
    const all = asking(
      'select $1::text as t, $2::jsonb as j, $3::text[] as l, $4::timestamptz as at, $5::bytea as b',
      values,
    );
    for (const _ of [1, 2]) {
      const [, first, second, end] = await send(BEGIN, all, NUMBER(7), COMMIT);
      expect(first?.rows).toEqual([
        { t: 'größe', j: { list: [1] }, l: ['a"b', null], at: new Date(0), b: Buffer.from('ab') },
      ]);
      expect([second?.rows, end?.command]).toEqual([[{ number: 7 }], 'COMMIT']);
    }
  });

  it('asks the database to answer once', async () => {
    let answers = 0;
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on('readyForQuery', () => (answers += 1));
    await send(BEGIN, NUMBER(1), NUMBER(2), COMMIT);
    expect(answers).toBe(1);
  });

  it('takes statements without a name and such without rows', async () => {
    const plain = { text: 'select 1 as one', values: [] };
    const [, set, one] = await send(BEGIN, asking("set local app.nothing = 'x'"), plain, COMMIT);
    expect([set?.rows, one?.rows]).toEqual([[], [{ one: 1 }]]);
  });

  it('does nothing of what comes after a failure, and says which one it was', async () => {
    const journey = new Journey([
      BEGIN,
      NUMBER('no number'),
      asking("select set_config('app.after', 'x', false)"),
      COMMIT,
    ]);
    await expect(journey.over(client)).rejects.toMatchObject({ code: '22P02' });
    expect(journey.at).toBe(1);
    await expect(client.query('commit')).resolves.toMatchObject({ command: 'ROLLBACK' });
    const [after] = await send(asking("select current_setting('app.after', true) as after"));
    expect(after?.rows).toEqual([{ after: null }]);
  });

  it.each([
    ['a value', NUMBER('no number'), NUMBER(3)],
    ['its text', asking('select nothing from nowhere'), NUMBER(4)],
  ])('knows after the failure of %s which names the connection has', async (_, failing, good) => {
    const behind = asking('select 5 as five');
    for (const __ of [1, 2]) {
      await expect(send(BEGIN, failing, behind, COMMIT)).rejects.toMatchObject({ code: expect.any(String) });
      await client.query('rollback');
    }
    expect(await commands(BEGIN, good, behind, COMMIT)).toEqual(['BEGIN', 'SELECT 1', 'SELECT 1', 'COMMIT']);
  });

  it('fails for a value that cannot be sent, and leaves the connection as it was', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    await expect(send(BEGIN, asking('select $1::jsonb', [circle]), COMMIT)).rejects.toThrow('circular');
    expect(await commands(BEGIN, NUMBER(6), COMMIT)).toEqual(['BEGIN', 'SELECT 1', 'COMMIT']);
  });

  it('may set out while another is under way', async () => {
    const both = await Promise.all([send(BEGIN, NUMBER(1)), send(NUMBER(2), COMMIT)]);
    expect(both.map((answers) => answers.flatMap(({ rows }) => rows))).toEqual([[{ number: 1 }], [{ number: 2 }]]);
  });

  it('fails when the connection dies, also when it is dead already', async () => {
    await expect(send(asking('select pg_terminate_backend(pg_backend_pid())'))).rejects.toMatchObject({
      code: '57P01',
    });
    await expect(send(NUMBER(1))).rejects.toMatchObject({ message: expect.any(String) });
  });
});
