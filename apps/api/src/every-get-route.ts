import { EXPECTATIONS } from './access.expectations';
import { buildSubject, releaseTemplate, type Stage, type Subject } from './access.world';
import type { TestApi } from './testing';

interface Operation {
  parameters?: { name: string; in: string }[];
}

export interface Visit {
  route: string;
  path: string;
  status: number;
  /** Body and headers, without the address that was asked for. */
  said: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Requests of a walk that are on their way together. */
const AT_ONCE = 8;
const withQuery = (path: string, words: string) =>
  `${path}${path.includes('?') ? '&' : '?'}query=${encodeURIComponent(words)}`;

/**
 * Asks every GET route of the OpenAPI document but streams: as its row in the access tests says, with further ids in
 * place of those, and with words where it searches. A route that is added later is asked too.
 */
export class EveryGetRoute {
  readonly projects = new Map<Stage, Subject>();
  routes: string[] = [];
  private readonly searching = new Set<string>();
  private templateId = '';

  constructor(private readonly api: TestApi) {}

  /** A project of the OE SPK of Mitte for each stage in which some route is tried, and what else a route is about. */
  async open(): Promise<void> {
    const { body } = await this.api.request<{ paths: Record<string, { get?: Operation }> }>('GET', '/openapi.json');
    for (const [path, { get }] of Object.entries(body.paths)) {
      if (!get || path.endsWith('/stream')) continue;
      const route = `GET ${path.replace('/api/v1', '')}`;
      this.routes.push(route);
      if (get.parameters?.some(({ name, in: where }) => where === 'query' && name === 'query'))
        this.searching.add(route);
      const expectation = EXPECTATIONS[route];
      if (!expectation) throw new Error(`${route} stands in no expectation`);
      if ('stage' in expectation && !this.projects.has(expectation.stage))
        this.projects.set(expectation.stage, await buildSubject(this.api, 'mitte', expectation.stage));
    }
    this.templateId = await releaseTemplate(this.api);
    const procedureId = [...this.projects.values()][0]?.procedureId ?? '';
    await this.api.request('POST', `/procedures/${procedureId}/draft`, { as: 'katrin.moeller' });
  }

  async walk(as: string | undefined, ids: string[], words: string): Promise<Visit[]> {
    const calendars = as === undefined ? [] : await this.calendarsOf(as);
    const asked = this.routes.flatMap((route) =>
      (route.includes('{token}') ? calendars : this.pathsOf(route, ids)).flatMap((path) =>
        (this.searching.has(route) ? [path, withQuery(path, words)] : [path]).map((one) => ({ route, path: one })),
      ),
    );
    const visits: Visit[] = [];
    for (let next = 0; next < asked.length; next += AT_ONCE)
      visits.push(
        ...(await Promise.all(asked.slice(next, next + AT_ONCE).map(({ route, path }) => this.visit(route, path, as)))),
      );
    return visits;
  }

  private async visit(route: string, path: string, as: string | undefined): Promise<Visit> {
    const { status, text, headers } = await this.api.request('GET', path, { as });
    const said = `${text} ${JSON.stringify([...headers])}`.replaceAll(path.split('?')[0] ?? '', '');
    return { route, path, status, said };
  }

  private pathsOf(route: string, ids: string[]): string[] {
    const expectation = EXPECTATIONS[route];
    const subject = this.projects.get(expectation && 'stage' in expectation ? expectation.stage : 'round');
    if (!expectation || !subject) throw new Error(`nothing to ask ${route} about`);
    const { query = '' } = ('stage' in expectation ? expectation.send?.(subject) : expectation.send?.()) ?? {};
    const names: Record<string, string | undefined> = expectation.path ?? {};
    const known: Record<string, unknown> = {
      ...subject,
      templateOfMitte: this.templateId,
      procedureOfMitte: subject.procedureId,
    };
    const usual = route.replace('GET ', '').replace(/\{(\w+)\}/g, (_, name: string) => {
      const source = names[name] ?? (name === 'id' ? 'projectId' : name);
      return source.startsWith('=') ? source.slice(1) : String(known[source] ?? source);
    });
    const withId = (id: string) =>
      usual
        .split('/')
        .map((part) => (UUID.test(part) ? id : part))
        .join('/');
    const paths = route.includes('{') ? [usual, ...ids.map(withId)] : [usual];
    return [...new Set(paths)].map((path) => path + query);
  }

  /** The addresses of a person's own calendar and of the projects' calendars. */
  private async calendarsOf(as: string): Promise<string[]> {
    const asked = [{}, ...[...this.projects.values()].map(({ projectId }) => ({ projectId }))];
    const addresses: string[] = [];
    for (const body of asked) {
      const { body: feed } = await this.api.request<{ path?: string | null }>('POST', '/calendar-feeds', { as, body });
      if (feed.path) addresses.push(feed.path.replace('/api/v1', ''));
    }
    return addresses;
  }
}
