import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { pdf, PNG, textParts, wordText, zip } from './documents.fixture';
import { readText, type TextThread } from './read-text';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.text';
const PDF = 'application/pdf';
const THREAD: TextThread = { program: join(__dirname, 'text-thread.ts') };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'querraum-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(mediaType: string, content: Buffer | string, thread = THREAD) {
  const bytes = Buffer.from(content);
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return readText(path, { mediaType, size: bytes.length }, thread);
}

/** A page with these lines, as a program for letters would write it. */
function page(...lines: string[]): Buffer {
  const content = `BT /F1 12 Tf 14 TL 72 720 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const packed = deflateSync(Buffer.from(content, 'latin1')).toString('latin1');
  return Buffer.from(
    `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Filter/FlateDecode/Length ${packed.length}>> stream
${packed}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj
trailer <</Root 1 0 R>>
%%EOF
`,
    'latin1',
  );
}

describe('the text of a document', () => {
  it('is that of a text file, line by line', async () => {
    expect(await read('text/plain', 'Anlass\r\n\r\n  Der   Bolzplatz  \n')).toEqual({
      status: 'ready',
      text: 'Anlass\nDer Bolzplatz',
    });
  });

  it.each<[string, Buffer | string, string]>([
    [
      'with the marks of other programs',
      '\ufeffAnlass\rder\u2028Bolz\u0000platz\u0085\n\n \t\r\n',
      'Anlass\nder Bolz platz',
    ],
    ['in another encoding, as well as can be', Buffer.from('Grüße im Menü', 'latin1'), 'Gr\ufffd\ufffde im Men\ufffd'],
    ['of nothing', '', ''],
    ['of blanks', ' \r\n\t', ''],
  ])('is that of a text file %s', async (_what, content, text) => {
    expect(await read('text/csv', content)).toEqual({ status: 'ready', text });
  });

  it('is that of a Word document, paragraph by paragraph, without what was deleted in it', async () => {
    const { status, text } = await read(
      WORD,
      wordText('Anlass &amp; Ziel', 'Der <w:tab/>Bolz</w:t></w:r><w:r><w:t>platz'),
    );
    expect([status, text]).toEqual(['ready', 'Anlass & Ziel\nDer Bolzplatz']);
  });

  it('is that of an OpenDocument text', async () => {
    const content =
      '<office:document-content><office:body><text:h>Anlass</text:h><text:p>Grüße<text:line-break/>aus &lt;Mitte&gt;</text:p></office:body></office:document-content>';
    expect((await read(OPEN_DOCUMENT, zip(textParts(undefined, content)))).text).toBe('Anlass\nGrüße aus <Mitte>');
  });

  it('is that of a PDF, line by line', async () => {
    const { status, text } = await read(PDF, page('Anlass', 'Der Bolzplatz wird erneuert.'));
    expect([status, text]).toEqual(['ready', 'Anlass\nDer Bolzplatz wird erneuert.']);
  });

  it.each<[string, string, Buffer]>([
    ['a PDF without pages', PDF, pdf()],
    ['a PDF that is none', PDF, PNG],
    ['a Word document that is none', WORD, PNG],
    ['an archive without a text', WORD, zip([{ name: 'a', content: '' }])],
  ])('is unreadable where there is none: %s', async (_what, mediaType, content) => {
    expect(await read(mediaType, content)).toEqual({ status: 'unreadable', text: '' });
  });

  it('is given up when its reader takes too long', async () => {
    const began = Date.now();
    expect(await read(PDF, page('langsam'), { ...THREAD, deadlineMs: 1 })).toMatchObject({ status: 'unreadable' });
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('is given up when its reader hangs or takes all memory, and this process goes on', async () => {
    const hang = join(folder, 'hang.mjs');
    await writeFile(hang, 'for (;;);');
    expect(await read(PDF, page('x'), { program: hang, deadlineMs: 300 })).toMatchObject({ status: 'unreadable' });
    const eat = join(folder, 'eat.mjs');
    await writeFile(eat, "const all = []; for (;;) all.push('x'.repeat(1000) + all.length);");
    expect(await read(PDF, page('x'), { program: eat })).toMatchObject({ status: 'unreadable' });
  });

  it('is cut where it is longer than anybody compares', async () => {
    expect((await read('text/plain', 'Wort '.repeat(400_000))).text.length).toBe(1_000_000);
  });

  it('ends with a whole letter, wherever the file is cut', async () => {
    for (const letter of ['ü', '€', '🌳'])
      expect(await read('text/plain', `${' '.repeat(3_999_990)}x${letter.repeat(9)}`)).toEqual({
        status: 'ready',
        text: `x${letter.repeat(Math.floor(9 / Buffer.byteLength(letter)))}`,
      });
  });

  it.each<[string, string]>([
    ['lines', 'a\n'],
    ['empty lines', '\n'],
    ['words', 'a '],
    ['blanks', ' '],
  ])('is read in time, also where the file is nothing but %s', async (_what, content) => {
    expect(await read('text/plain', Buffer.alloc(25 * 1024 * 1024, content))).toMatchObject({ status: 'ready' });
  });

  it('keeps nobody waiting: no more of a file is taken than is compared, and all work on it is done by the thread', async () => {
    const tell = join(folder, 'tell.mjs');
    await writeFile(
      tell,
      `import { parentPort, workerData } from 'node:worker_threads';
       parentPort.postMessage([workerData.kind, workerData.bytes.length, workerData.limit].join(' '));`,
    );
    const size = 25 * 1024 * 1024;
    const path = join(folder, 'large');
    await writeFile(path, Buffer.alloc(size, 'a\n'));
    const file = await open(path, 'r');
    await file.close();
    const reading = jest.spyOn(Object.getPrototypeOf(file) as FileHandle, 'read');
    expect(await readText(path, { mediaType: 'text/plain', size }, { program: tell })).toEqual({
      status: 'ready',
      text: 'plain 4000000 1000000',
    });
    const taken = await Promise.all(reading.mock.results.map(({ value }) => value as Promise<{ bytesRead: number }>));
    reading.mockRestore();
    expect(taken.reduce((sum, { bytesRead }) => sum + bytesRead, 0)).toBe(4_000_001);
  });
});
