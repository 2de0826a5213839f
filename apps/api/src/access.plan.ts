import { newId } from '@querraum/server';

/** One thing of each kind in the plan of a project, and another project that it is linked with. */
export interface PlannedThings {
  phaseId: string;
  milestoneId: string;
  measureId: string;
  riskId: string;
  resolutionId: string;
  citationId: string;
  linkId: string;
  otherProjectId: string;
  leadUnitId: string;
}

export const nothingPlanned = (leadUnitId: string): PlannedThings => ({
  ...{ phaseId: newId(), milestoneId: newId(), measureId: newId(), riskId: newId(), resolutionId: newId() },
  ...{ citationId: newId(), linkId: newId(), otherProjectId: newId(), leadUnitId },
});

/** What the lead sends; everything lies with the lead's own unit. */
export const PLANNING = {
  phases: () => ({ name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' }),
  milestones: (unitId: string) => ({ name: 'Auftakt', day: '2031-04-10', unitId }),
  measures: (leadUnitId: string) => ({ title: 'Bewegte Pause', leadUnitId }),
  risks: (unitId: string) => ({
    ...{ kind: 'risk', category: 'money', title: 'Mittel fehlen', unitId, likelihood: 2, impact: 3 },
  }),
  resolutions: () => ({ body: 'BVV', decidedOn: '2021-05-20', text: 'Beschlossen' }),
  citations: () => ({ title: 'Profil', link: 'https://example.org/' }),
} as const;

/** Plans one thing of each kind, over HTTP. */
export async function planEverything(
  post: (path: string, body: unknown) => Promise<{ id: string }>,
  { projectId, otherProjectId, leadUnitId }: { projectId: string; otherProjectId: string; leadUnitId: string },
): Promise<PlannedThings> {
  const idOf = async (kind: keyof typeof PLANNING) =>
    (await post(`/projects/${projectId}/${kind}`, PLANNING[kind](leadUnitId))).id;
  const link = await post(`/projects/${projectId}/links`, { kind: 'depends', projectId: otherProjectId });
  return {
    ...{ otherProjectId, leadUnitId, linkId: link.id, phaseId: await idOf('phases') },
    ...{ milestoneId: await idOf('milestones'), measureId: await idOf('measures'), riskId: await idOf('risks') },
    ...{ resolutionId: await idOf('resolutions'), citationId: await idOf('citations') },
  };
}
