import { TemplateEntry } from '@querraum/contracts';
import type { DataSource } from 'typeorm';
import { newId } from '../platform';

const LEAD = { kind: 'lead' } as const;
const HEALTH = { kind: 'department', department: 'HEALTH' } as const;
const YOUTH = { kind: 'department', department: 'YOUTH' } as const;
const URBAN = { kind: 'department', department: 'URBAN_DEVELOPMENT' } as const;

/** Of the kind IEK: analysis, goals and measures, agreement. */
const TEMPLATE = TemplateEntry.omit({ kindId: true }).parse({
  name: 'Entwicklungskonzept für einen Sozialraum',
  description: 'Von der Analyse bis zum Beschluss in elf Monaten, mit Zulieferungen der Fachämter.',
  content: {
    phases: [
      { key: 'analysis', name: 'Analyse', startDay: 0, days: 120 },
      { key: 'goals', name: 'Ziele und Maßnahmen', startDay: 120, days: 120 },
      { key: 'agreement', name: 'Abstimmung und Beschluss', startDay: 240, days: 90 },
    ],
    milestones: [
      { name: 'Auftakt mit den Fachämtern', day: 14, unit: LEAD, phase: 'analysis' },
      { name: 'Analyse liegt vor', day: 119, unit: LEAD, phase: 'analysis' },
      { name: 'Beschluss des Bezirksamts', day: 320, unit: LEAD, phase: 'agreement' },
    ],
    measures: [
      { title: 'Bewegungsangebote im Wohnumfeld', unit: HEALTH, targetGroup: 'Familien', startDay: 120, days: 210 },
      {
        title: 'Treffpunkt für Jugendliche',
        unit: YOUTH,
        targetGroup: 'Jugendliche und junge Erwachsene',
        isKey: true,
      },
      { title: 'Wege und Plätze', unit: URBAN, targetGroup: 'Alle Menschen im Sozialraum' },
    ],
    tasks: [
      {
        key: 'data',
        kind: 'contribution',
        title: 'Daten zur gesundheitlichen Lage zuliefern',
        unit: HEALTH,
        workingDays: 20,
        checklist: ['Einschulungsuntersuchung', 'Sozialindex'],
      },
      {
        key: 'places',
        kind: 'contribution',
        title: 'Bestand der Jugendeinrichtungen zuliefern',
        unit: YOUTH,
        workingDays: 20,
      },
      {
        key: 'profile',
        kind: 'completion',
        title: 'Profil des Sozialraums schreiben',
        unit: LEAD,
        workingDays: 60,
        dependsOn: ['data', 'places'],
      },
    ],
  },
});

/** One released template for every Bezirksamt of the demonstration; where it has any, nothing is added. */
export async function seedDemoTemplates(owner: DataSource): Promise<void> {
  const kinds: { tenantId: string; id: string }[] = await owner.query(
    `select k.tenant_id as "tenantId", k.id from project_kind k join tenant t on t.id = k.tenant_id and t.demo
     where k.code = 'IEK' and not exists (select 1 from project_template p where p.tenant_id = k.tenant_id) order by 1`,
  );
  for (const { tenantId, id } of kinds)
    await owner.query(
      `insert into project_template (tenant_id, id, kind_id, name, description, content, state)
       values ($1, $2, $3, $4, $5, $6, 'released')`,
      [tenantId, newId(), id, TEMPLATE.name, TEMPLATE.description, TEMPLATE.content],
    );
}
