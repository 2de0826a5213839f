type Labels = Readonly<Record<string, string>>;

interface Series {
  labels: Labels;
  value: number;
}

/** One line of the text that Prometheus reads. */
const line = (name: string, labels: Labels, value: number): string => {
  const said = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${said.length > 0 ? `{${said.join(',')}}` : ''} ${value === Infinity ? '+Inf' : value}`;
};
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

/** One of each set of labels. */
class ByLabels<T> {
  private readonly found = new Map<string, T>();

  constructor(private readonly make: (labels: Labels) => T) {}

  of(labels: Labels): T {
    const key = JSON.stringify(labels);
    const found = this.found.get(key) ?? this.make(labels);
    this.found.set(key, found);
    return found;
  }

  get all(): T[] {
    return [...this.found.values()];
  }

  clear(): void {
    this.found.clear();
  }
}

interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  lines(): string[];
}

export interface Counter {
  add(labels?: Labels, by?: number): void;
  /** What is counted elsewhere, as it stands now. */
  set(value: number, labels?: Labels): void;
}
export interface Gauge {
  set(value: number, labels?: Labels): void;
  /** What was said is not known any more. */
  forget(): void;
}
export interface Histogram {
  observe(value: number, labels?: Labels): void;
  /** For a path that is taken often: the labels are looked up once. */
  of(labels: Labels): Observer;
}
export interface Observer {
  observe(value: number): void;
}

/** How many values were not above each bound, and above the one before. */
class Distribution implements Observer {
  private readonly counts: number[];
  private sum = 0;

  constructor(
    private readonly name: string,
    private readonly bounds: readonly number[],
    private readonly labels: Labels,
  ) {
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    const { bounds, counts } = this;
    let at = 0;
    while (at < bounds.length && value > (bounds[at] ?? Infinity)) at += 1;
    counts[at] = (counts[at] ?? 0) + 1;
    this.sum += value;
  }

  lines(): string[] {
    const { name, labels } = this;
    let count = 0;
    const buckets = this.counts.map((more, at) => {
      count += more;
      return line(`${name}_bucket`, { ...labels, le: String(this.bounds[at] ?? '+Inf') }, count);
    });
    return [...buckets, line(`${name}_sum`, labels, this.sum), line(`${name}_count`, labels, count)];
  }
}

/** What a process counts, in the text format of Prometheus (version 0.0.4). */
export class Metrics {
  static readonly CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
  private readonly metrics: Metric[] = [];

  counter(name: string, help: string): Counter {
    const series = this.values('counter', name, help);
    return {
      add(labels = {}, by = 1) {
        series.of(labels).value += by;
      },
      set(value, labels = {}) {
        series.of(labels).value = value;
      },
    };
  }

  gauge(name: string, help: string): Gauge {
    const series = this.values('gauge', name, help);
    return {
      set(value, labels = {}) {
        series.of(labels).value = value;
      },
      forget: () => series.clear(),
    };
  }

  /** `bounds`: upper ones, the least first; how many were not above each of them. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const series = new ByLabels((labels) => new Distribution(name, bounds, labels));
    this.metrics.push({
      ...{ type: 'histogram', name, help },
      lines: () => series.all.flatMap((distribution) => distribution.lines()),
    });
    return {
      observe: (value, labels = {}) => series.of(labels).observe(value),
      of: (labels) => series.of(labels),
    };
  }

  text(): string {
    return this.metrics
      .flatMap(({ type, name, help, lines }) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()])
      .map((said) => `${said}\n`)
      .join('');
  }

  private values(type: 'counter' | 'gauge', name: string, help: string): ByLabels<Series> {
    const series = new ByLabels<Series>((labels) => ({ labels, value: 0 }));
    this.metrics.push({
      ...{ type, name, help },
      lines: () => series.all.map(({ labels, value }) => line(name, labels, value)),
    });
    return series;
  }
}
