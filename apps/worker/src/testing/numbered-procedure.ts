import { bundleHash, checkedBundle, newId } from '@querraum/server';
import { DEMO_PEOPLE, type TestDatabase } from '@querraum/server/testing';

const MITTE = DEMO_PEOPLE['jonas.albrecht']?.tenantId;

/** start → the number → a task of the lead → end */
const bundle = checkedBundle({
  semantics: 1,
  definition: {
    schemaVersion: 1,
    key: 'numbered',
    name: { de: 'Nummeriert', en: 'Numbered' },
    facts: [{ key: 'number', name: { de: 'Nummer', en: 'Number' }, type: 'text' }],
    nodes: [
      { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
      {
        id: 'numbering',
        type: 'automatic',
        name: { de: 'Nummer', en: 'Number' },
        job: { kind: 'number', series: 'papers', pattern: '{n}/V', fact: 'number' },
      },
      { id: 'work', type: 'task', name: { de: 'Weiter', en: 'On' }, addressee: { kind: 'lead' } },
      { id: 'end', type: 'end', name: { de: 'Ende', en: 'End' } },
    ],
    flows: [
      { id: 'a', from: 'start', to: 'numbering' },
      { id: 'b', from: 'numbering', to: 'work' },
      { id: 'c', from: 'work', to: 'end' },
    ],
  },
});

/** The procedure `numbered` of the house, valid at once. */
export async function publishNumbered({ owner }: TestDatabase): Promise<void> {
  const id = newId();
  await owner.query("insert into procedure (tenant_id, id, key) values ($1, $2, 'numbered')", [MITTE, id]);
  await owner.query(
    `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
     values ($1, $2, 1, 1, $3, $4, app.now())`,
    [MITTE, id, bundleHash(bundle), JSON.stringify(bundle)],
  );
}
