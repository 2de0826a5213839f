import type { Ask, Method } from '../client.ts';
import { type CommandKind, type Stage, textForm } from './stage.ts';

const reason = 'Die Zahlen sind überholt';
const words = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

interface Sent extends Partial<Ask> {
  method?: Method;
}

/** What the lead sends about a project that has just been opened. */
const ofProject = (
  path: string,
  sent: (stage: Stage) => Sent | Promise<Sent>,
  method: Method = 'POST',
): CommandKind => ({
  route: `${method} /projects/:id${path}`,
  prepare: async (stage) => {
    const { id } = await stage.project();
    return { method, path: `/projects/${id}${path}`, ask: { as: stage.lead, ...(await sent(stage)) } };
  },
});

const ofDocument = (path: string, sent: Sent, method: Method = 'POST'): CommandKind => ({
  route: `${method} /documents/:id${path}`,
  prepare: async (stage) => {
    const { id } = await stage.document();
    return { method, path: `/documents/${id}${path}`, ask: { as: stage.lead, ...sent } };
  },
});

/** What is sent about something that the lead has planned before. */
const ofPlanned = (
  things: string,
  planned: (stage: Stage) => object | Promise<object>,
  path: string,
  sent: Sent | ((stage: Stage) => Sent),
  method: Method = 'POST',
): CommandKind => ({
  route: `${method} /projects/:id/${things}/:thingId${path}`,
  prepare: async (stage) => {
    const { id } = await stage.project();
    const thing = await stage.post(`/projects/${id}/${things}`, await planned(stage));
    const ask = { as: stage.lead, revision: 1, ...(typeof sent === 'function' ? sent(stage) : sent) };
    return { method, path: `/projects/${id}/${things}/${thing.id}${path}`, ask };
  },
});

/** What the lead sends about a project that is closed. */
const ofClosed = (path: string, body: object): CommandKind => ({
  route: `POST /projects/:id/${path}`,
  prepare: async (stage) => {
    const { id } = await stage.project();
    await stage.post(`/projects/${id}/closing`, { note: 'Erledigt' });
    return { path: `/projects/${id}/${path}`, ask: { as: stage.lead, body } };
  },
});

const ofParticipant = (method: Method, path: string, body: object): CommandKind => ({
  route: `${method} /projects/:id/participants/:unitId${path}`,
  prepare: async (stage) => {
    const { id } = await stage.project();
    const ask = { as: stage.lead, body };
    return { method, path: `/projects/${id}/participants/${stage.unit('GES')}${path}`, ask };
  },
});

/** What becomes of an offer to lead the project, which was made to the Gesundheitsamt. */
const ofOffer = (act: string, by: 'GES' | 'lead', body: object): CommandKind => ({
  route: `POST /projects/:id/handovers/:handoverId/${act}`,
  prepare: async (stage) => {
    const { id } = await stage.project();
    const offer = await stage.post(`/projects/${id}/handovers`, { toUnitId: stage.unit('GES'), reason });
    const as = by === 'GES' ? stage.person('GES') : stage.lead;
    return { path: `/projects/${id}/handovers/${offer.id}/${act}`, ask: { as, body } };
  },
});

