import { KindEntry } from '@querraum/contracts';
import type { DataSource } from 'typeorm';
import { newId } from '../platform';
import { keepFields } from './kind-rules';

const KINDS = [
  KindEntry.parse({
    code: 'IEK',
    name: { de: 'Integriertes Entwicklungskonzept', en: 'Integrated development plan' },
    description: {
      de: 'Ressortübergreifender Plan für einen Raum: Analyse, Ziele, Maßnahmen.',
      en: 'Cross-department plan for an area: analysis, goals, measures.',
    },
    participants: [
      { department: 'HEALTH', involvement: 'CO_SIGNATURE' },
      { department: 'YOUTH', involvement: 'CO_SIGNATURE' },
      { department: 'SOCIAL_AFFAIRS', involvement: 'CO_SIGNATURE' },
      { department: 'URBAN_DEVELOPMENT', involvement: 'CO_SIGNATURE' },
    ],
    fields: [
      {
        key: 'programme',
        type: 'choice',
        label: { de: 'Förderprogramm', en: 'Funding programme' },
        required: true,
        choices: [
          { key: 'cohesion', label: { de: 'Sozialer Zusammenhalt', en: 'Social cohesion' } },
          { key: 'growth', label: { de: 'Wachstum und Erneuerung', en: 'Growth and renewal' } },
          { key: 'none', label: { de: 'ohne Programm', en: 'No programme' } },
        ],
      },
      { key: 'period', type: 'text', label: { de: 'Geltungszeitraum', en: 'Period of validity' } },
    ],
    phases: [
      { name: { de: 'Analyse', en: 'Analysis' }, days: 120 },
      { name: { de: 'Ziele und Maßnahmen', en: 'Goals and measures' }, days: 120 },
      { name: { de: 'Abstimmung und Beschluss', en: 'Agreement and decision' }, days: 90 },
    ],
    retentionYears: 30,
  }),
  KindEntry.parse({
    code: 'BZRP',
    name: { de: 'Bezirksregionenprofil', en: 'District region profile' },
    description: {
      de: 'Teil I: Analyse der Bezirksregion. Teil II: Ziele und Maßnahmen.',
      en: 'Part I: analysis of the district region. Part II: goals and measures.',
    },
    participants: [
      { department: 'HEALTH', involvement: 'CONTRIBUTION' },
      { department: 'YOUTH', involvement: 'CONTRIBUTION' },
      { department: 'SOCIAL_AFFAIRS', involvement: 'CONTRIBUTION' },
      { department: 'URBAN_DEVELOPMENT', involvement: 'CONTRIBUTION' },
    ],
    fields: [
      {
        key: 'part',
        type: 'choice',
        label: { de: 'Teil', en: 'Part' },
        required: true,
        choices: [
          { key: 'one', label: { de: 'Teil I', en: 'Part I' } },
          { key: 'two', label: { de: 'Teil II', en: 'Part II' } },
        ],
      },
      { key: 'dataAsOf', type: 'date', label: { de: 'Stand der Daten', en: 'Data as of' } },
    ],
    phases: [
      { name: { de: 'Daten und Zulieferungen', en: 'Data and contributions' }, days: 60 },
      { name: { de: 'Entwurf', en: 'Draft' }, days: 60 },
      { name: { de: 'Beschluss des Bezirksamts', en: 'Decision of the Bezirksamt' }, days: 45 },
    ],
  }),
  KindEntry.parse({
    code: 'BAU',
    name: { de: 'Bauvorhaben-Beteiligung', en: 'Participation in building projects' },
    description: {
      de: 'Beteiligung der Ämter und der Menschen im Raum an einem Bauvorhaben.',
      en: 'Involving offices and residents in a building project.',
    },
    participants: [
      { department: 'URBAN_DEVELOPMENT', involvement: 'STATEMENT' },
      { department: 'HEALTH', involvement: 'STATEMENT' },
    ],
    fields: [
      {
        key: 'address',
        type: 'text',
        label: { de: 'Ort des Bauvorhabens', en: 'Place of the building project' },
        required: true,
      },
      { key: 'units', type: 'number', label: { de: 'Wohneinheiten', en: 'Housing units' } },
      {
        key: 'hearing',
        type: 'yesNo',
        label: { de: 'Anwohnerversammlung vorgesehen', en: 'Meeting of residents planned' },
      },
    ],
    phases: [
      { name: { de: 'Information', en: 'Information' }, days: 30 },
      { name: { de: 'Stellungnahmen', en: 'Statements' }, days: 45 },
      { name: { de: 'Auswertung', en: 'Evaluation' }, days: 60 },
    ],
  }),
];

/** Three kinds beside „Vorhaben“ for every Bezirksamt of the demonstration; one that is there stays as it is. */
export async function seedDemoKinds(owner: DataSource): Promise<void> {
  const tenants: { id: string }[] = await owner.query(
    "select id from tenant where demo and kind = 'DISTRICT_AUTHORITY' order by id",
  );
  for (const { id: tenantId } of tenants)
    for (const kind of KINDS)
      await owner.query(
        `insert into project_kind (tenant_id, id, code, name, description, participants, fields, phases, retention_years)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, code) do nothing`,
        [
          tenantId,
          newId(),
          kind.code,
          kind.name,
          kind.description,
          JSON.stringify(kind.participants),
          JSON.stringify(keepFields([], kind.fields, new Set())),
          JSON.stringify(kind.phases),
          kind.retentionYears,
        ],
      );
}
