import { Metrics } from './metrics';

it('says what was counted as Prometheus reads it', () => {
  const metrics = new Metrics();
  const done = metrics.counter('done_total', 'What was done.');
  const size = metrics.gauge('size', 'How large it is.');
  const late = metrics.histogram('late_seconds', 'How late it was.', [0.5, 2]);
  done.add({ kind: 'a "b"\n\\' });
  done.add({ kind: 'a "b"\n\\' }, 2);
  size.set(7);
  size.set(4);
  for (const seconds of [0.5, 1, 9]) late.observe(seconds, { kind: 'tick' });
  expect(metrics.text().trim().split('\n')).toEqual([
    '# HELP done_total What was done.',
    '# TYPE done_total counter',
    'done_total{kind="a \\"b\\"\\n\\\\"} 3',
    '# HELP size How large it is.',
    '# TYPE size gauge',
    'size 4',
    '# HELP late_seconds How late it was.',
    '# TYPE late_seconds histogram',
    'late_seconds_bucket{kind="tick",le="0.5"} 1',
    'late_seconds_bucket{kind="tick",le="2"} 2',
    'late_seconds_bucket{kind="tick",le="+Inf"} 3',
    'late_seconds_sum{kind="tick"} 10.5',
    'late_seconds_count{kind="tick"} 3',
  ]);
});
