import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBpmn } from './import-bpmn';

declare const CONFORMANCE: string;
const cases = join(CONFORMANCE, 'cases');
const files = existsSync(cases)
  ? readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.bpmn'))
  : [];
const isRejected = (file: string) => file.startsWith('rejected');

interface RejectedCase {
  rule: string;
}

/** The public models of `npm run conformance`, where they are; the variable CONFORMANCE says where. */
describe(`the ${files.length} models in ${cases}`, () => {
  it('are the whole collection or none', () => {
    expect(files.length === 0 || files.length > 800).toBe(true);
  });

  // One by one: `it.each` takes an empty list for a mistake, and whoever has no collection has none.
  for (const file of files.filter((one) => !isRejected(one)))
    it(`${file} is read`, async () => {
      const result = await importBpmn(readFileSync(join(cases, file)));
      expect(result.ok ? [] : result.refused.map(({ message }) => message.en)).toEqual([]);
    });

  for (const file of files.filter(isRejected))
    it(`${file} is refused where every engine should`, async () => {
      const { rule } = JSON.parse(readFileSync(join(cases, file.replace(/bpmn$/, 'json')), 'utf8')) as RejectedCase;
      const result = await importBpmn(readFileSync(join(cases, file)));
      if (['standard', 'schema', 'xml', 'expression'].includes(rule)) expect(result.ok).toBe(false);
    });
});
