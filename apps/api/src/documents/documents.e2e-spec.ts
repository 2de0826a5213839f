import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentSummary, type ProblemBody, type ProjectDetail } from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, pdf, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type RequestOptions, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const PARTY = 'aylin.demirel';
const STRANGER = 'omar.haddad';
const ADMIN = 'katrin.moeller';
const UNKNOWN = '01926f00-0000-7000-8009-000000000999';
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

type File = [content: string | Buffer, name: string, field?: string];
function formOf(files: File[], fields: Record<string, string> = { title: 'Vermerk' }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [content, name, field = 'file'] of files)
    form.append(field, new Blob([new Uint8Array(Buffer.from(content))]), name);
  return form;
}

describe('documents', () => {
  let database: TestDatabase;
  let api: TestApi;
  let folder: string;
  let projectId: string;
  const send = (form: FormData, options: RequestOptions = {}, project = projectId) =>
    api.request<DocumentSummary & ProblemBody>('POST', `/projects/${project}/documents`, {
      as: LEAD,
      form,
      ...options,
    });
  const content = (id: string, query = '', as = PARTY) =>
    api.request<ProblemBody>('GET', `/documents/${id}/versions/1/content${query}`, { as });
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'querraum-uploads-'));
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { DOCUMENT_STORE: folder });
    const project = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: {
        title: 'Bewegungsräume Brunnenviertel',
        areas: [{ key: '013008' }],
        leadUnitId: DEMO_UNITS['BA-MITTE/SPK'],
        participants: [{ unitId: DEMO_UNITS['BA-MITTE/GES'], involvement: 'CO_SIGNATURE' }],
      },
    });
    projectId = project.body.id;
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('takes a file and gives it back as it was, with its hash as ETag', async () => {
    const bytes = pdf(`<</Length 300000>>\nstream\n${randomBytes(300_000).toString('latin1')}\nendstream`);
    const added = await send(formOf([[bytes, 'Beschluß Müllerstraße „neu“.pdf']]));
    expect(added.status).toBe(201);
    const document = DocumentSummary.parse(added.body);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(document.versions).toMatchObject([
      { number: 1, sha256, size: bytes.length, fileName: 'Beschluß Müllerstraße „neu“.pdf', author: 'Jonas Albrecht' },
    ]);
    expect((await api.request('GET', `/documents/${document.id}`, { as: PARTY })).body).toEqual(document);

    const response = await fetch(`${api.url}/documents/${document.id}/versions/1/content`, {
      headers: { authorization: `Bearer ${await api.tokenFor(PARTY)}` },
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      etag: `"${sha256}"`,
      'content-disposition':
        'attachment; filename="Beschlu_ M_llerstra_e _neu_.pdf"; ' +
        "filename*=UTF-8''Beschlu%C3%9F%20M%C3%BCllerstra%C3%9Fe%20%E2%80%9Eneu%E2%80%9C.pdf",
    });
  });

  it('shows inline only what was asked for inline, still without scripts', async () => {
    const { id } = (await send(formOf([['<script>alert(1)</script>', 'notiz.txt']]))).body;
    const shown = await content(id, '?disposition=inline');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="notiz.txt"/);
    expect(shown.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect((await content(id)).headers.get('content-disposition')).toMatch(/^attachment;/);
    const refused = await content(id, '?disposition=script');
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
  });

  describe('refuses, and keeps nothing', () => {
    const tooMuch = Buffer.alloc(26 * 1024 * 1024, 'a');
    const small: File = [PDF, 'a.pdf'];
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field${index}`, '']));
    it.each<[string, () => FormData, number, string]>([
      ['a form without file', () => formOf([]), 400, 'documentMissing'],
      ['a file in another field', () => formOf([[PDF, 'a.pdf', 'document']]), 400, 'invalidInput'],
      ['two files', () => formOf([small, small]), 400, 'invalidInput'],
      ['a missing title', () => formOf([small], {}), 400, 'invalidInput'],
      ['a title of blanks', () => formOf([small], { title: '   ' }), 400, 'invalidInput'],
      ['a NUL in the title', () => formOf([small], { title: 'a\0b' }), 400, 'invalidInput'],
      ['a field nobody asked for', () => formOf([small], { title: 'a', sha256: 'b' }), 400, 'invalidInput'],
      ['a title in parts', () => formOf([small], { 'title[a]': 'a' }), 400, 'invalidInput'],
      ['too many fields', () => formOf([small], { title: 'a', ...many }), 400, 'invalidInput'],
      ['an empty file', () => formOf([['', 'a.pdf']]), 415, 'documentKind'],
      ['a program', () => formOf([['MZ', 'setup.exe']]), 415, 'documentKind'],
      ['a program under another name', () => formOf([['MZ', 'rechnung.pdf']]), 415, 'documentKind'],
      ['a file over the limit', () => formOf([[tooMuch, 'a.txt']]), 413, 'documentTooLarge'],
    ])('%s', async (_what, form, status, code) => {
      const before = await files();
      const refused = await send(form());
      expect([refused.status, refused.body.code]).toEqual([status, code]);
      expect(await files()).toBe(before);
    });

    it('a file of somebody who may not attach it, who learns nothing about foreign projects', async () => {
      const before = await files();
      const byParty = await send(formOf([small]), { as: PARTY });
      expect([byParty.status, byParty.body.code]).toEqual([403, 'notLead']);
      for (const as of [STRANGER, ADMIN]) {
        const foreign = await send(formOf([small]), { as });
        const unknown = await send(formOf([small]), { as }, UNKNOWN);
        expect([foreign.status, foreign.body.detail]).toEqual([404, unknown.body.detail]);
      }
      expect((await send(formOf([small]), { as: undefined })).status).toBe(401);
      expect((await send(formOf([small]), { key: null })).body.code).toBe('idempotencyKeyRequired');
      expect(await files()).toBe(before);
    });

    it.each([
      ['JSON in place of a form', 'application/json', '{"title":"a"}', 'documentMissing'],
      ['a form without boundary', 'multipart/form-data', 'x', 'invalidInput'],
      [
        'a form that breaks off',
        'multipart/form-data; boundary=b',
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF',
        'invalidInput',
      ],
    ])('%s', async (_what, type, body, code) => {
      const before = await files();
      const response = await fetch(`${api.url}/projects/${projectId}/documents`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await api.tokenFor(LEAD)}`,
          'content-type': type,
          'idempotency-key': crypto.randomUUID(),
        },
        body,
      });
      expect([response.status, ((await response.json()) as ProblemBody).code]).toEqual([400, code]);
      expect(await files()).toBe(before);
    });
  });

  it('says in the language of the reader why a file is refused and what is allowed', async () => {
    const form = () => formOf([['MZ', 'setup.exe']]);
    expect((await send(form())).body.detail).toBe(
      'Diese Art von Datei ist nicht erlaubt: Endung „exe“. Erlaubt sind ' +
        'pdf, docx, xlsx, pptx, odt, ods, odp, txt, md, csv, png, jpg, jpeg, gif, webp, tif, tiff.',
    );
    expect((await send(form(), { headers: { 'accept-language': 'en' } })).body.detail).toContain('ending "exe"');
    const large = await send(formOf([[Buffer.alloc(26 * 1024 * 1024), 'a.pdf']]));
    expect(large.body.detail).toBe('Die Datei ist zu groß. Erlaubt sind 25 MB.');
  });

  it('takes names that would leave the folder or end a header for what they are', async () => {
    const names = ['../../../etc/passwd.pdf', 'a"\r\nset-cookie: x=y.pdf', '..\\..\\windows.pdf'];
    for (const name of names) {
      const { id } = (await send(formOf([[PDF, name]]))).body;
      const { headers } = await content(id);
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[^"\\/]+\.pdf"; filename\*=UTF-8''[\w.%-]+$/,
      );
    }
  });

  it('takes nothing from a form that reaches for prototypes', async () => {
    for (const name of ['__proto__[polluted]', 'constructor[prototype][polluted]']) {
      const taken = await send(formOf([[PDF, 'a.pdf']], { title: 'Vermerk', [name]: 'a' }));
      expect([taken.status, taken.body.title]).toEqual([201, 'Vermerk']);
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('attaches once when the same request comes twice at once, and refuses the key for another file', async () => {
    const key = crypto.randomUUID();
    const before = await files();
    const answers = await Promise.all([1, 2, 3].map(() => send(formOf([[PDF, 'a.pdf']]), { key })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const other = await send(formOf([[pdf('<</Other true>>'), 'a.pdf']]), { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotencyKeyReused']);
    expect(await files()).toBe(before + 1);
  });

  it('gives foreign and unknown documents the same answer', async () => {
    const { id } = (await send(formOf([[PDF, 'a.pdf']]))).body;
    for (const as of [STRANGER, ADMIN])
      for (const path of [`/documents/${id}`, `/documents/${id}/versions/1/content`, `/documents/${UNKNOWN}`]) {
        const { status, body } = await api.request<ProblemBody>('GET', path, { as });
        expect([status, body.detail]).toEqual([404, 'Das gibt es nicht, oder Sie haben keinen Zugang.']);
      }
    for (const number of ['2', '0', '-1', '1.5', 'x', '99999999999'])
      expect((await api.request('GET', `/documents/${id}/versions/${number}/content`, { as: LEAD })).status).toBe(404);
  });

  it('keeps nothing of a sender who goes away in the middle', async () => {
    const before = await files();
    const untilFiles = async (wanted: number) => {
      for (let turn = 0; turn < 200 && (await files()) !== wanted; turn += 1) await api.request('GET', '/health/live');
      expect(await files()).toBe(wanted);
    };
    const request = httpRequest(`${api.url}/projects/${projectId}/documents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.tokenFor(LEAD)}`,
        'idempotency-key': crypto.randomUUID(),
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '1000000',
      },
    });
    const closed = new Promise<void>((resolve) => request.on('error', () => undefined).on('close', resolve));
    request.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
    request.write(Buffer.alloc(200_000, 'a'));
    await untilFiles(before + 1);
    request.destroy();
    await closed;
    await untilFiles(before);
  });
});
