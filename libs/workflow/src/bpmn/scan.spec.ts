import { importBpmn } from './import-bpmn';
import { around, refusedOf } from './sample-models';
import { MAX_SIZE, scanXml } from './scan';

const PLAIN = around('<task id="it" name="a &amp; &#228; &#xE4;"/>');
const codeOf = (xml: string | Uint8Array) => scanXml(xml).refused?.code;

it.each([
  PLAIN,
  `\ufeff${PLAIN}`,
  PLAIN.replace('<task', '<!-- <a> & ]]> --><task'),
  PLAIN.replace('<task', '<documentation><![CDATA[<!DOCTYPE x> & <a>]]></documentation><task'),
  PLAIN.replace('<task', '<?some instruction?><task'),
  PLAIN.replace('<task', '<task '),
  `${PLAIN}\n<!-- end -->\n`,
])('passes what is well-formed (%#)', (xml) => {
  expect(scanXml(xml).refused).toBeNull();
});

it.each([
  ['an open element', PLAIN.replace('</definitions>', '')],
  ['a wrong end', PLAIN.replace('</process>', '</proces>')],
  ['an end too many', `${PLAIN}</definitions>`],
  ['two roots', `${PLAIN}<definitions/>`],
  ['text behind the root', `${PLAIN}x`],
  ['no element', '<?xml version="1.0"?>'],
  ['nothing', ''],
  ['no XML', '{"a": 1}'],
  ['an attribute without quotes', PLAIN.replace('"it"', 'it')],
  ['an attribute without value', PLAIN.replace('<task', '<task hidden')],
  ['two attributes in one', PLAIN.replace('"it" ', '"it"')],
  ['a < in a value', PLAIN.replace('"it"', '"i<t"')],
  ['an unknown entity', PLAIN.replace('&amp;', '&lol;')],
  ['an unknown entity in a text', PLAIN.replace('<task', '<documentation>&lol;</documentation><task')],
  ['a bare &', PLAIN.replace('&amp;', '&')],
  ['a reference to no character', PLAIN.replace('&#228;', '&#0;')],
  ['a reference beyond Unicode', PLAIN.replace('&#xE4;', '&#x110000;')],
  ['a character that XML does not know', PLAIN.replace('&amp;', '\u0000')],
  ['half of a surrogate pair', PLAIN.replace('&amp;', '&#xD800;')],
  ['half of a surrogate pair as it is', PLAIN.replace('&amp;', '\ud800')],
  ['a comment without end', PLAIN.replace('<task', '<!-- <task')],
  ['bytes that are no UTF-8', new Uint8Array(Buffer.from(around('<task id="it" name="ä"/>'), 'latin1'))],
  ['an unknown encoding', new Uint8Array(Buffer.from(PLAIN.replace('UTF-8', 'none')))],
])('refuses %s', (_what, xml) => {
  expect(codeOf(xml)).toBe('notXml');
});

it('knows two bytes a character by their mark', () => {
  expect(scanXml(new Uint8Array(Buffer.from(`\ufeff${PLAIN}`, 'utf16le'))).refused).toBeNull();
});

describe('a bomb', () => {
  const doctype = (subset: string) => PLAIN.replace('<definitions', `<!DOCTYPE definitions [${subset}]>\n<definitions`);
  const lol = Array.from({ length: 10 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`).join('');
  const nested = (depth: number) => around(`${'<subProcess>'.repeat(depth)}${'</subProcess>'.repeat(depth)}`);

  it.each([
    ['entities of entities', doctype(`<!ENTITY lol0 "lol">${lol}`), 'DOCTYPE - documentType'],
    ['an entity from a file', doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'), 'DOCTYPE - documentType'],
    ['a hundred megabytes', `${PLAIN}${' '.repeat(100_000_000)}`, 'definitions - tooLarge'],
    ['a hundred megabytes of bytes', new Uint8Array(100_000_000), 'definitions - tooLarge'],
    ['ten thousand levels', nested(10_000), 'subProcess - tooDeep'],
    ['a million levels', '<a>'.repeat(1_000_000), 'a - tooDeep'],
    ['a hundred thousand elements', around('<task/>'.repeat(100_000)), 'task - tooLarge'],
    ['an endless attribute', around(`<task id="it" name="${'x'.repeat(MAX_SIZE)}`), 'definitions - tooLarge'],
    [
      'an endless row of &',
      around(`<documentation>${'&'.repeat(1_000_000)}</documentation>`),
      'documentation - notXml',
    ],
    ['an endless row of <', '<'.repeat(1_000_000), 'definitions - notXml'],
    ['an endless row of spaces', `<a ${' '.repeat(1_000_000)}`, 'a - notXml'],
  ])('of %s is refused before anything is built from it', async (_what, xml, refused) => {
    expect(await refusedOf(xml)).toEqual([refused]);
  });

  it('of processes that call each other in a circle is refused by every call that closes one', async () => {
    const process = (id: string, calls: string) =>
      `<process id="${id}" isExecutable="true"><startEvent/><callActivity id="calls-${calls}" calledElement="${calls}"/></process>`;
    const xml = around('<task id="it"/>').replace('</definitions>', '');
    expect(await refusedOf(`${xml}${process('a', 'b')}${process('b', 'c')}${process('c', 'a')}</definitions>`)).toEqual(
      ['callActivity calls-a circle'],
    );
    expect(await refusedOf(`${xml}${process('a', 'a')}</definitions>`)).toEqual(['callActivity calls-a circle']);
    expect(await refusedOf(`${xml}${process('a', 'b')}${process('b', 'elsewhere')}</definitions>`)).toEqual([]);
  });

  it('of nested names is no danger: what a name means is looked up in the file alone', async () => {
    const xml = around('<task id="it" __proto__="x" constructor="y"/>');
    expect((await refusedOf(xml)).every((line) => line.startsWith('task it notAllowedHere'))).toBe(true);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

it('takes a thousand elements', async () => {
  const tasks = Array.from({ length: 500 }, (_, i) => {
    const next = i === 499 ? 'it' : `t${i + 1}`;
    return `<userTask id="t${i}" name="Task ${i}"/><sequenceFlow id="f${i}" sourceRef="t${i}" targetRef="${next}"/>`;
  });
  expect(await importBpmn(around(`<task id="it"/>${tasks.join('')}`))).toMatchObject({ ok: true });
});
