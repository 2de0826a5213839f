import { missingIn, selectorsOf, strangersIn, watchedExpressions } from './watched-metrics';

describe('what rules and dashboards ask for', () => {
  const expressions = watchedExpressions();

  it('is read from both', () => {
    expect(expressions).toContain('max(querraum_oldest_due_seconds{job="querraum-worker", lane="prompt"}) > 60');
    expect(expressions).toContain('max(querraum_oldest_due_seconds{job="querraum-worker", lane="prompt"})');
    expect(expressions.length).toBeGreaterThan(40);
  });

  it('is of api or worker, by the name of its job, and of nothing else', () => {
    for (const expression of expressions) {
      expect([expression, strangersIn(expression)]).toEqual([expression, []]);
      const jobs = selectorsOf(expression).map(({ matchers }) => matchers.find(({ label }) => label === 'job')?.values);
      for (const job of jobs) {
        expect([expression, job]).not.toEqual([expression, undefined]);
        expect(['querraum-api', 'querraum-worker']).toEqual(expect.arrayContaining(job ?? []));
      }
    }
  });

  it('is missed by name, label and value', () => {
    const said = ['querraum_worker_ready 1', 'querraum_work_items{state="due"} 1', 'querraum_dispatches_total 0'];
    const missing = missingIn(`${said.join('\n')}\n`, 'querraum-worker').map((what) => what.replace(/ in .*/, ''));
    expect(missing).toEqual(expect.arrayContaining(['querraum_transport_up', 'querraum_work_items{state="incident"}']));
    expect(missing).not.toContain('querraum_worker_ready');
    expect(missing).not.toContain('querraum_requests_total');
  });

  it('sees a name that nobody exposes', () => {
    expect(strangersIn('sum by (le) (rate(node_load1{job="x"}[5m])) > 1 or querraum_x == bool 0')).toEqual([
      'node_load1',
    ]);
  });
});