const PHASE = { name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' };
const MILESTONE = (stage: Stage) => ({ name: 'Auftakt', day: '2031-04-10', unitId: stage.unit('SPK') });
const MEASURE = (stage: Stage) => ({ title: 'Bewegte Pause', leadUnitId: stage.unit('SPK') });
const RISK = (stage: Stage) => ({
  ...{ kind: 'risk', category: 'money', title: 'Mittel fehlen', unitId: stage.unit('SPK'), likelihood: 2, impact: 3 },
});
const RESOLUTION = () => ({ body: 'BVV', decidedOn: '2021-05-20', text: 'Beschlossen' });
const CITATION = () => ({ title: 'Profil', link: 'https://example.org/' });
const LINK = async (stage: Stage) => ({ kind: 'depends', projectId: (await stage.project()).id });
const ENDED = { body: { reason: 'Entfällt' } };
const NOTE = (stage: Stage) => ({ unitId: stage.unit('SPK'), visibility: 'parties', content: words('Für alle') });

export const COMMANDS_OF_FILES: CommandKind[] = [
  {
    route: 'POST /projects',
    prepare: async (stage) => ({ path: '/projects', ask: { as: stage.lead, body: stage.newProject() } }),
  },
  ofProject('', () => ({ revision: 1, body: { title: 'Ein anderer Titel' } }), 'PATCH'),
  ofProject('/documents', () => ({ form: textForm({ title: 'Noch ein Text' }) })),
  ofDocument('/versions', { form: textForm({ change: 'editorial', reason: 'Tippfehler' }) }),
  ofDocument('', { revision: 1, body: { title: 'Anderer Titel' } }, 'PATCH'),
  ofDocument('/withdrawal', { revision: 1, body: { reason } }),
  ofProject('/notes', (stage) => ({ body: NOTE(stage) })),
  {
    route: 'POST /notes/:id/questions',
    prepare: async (stage) => {
      const project = await stage.project();
      const { id } = await stage.post(`/projects/${project.id}/notes`, NOTE(stage));
      const body = { unitId: stage.unit('GES'), title: 'Was kostet das?', due: { workingDays: 5 } };
      return { path: `/notes/${id}/questions`, ask: { as: stage.lead, body } };
    },
  },
  ofProject('/phases', () => ({ body: PHASE })),
  ofPlanned('phases', () => PHASE, '/state', { body: { state: 'current' } }),
  ofPlanned('phases', () => PHASE, '', { body: { ...PHASE, name: 'Vorlauf' } }, 'PUT'),
  ofPlanned('phases', () => PHASE, '/end', ENDED),
  ofProject('/milestones', (stage) => ({ body: MILESTONE(stage) })),
  ofPlanned('milestones', MILESTONE, '/completion', { body: { doneOn: '2021-01-01' } }),
  ofPlanned('milestones', MILESTONE, '', (stage) => ({ body: { ...MILESTONE(stage), name: 'Abschluss' } }), 'PUT'),
  ofPlanned('milestones', MILESTONE, '/end', ENDED),
  ofProject('/measures', (stage) => ({ body: MEASURE(stage) })),
  ofPlanned('measures', MEASURE, '/state', { body: { state: 'running', note: 'Begonnen' } }),
  ofPlanned('measures', MEASURE, '', (stage) => ({ body: { ...MEASURE(stage), title: 'Ruhige Pause' } }), 'PUT'),
  ofProject('/risks', (stage) => ({ body: RISK(stage) })),
  ofPlanned('risks', RISK, '', (stage) => ({ body: { ...RISK(stage), title: 'Zeit fehlt' } }), 'PUT'),
  ofPlanned('risks', RISK, '/state', { body: { state: 'handled', words: 'Rücklage' } }),
  ofProject('/resolutions', () => ({ body: RESOLUTION() })),
  ofPlanned('resolutions', RESOLUTION, '/correction', { body: { ...RESOLUTION(), reason: 'Zahlendreher' } }),
  ofProject('/citations', () => ({ body: CITATION() })),
  ofPlanned('citations', CITATION, '', { body: { ...CITATION(), title: 'Anderes Profil' } }, 'PUT'),
  ofPlanned('citations', CITATION, '/end', ENDED),
  ofProject('/links', async (stage) => ({ body: await LINK(stage) })),
  ofPlanned('links', LINK, '/end', ENDED),
  ofProject('/participants', (stage) => ({ body: { unitId: stage.unit('JUG'), involvement: 'TAKE_NOTE', reason } })),
  ofParticipant('PATCH', '', { involvement: 'STATEMENT', reason }),
  ofParticipant('POST', '/end', { reason }),
  ofProject('/closing', () => ({ body: { note: 'Erledigt' } })),
  ofProject('/handovers', (stage) => ({ body: { toUnitId: stage.unit('GES'), reason } })),
  ofOffer('acceptance', 'GES', {}),
  ofOffer('refusal', 'GES', { reason }),
  ofOffer('withdrawal', 'lead', { reason }),
  ofClosed('reopening', { reason }),
  ofClosed('filing', {}),
  ofClosed('template', { name: 'Muster', content: {} }),
  {
    route: 'POST /documents/:id/replacement',
    prepare: async (stage) => {
      const { id, projectId } = await stage.document();
      const ask = { as: stage.lead, form: textForm({ title: 'Neueres' }) };
      const other = await stage.world.clients[0].get<{ id: string }>('POST', `/projects/${projectId}/documents`, ask);
      const body = { replacedById: other.id };
      return { path: `/documents/${id}/replacement`, ask: { as: stage.lead, revision: 1, body } };
    },
  },
  {
    route: 'POST /documents/:id/restoration',
    prepare: async (stage) => {
      const { id } = await stage.document();
      await stage.post(`/documents/${id}/withdrawal`, { reason }, stage.lead, 1);
      return { path: `/documents/${id}/restoration`, ask: { as: stage.lead, revision: 2, body: { reason } } };
    },
  },
  ofProject('/document-links', async (stage) => ({ body: { documentId: (await stage.document()).id } })),
  {
    route: 'POST /projects/:id/document-links/:linkId/removal',
    prepare: async (stage) => {
      const { id } = await stage.project();
      const { id: documentId } = await stage.document();
      await stage.post(`/projects/${id}/document-links`, { documentId });
      const link = await stage.world.product.database.one<{ id: string }>(
        'select id from document_link where project_id = $1',
        [id],
      );
      return { path: `/projects/${id}/document-links/${link.id}/removal`, ask: { as: stage.lead, body: {} } };
    },
  },
  {
    route: 'POST /documents/:id/versions/:number/readings',
    prepare: async (stage) => {
      const run = await stage.run();
      const { documentId } = await stage.world.clients[0].get<{ documentId: string }>('GET', `/runs/${run.id}`, {
        as: stage.lead,
      });
      const body = { taskId: stage.task(run, 'GES').replace('/tasks/', '') };
      return { path: `/documents/${documentId}/versions/1/readings`, ask: { as: stage.person('GES'), body } };
    },
  },
  {
    route: 'POST /notes/:id/corrections',
    prepare: async (stage) => {
      const project = await stage.project();
      const { id } = await stage.post(`/projects/${project.id}/notes`, NOTE(stage));
      return { path: `/notes/${id}/corrections`, ask: { as: stage.lead, body: { content: words('Berichtigt') } } };
    },
  },
];
