import type { DataSource } from 'typeorm';
import { seedAreas } from './areas/lor.seed';
import { seedHolidays } from './calendar/holidays.seed';
import { seedDemoOrganisation } from './organisation/demo-organisation.seed';
import { seedDemoProcedures } from './procedures/demo-procedures.seed';
import { seedDemoKinds } from './projects/demo-kinds.seed';
import { seedDemoTemplates } from './templates/demo-templates.seed';

export interface SeedSettings {
  /** The folder infra/data: areas, inhabitants, demo organisation. */
  dataRoot: string;
  /** With the demo organisation; its people belong to this issuer. */
  demo?: { issuer: string };
}

/** Fills what is missing, by the owner of the schema; what is there stays, so it may run at every start. */
export async function seed(owner: DataSource, { dataRoot, demo }: SeedSettings): Promise<void> {
  await seedAreas(owner, dataRoot);
  await seedHolidays(owner);
  if (!demo) return;
  await seedDemoOrganisation(owner, dataRoot, demo.issuer);
  await seedDemoProcedures(owner);
  await seedDemoKinds(owner);
  await seedDemoTemplates(owner);
}
