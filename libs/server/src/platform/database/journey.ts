import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { type ClientBase, Query, types } from 'pg';
import utilities from 'pg/lib/utils';

/** A statement with its values; one without a name is parsed each time. */
export interface Asking {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Answer {
  rows: never[];
  /** As the database names what it did, `COMMIT` or `SELECT 1`. */
  command: string;
}

interface Column {
  name: string;
  parse: (value: string) => unknown;
}

/** What `pg` keeps of a connection, and what it tells a query; its types leave both out. */
interface Wire {
  stream: Duplex;
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(message: { name: string | undefined; text: string }): void;
  bind(message: { statement: string | undefined; values: unknown[] }): void;
  describe(message: { type: 'P' }): void;
  execute(message: object): void;
  sync(): void;
}
const { prepareValue } = utilities;

const PgQuery = Query as unknown as new (config: { text: string }) => EventEmitter;

/** The columns of named statements: they do not change as long as the connection knows the name. */
const described = new WeakMap<Wire, Map<string, Column[]>>();

/**
 * Statements that travel to the database together, with one word at their end that it shall answer (docs/adr/0070). It
 * answers once: neither side is woken for what only goes along. Where one fails the rest is not carried out.
 */
export class Journey extends PgQuery implements PromiseLike<Answer[]> {
  /** The statement that is being answered; the one that has failed, if one has. */
  at = 0;
  private readonly answers: Answer[] = [];
  private read: unknown[] = [];
  private columns: Column[] | undefined;
  private wire: Wire | undefined;
  private fault: unknown;
  private readonly arrival = Promise.withResolvers<Answer[]>();

  constructor(private readonly askings: readonly Asking[]) {
    super({ text: '' });
  }

  /** `pg` remembers by name and text what the connection has parsed: of the statement that is being answered. */
  get name(): string | undefined {
    return this.askings?.[this.at]?.name;
  }
  set name(_given: string | undefined) {
    // Of a single query.
  }
  get text(): string {
    return this.askings?.[this.at]?.text ?? '';
  }
  set text(_given: string) {
    // Of a single query.
  }

  /** What it asks, for whoever reads along (docs/adr/0062). */
  get what(): string {
    return this.askings.map(({ name, text }) => name ?? text.replace(/\s+/g, ' ').trim().slice(0, 40)).join(' + ');
  }

  /** What comes back is waited for as a promise, also where somebody stands between (docs/adr/0062). */
  over(client: ClientBase): PromiseLike<Answer[]> {
    return (client as unknown as { query(journey: Journey): PromiseLike<Answer[]> }).query(this);
  }

  then<R, E>(
    whenAnswered?: ((answers: Answer[]) => R | PromiseLike<R>) | null,
    whenFailed?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<R | E> {
    return this.arrival.promise.then(whenAnswered, whenFailed);
  }

  submit(wire: Wire): Error | null {
    let prepared: unknown[][];
    try {
      prepared = this.askings.map(({ values }) => values.map((value) => prepareValue(value)));
    } catch (error) {
      return error as Error;
    }
    this.wire = wire;
    const columnsOf = this.known(wire);
    wire.stream.cork();
    for (const [index, { name, text }] of this.askings.entries()) {
      if (name === undefined || !isParsed(wire, name)) {
        wire.parse({ name, text });
        if (name !== undefined) wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ statement: name, values: prepared[index] ?? [] });
      if (name === undefined || !columnsOf.has(name)) wire.describe({ type: 'P' });
      wire.execute({});
    }
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    const columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') }));
    this.keepColumns(columns);
    this.columns = columns;
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    try {
      const row: Record<string, unknown> = {};
      this.columns ??= this.ownColumns();
      for (const [index, { name, parse }] of this.columns.entries()) {
        const value = fields[index] ?? null;
        row[name] = value === null ? null : parse(value);
      }
      this.read.push(row);
    } catch (error) {
      this.fault ??= error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    if (this.columns === undefined && this.ownColumns().length === 0) this.keepColumns([]);
    this.answers.push({ rows: this.read as never[], command: text });
    this.read = [];
    this.columns = undefined;
    this.at += 1;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** Those behind it were not looked at: the connection does not know their names. */
  handleError(error: unknown): void {
    for (const { name } of this.askings.slice(this.at + 1))
      if (name !== undefined) delete this.wire?.submittedNamedStatements[name];
    this.arrival.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.fault === undefined) this.arrival.resolve(this.answers);
    else this.arrival.reject(this.fault);
  }

  private known(wire: Wire): Map<string, Column[]> {
    const columns = described.get(wire) ?? new Map<string, Column[]>();
    described.set(wire, columns);
    return columns;
  }

  private ownColumns(): Column[] {
    return (this.wire && this.known(this.wire).get(this.name ?? '')) ?? [];
  }

  private keepColumns(columns: Column[]): void {
    if (this.wire && this.name !== undefined) this.known(this.wire).set(this.name, columns);
  }
}

const isParsed = ({ parsedStatements, submittedNamedStatements }: Wire, name: string): boolean =>
  parsedStatements[name] !== undefined || submittedNamedStatements[name] !== undefined;
