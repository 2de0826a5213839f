import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DOCUMENT_LIMIT_BYTES } from '@querraum/contracts';
import { DomainError } from '../platform';
import { checkUpload } from './check-upload';
import { DocumentStore } from './document-store';
import { JPEG, PDF, PNG, textParts, wordParts, zip } from './documents.fixture';

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

const macros = { name: 'word/vbaProject.bin', content: 'macro' };
const utf16 = Buffer.from('\ufeffVermerk', 'utf16le');
const gigabytes = { name: 'word/media/a.bin', content: 'x', claims: { unpacked: 0xfffffffe } };
const encrypted = { name: 'word/secret.xml', content: 'x', claims: { flags: 1 } };
const manyEntries = Array.from({ length: 5_001 }, (_, index) => ({ name: `word/media/${index}`, content: '' }));

describe('what may be attached', () => {
  it.each([
    ['Vermerk.pdf', PDF, 'application/pdf'],
    ['Vermerk.PDF', PDF, 'application/pdf'],
    ['Plan.png', PNG, 'image/png'],
    ['Foto.jpeg', JPEG, 'image/jpeg'],
    ['Notiz.txt', 'Grüße aus dem Brunnenviertel – „gut“ 👍', 'text/plain'],
    ['Notiz.md', '# Titel\n<script>alert(1)</script>', 'text/plain'],
    ['BM.txt', 'BMI und andere Abkürzungen', 'text/plain'],
    ['Vorlage.docx', zip(wordParts()), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Vorlage.odt', zip(textParts()), 'application/vnd.oasis.opendocument.text'],
  ])('takes %s', async (name, content, mediaType) => {
    expect(await check(name, content)).toEqual({ mediaType, fileName: name });
  });

  it('takes a text whose letters are cut in two between chunks', async () => {
    const text = `${'x'.repeat(64 * 1024 - 1)}ü${'ß'.repeat(40_000)}`;
    expect(await check('lang.txt', text)).toMatchObject({ mediaType: 'text/plain' });
  });
});

describe('hostile and wrong uploads', () => {
  it.each<[string, string, Buffer | string, RegExp]>([
    ['an empty file', 'leer.pdf', '', /leer/],
    ['a program', 'setup.exe', 'MZ', /Endung „exe“/],
    ['a name without ending', 'Vermerk', PDF, /Endung „“/],
    [
      'a program under the name of a PDF',
      'rechnung.pdf',
      Buffer.concat([Buffer.from('MZ'), randomBytes(400)]),
      /Endung/,
    ],
    ['a page of HTML under the name of a PDF', 'seite.pdf', '<html><script>alert(1)</script></html>', /unbekannt/],
    ['an SVG with a script', 'bild.svg', '<svg onload="alert(1)"/>', /Endung „svg“/],
    ['an SVG under the name of a PNG', 'bild.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', /Endung/],
    ['a GIF that is also a script, as JPEG', 'bild.jpg', 'GIF89a/*;*/=1;alert(1)', /image\/gif/],
    ['a PDF under the name of a text', 'vermerk.docx', PDF, /beschädigt/],
    ['a PNG under the name of a JPEG', 'foto.jpg', PNG, /image\/png/],
    ['bytes under the name of a text', 'daten.txt', Buffer.from([0x41, 0xff, 0xfe]), /UTF-8/],
    ['a text that breaks off in a letter', 'daten.txt', Buffer.from('Grüß').subarray(0, -1), /UTF-8/],
    ['a text with a NUL', 'daten.txt', 'a\0b', /UTF-8/],
    ['a text in UTF-16', 'daten.txt', utf16, /UTF-8/],
    ['a Word document with macros', 'a.docx', zip([...wordParts(), macros]), /Makros/],
    [
      'macros under another case',
      'a.docx',
      zip([...wordParts(), { ...macros, name: 'word/VBAPROJECT.BIN' }]),
      /Makros/,
    ],
    [
      'a document of the kind with macros',
      'a.docx',
      zip(wordParts('application/vnd.ms-word.document.macroEnabled.main+xml')),
      /Makros/,
    ],
    ['a control of ActiveX', 'a.docx', zip([...wordParts(), { name: 'word/activeX/a.bin', content: '' }]), /Makros/],
    ['an OpenDocument text with Basic', 'a.odt', zip([...textParts(), { name: 'Basic/a.xml', content: '' }]), /Makros/],
    [
      'a spreadsheet under the name of a text',
      'a.odt',
      zip(textParts('application/vnd.oasis.opendocument.spreadsheet')),
      /kein/,
    ],
    ['any archive under the name of a document', 'a.docx', zip([{ name: 'a.txt', content: 'a' }]), /kein Word/],
    ['an archive that claims gigabytes', 'a.docx', zip([...wordParts(), gigabytes]), /beschädigt/],
    ['an archive of thousands of parts', 'a.docx', zip([...wordParts(), ...manyEntries]), /beschädigt/],
    [
      'a table of contents that unpacks to more than it may',
      'a.docx',
      zip(wordParts('x'.repeat(3_000_000))),
      /kein Word/,
    ],
    [
      'an archive with a name that leaves the folder',
      'a.docx',
      zip([...wordParts(), { name: '../x', content: '' }]),
      /beschädigt/,
    ],
    ['an archive with two parts of one name', 'a.docx', zip([...wordParts(), ...wordParts()]), /beschädigt/],
    ['an encrypted part', 'a.docx', zip([...wordParts(), encrypted]), /beschädigt/],
    ['something hidden behind the archive', 'a.docx', zip(wordParts(), { after: '<script>' }), /beschädigt/],
    ['an archive cut short', 'a.docx', zip(wordParts()).subarray(0, -30), /beschädigt/],
  ])('refuses %s', async (_what, name, content, reason) => {
    const refused = await check(name, content).catch((error: unknown) => error);
    if (!(refused instanceof DomainError)) throw new Error(`taken: ${JSON.stringify(refused)}`);
    expect(refused.code).toBe('documentKind');
    expect(refused.details.reason).toMatchObject({ de: expect.stringMatching(reason), en: expect.any(String) });
    expect(refused.details.allowed).toBe('pdf, docx, odt, txt, md, png, jpg, jpeg');
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
  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\ada\\Vermerk.pdf', 'Vermerk.pdf'],
    ['Ver\r\nSet-Cookie: a=b\0.pdf', 'VerSet-Cookie: a=b.pdf'],
    ['gnp\u202efdp.pdf', 'gnpfdp.pdf'],
    ['Gru\u0308ße.pdf', 'Grüße.pdf'],
    ['  .pdf', 'Dokument.pdf'],
    [`${'ü'.repeat(300)}.pdf`, `${'ü'.repeat(196)}.pdf`],
  ])('keeps of %j only what people need', async (sent, kept) => {
    expect((await check(sent, PDF)).fileName).toBe(kept);
  });
});
