import { randomUUID } from 'node:crypto';
import { MeasureEntry, MilestoneEntry, RiskEntry, type NewProject } from '@querraum/contracts';
import { ProjectsService } from '../projects';
import { as, newProject, UNITS } from '../projects/projects.fixture';
import type { DataSource } from 'typeorm';
import type { Transactions } from '../platform';
import { CitationsService } from './citations.service';
import { MeasuresService } from './measures.service';
import { MilestonesService } from './milestones.service';
import { PhasesService } from './phases.service';
import { PlanService } from './plan.service';
import { ProjectLinksService } from './project-links.service';
import { ResolutionsService } from './resolutions.service';
import { RisksService } from './risks.service';

export const firstPage = { limit: 200 };

/** Everything that a plan is made with, and a project of Ada's with the Gesundheitsamt beside her. */
export function planning({ transactions }: { transactions: Transactions }) {
  const projects = new ProjectsService(transactions);
  return {
    projects,
    plan: new PlanService(transactions),
    phases: new PhasesService(transactions),
    milestones: new MilestonesService(transactions),
    measures: new MeasuresService(transactions),
    risks: new RisksService(transactions),
    resolutions: new ResolutionsService(transactions),
    citations: new CitationsService(transactions),
    links: new ProjectLinksService(transactions),
    project: (over: Partial<NewProject> = {}) => projects.create(as('ada'), randomUUID(), newProject(over)),
    /** What the history says since the project was opened, the oldest first. */
    async history(projectId: string) {
      const { items } = await projects.history(as('ada'), projectId, firstPage);
      return items.reverse().slice(1);
    },
  };
}

export const milestone = (over: Partial<MilestoneEntry> = {}): MilestoneEntry =>
  MilestoneEntry.parse({ name: 'Auftakt', day: '2031-04-10', unitId: UNITS.GES, ...over });
export const measure = (over: Partial<MeasureEntry> = {}): MeasureEntry =>
  MeasureEntry.parse({ title: 'Bewegte Pause', leadUnitId: UNITS.GES, ...over });
export const risk = (over: Record<string, unknown> = {}): RiskEntry =>
  RiskEntry.parse(
    JSON.parse(
      JSON.stringify({
        ...{
          kind: 'risk',
          category: 'money',
          title: 'Mittel erst im Herbst',
          unitId: UNITS.GES,
          likelihood: 2,
          impact: 3,
        },
        ...over,
      }),
    ),
  );

/** The party that only has a task by hand (docs/adr/0027). */
export const makeAssignee = ({ owner }: { owner: DataSource }, projectId: string, unitId: string): Promise<unknown> =>
  owner.query(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select p.tenant_id, gen_random_uuid(), p.id, u.id, u.tenant_id, 'ASSIGNEE', now() from project p, org_unit u
     where p.id = $1 and u.id = $2`,
    [projectId, unitId],
  );
export const closeProject = ({ owner }: { owner: DataSource }, projectId: string): Promise<unknown> =>
  owner.query("update project set state = 'closed' where id = $1", [projectId]);
