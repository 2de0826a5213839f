import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DOCUMENT_LIMIT_BYTES } from '@querraum/contracts';
import { DomainError } from '../platform';
import { checkUpload } from './check-upload';
import { DocumentStore } from './document-store';
import {
  GIF,
  JPEG,
  objectStream,
  PDF,
  pdf,
  PNG,
  png,
  sheetParts,
  slideParts,
  textParts,
  tiff,
  webp,
  withRelationship,
  wordParts,
  zip,
} from './documents.fixture';
import { hostileFiles, HOSTILE_NAMES } from './hostile-files.fixture';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

let folder: string;
let store: DocumentStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'querraum-check-'));
  store = new DocumentStore({ DOCUMENT_STORE: folder });
});
afterAll(() => rm(folder, { recursive: true }));

async function check(name: string, content: Buffer | string) {
  const received = await store.receive(Readable.from([Buffer.from(content)], { objectMode: false }));
  try {
    return await checkUpload(received, name);
  } finally {
    await store.discard(received.path);
  }
}

describe('what may be attached', () => {
  it.each([
    ['Vermerk.pdf', PDF, 'application/pdf'],
    ['Vermerk.PDF', PDF, 'application/pdf'],
    ['Plan.png', PNG, 'image/png'],
    ['Foto.jpeg', JPEG, 'image/jpeg'],
    ['Notiz.txt', 'Grüße aus dem Brunnenviertel – „gut“ 👍', 'text/plain'],
    ['Notiz.md', '# Titel\n<script>alert(1)</script>', 'text/plain'],
    ['BM.txt', 'BMI und andere Abkürzungen', 'text/plain'],
    ['Liste.csv', 'Name;Betrag\nBolzplatz;-12,50\nSpielplatz;+49 30 123', 'text/csv'],
    ['Bild.gif', GIF, 'image/gif'],
    ['Bild.webp', webp(640, 480), 'image/webp'],
    ['Scan.tif', tiff(2_480, 3_508), 'image/tiff'],
    ['Gepackt.pdf', pdf(objectStream('<</Type/Page>>')), 'application/pdf'],
    ['Vorlage.docx', zip(wordParts()), `${OPEN_XML}.wordprocessingml.document`],
    ['Verweis.docx', zip(withRelationship('hyperlink', 'https://berlin.de/')), `${OPEN_XML}.wordprocessingml.document`],
    ['Tabelle.xlsx', zip(sheetParts()), `${OPEN_XML}.spreadsheetml.sheet`],
    ['Folien.pptx', zip(slideParts()), `${OPEN_XML}.presentationml.presentation`],
    [
      'Diagramm.pptx',
      zip([...slideParts(), { name: 'ppt/embeddings/Tabelle.xlsx', content: zip(sheetParts()) }]),
      `${OPEN_XML}.presentationml.presentation`,
    ],
    ['Vorlage.odt', zip(textParts()), `${OPEN_DOCUMENT}.text`],
    ['Tabelle.ods', zip(textParts(`${OPEN_DOCUMENT}.spreadsheet`)), `${OPEN_DOCUMENT}.spreadsheet`],
    ['Folien.odp', zip(textParts(`${OPEN_DOCUMENT}.presentation`)), `${OPEN_DOCUMENT}.presentation`],
  ])('takes %s', async (name, content, mediaType) => {
    expect(await check(name, content)).toEqual({ mediaType, fileName: name });
  });

  it('takes a text whose letters are cut in two between chunks', async () => {
    const text = `${'x'.repeat(64 * 1024 - 1)}ü${'ß'.repeat(40_000)}`;
    expect(await check('lang.txt', text)).toMatchObject({ mediaType: 'text/plain' });
  });
});

/** Made once: some are bombs. */
const HOSTILE = hostileFiles();

describe('hostile and wrong uploads', () => {
  it('are many', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(100);
    expect(new Set(HOSTILE.map(({ what }) => what)).size).toBe(HOSTILE.length);
  });

  it.each(HOSTILE)('refuses $what', async ({ name, content }) => {
    const refused = await check(name, content).catch((error: unknown) => error);
    if (!(refused instanceof DomainError)) throw new Error(`taken: ${JSON.stringify(refused)}, ${String(refused)}`);
    expect(refused.code).toBe('documentKind');
    expect(refused.details.reason).toMatchObject({ de: expect.any(String), en: expect.any(String) });
    expect(refused.details.allowed).toContain('pdf, docx, xlsx');
  });

  it.each([
    ['a program', 'setup.exe', Buffer.from('MZ'), /Endung „exe“/],
    ['another image', 'foto.jpg', PNG, /erkannt: image\/png/],
    ['macros', 'a.docx', zip([...wordParts(), { name: 'word/vbaProject.bin', content: 'x' }]), /Makros/],
    ['what is loaded from elsewhere', 'a.docx', zip(withRelationship('image', 'http://x.example')), /von außen.*image/],
    ['too many pixels', 'a.png', png(100_000, 100_000), /Bildpunkte/],
    ['no text', 'a.txt', Buffer.from([0xff]), /UTF-8/],
  ])('says what is wrong: %s', async (_what, name, content, reason) => {
    const refused = await check(name, content).catch((error: unknown) => error);
    if (!(refused instanceof DomainError)) throw refused;
    expect(refused.details.reason).toMatchObject({ de: expect.stringMatching(reason) });
  });

  it('stops reading at the limit, says which, and leaves nothing behind', async () => {
    let given = 0;
    const endless = new Readable({
      read() {
        given += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    const refused = await store.receive(endless).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'documentTooLarge', details: { limit: 25 } });
    expect(given).toBeLessThan(DOCUMENT_LIMIT_BYTES + 1_000_000);
    expect(endless.destroyed).toBe(true);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('takes a file of exactly the limit', async () => {
    const received = await store.receive(
      Readable.from([Buffer.alloc(DOCUMENT_LIMIT_BYTES, 'a')], { objectMode: false }),
    );
    expect(received.size).toBe(DOCUMENT_LIMIT_BYTES);
    await store.discard(received.path);
  });

  it('leaves nothing behind when the sender goes away in the middle', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('gone');
      })(),
    );
    await expect(store.receive(broken)).rejects.toThrow('gone');
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});

describe('file names', () => {
  it.each(HOSTILE_NAMES)('keeps of %j only what people need', async (sent, kept) => {
    expect((await check(sent, PDF)).fileName).toBe(kept);
  });
});
