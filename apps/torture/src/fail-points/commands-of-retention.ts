import { deletableProject, dueProject, offeredProject, releasedProject, WAIVED } from './due-projects.ts';
import type { CommandKind, Stage } from './stage.ts';

const reason = 'Klage vor dem Verwaltungsgericht';

/** What the lead sends about a project on its way out of the files. */
const ofLead = (route: string, bring: (stage: Stage) => Promise<string>, body?: object): CommandKind => ({
  route: `POST /projects/:id/retention/${route}`,
  prepare: async (stage) => ({
    path: `/projects/${await bring(stage)}/retention/${route}`,
    ask: { as: stage.lead, ...(body && { body }) },
  }),
});

/** What the second person decides. */
const ofAdministrator = (act: string, bring: (stage: Stage) => Promise<string>, body?: object): CommandKind => ({
  route: `POST /retention/projects/:id/${act}`,
  prepare: async (stage) => ({
    path: `/retention/projects/${await bring(stage)}/${act}`,
    ask: { as: stage.world.house.administrator, ...(body && { body }) },
  }),
});

interface Held {
  holds: { id: string }[];
}

/** From z. d. A. to the release of the deletion. */
export const COMMANDS_OF_RETENTION: CommandKind[] = [
  {
    route: 'PUT /retention/rule',
    isOfOne: true,
    prepare: async (stage) => {
      const as = stage.world.house.administrator;
      const { rule } = await stage.world.clients[0].get<{ rule: { revision: number } }>('GET', '/retention', { as });
      const body = { basis: 'Aktenordnung des Hauses', archive: 'Landesarchiv Berlin', waitingDays: 30 };
      return { method: 'PUT', path: '/retention/rule', ask: { as, revision: rule.revision, body } };
    },
  },
  ofLead('holds', dueProject, { reason }),
  {
    route: 'POST /projects/:id/retention/holds, of what was released',
    prepare: async (stage) => ({
      path: `/projects/${await releasedProject(stage)}/retention/holds`,
      ask: { as: stage.lead, body: { reason } },
    }),
  },
  {
    route: 'POST /projects/:id/retention/holds/:holdId/lift',
    prepare: async (stage) => {
      const path = `/projects/${await dueProject(stage)}/retention/holds`;
      const { holds } = await stage.post<Held>(path, { reason });
      return { path: `${path}/${holds[0]?.id}/lift`, ask: { as: stage.lead, body: { reason: 'Der Streit ist aus' } } };
    },
  },
  ofLead('offer', dueProject),
  ofLead('offer/answer', offeredProject, WAIVED),
  ofLead('deletion/stop', releasedProject, { reason }),
  ofAdministrator('release', deletableProject),
  ofAdministrator('stop', releasedProject, { reason }),
];
