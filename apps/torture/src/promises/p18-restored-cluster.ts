import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Backups } from '../machine/backups.ts';
import { Database } from '../machine/database.ts';
import { Postgres } from '../machine/postgres.ts';
import type { Processes } from '../machine/processes.ts';
import { until } from '../until.ts';

export interface Beginning {
  processes: Processes;
  /** Its name may have blanks. */
  directory: string;
  tools: string;
}

/** A cluster that knows words in their order, its copies and its archive; and what was not as it should be. */
export class RestoredCluster {
  readonly broken: string[] = [];
  restores = 0;
  #backups: Backups;
  #postgres: Postgres;
  #database: Database;

  private constructor(backups: Backups, postgres: Postgres) {
    this.#backups = backups;
    this.#postgres = postgres;
    this.#database = new Database(postgres.url());
  }

  static async begin({ processes, directory, tools }: Beginning): Promise<RestoredCluster> {
    const backups = new Backups(processes, directory, tools);
    const { folder, settings } = backups.settings;
    // Which word lies in which segment is decided here.
    const postgres = await Postgres.create(processes, directory, {
      folder,
      settings: settings.filter((setting) => !setting.startsWith('archive_timeout')),
    });
    const cluster = new RestoredCluster(backups, postgres);
    await cluster.#database.rows('create table word (word text, number int generated always as identity)');
    return cluster;
  }

  get archive(): string {
    return this.#backups.wal;
  }

  /** Its name. An instant of the second in which it was finished is not one after it. */
  async copy(keep?: number): Promise<string> {
    const told = await this.#backups.copy(this.#postgres, keep);
    await this.#database.rows('select pg_sleep(1.1)');
    return basename(told.trim());
  }

  /** An instant before which the word was there, and after which all others come. */
  async writes(word: string): Promise<Date> {
    await this.#database.rows('insert into word values ($1)', [word]);
    const { at } = await this.#database.one<{ at: Date }>(
      "select date_trunc('milliseconds', clock_timestamp()) + interval '5 ms' as at, pg_sleep(0.02)",
    );
    return at;
  }

  /** The segment of the word is in the archive, and the next word comes on another one. */
  async writesOnSegmentOf(word: string): Promise<{ at: Date; segment: string }> {
    const at = await this.writes(word);
    const { name } = await this.#database.one<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name');
    const segment = join(this.archive, `${name}.gz`);
    await until(async () => existsSync(segment));
    return { at, segment };
  }

  async restore(name: string, instant: Date | 'latest', timeline?: number): Promise<void> {
    await this.#postgres.stop();
    this.#postgres.data = this.#place(name);
    this.restores += 1;
    await this.#backups.restore(this.#postgres.data, instant, timeline);
  }

  async opensWith(wanted: string): Promise<void> {
    if (!(await this.#postgres.opens())) this.broken.push(`with ${wanted} it does not open: ${this.#lastWords}`);
    else await this.#knows(wanted);
  }

  /** A look at what a restore brings; the timeline that it begins goes into no archive. */
  async looks(wanted: string, instant: Date | 'latest', timeline?: number): Promise<void> {
    await this.#looking(`${wanted} of ${timeline ?? 'no'} timeline`, instant, timeline, () => this.opensWith(wanted));
  }

  /** Damaged, it does not open; when it is mended, it goes on to the end. */
  async stopsAt(what: string, wanted: string, damage: () => () => void): Promise<void> {
    await this.#looking(what, 'latest', undefined, async () => {
      const mend = damage();
      if (await this.#postgres.opens()) this.broken.push(`it opens in spite of ${what}`);
      else if (!/FATAL: .*exit code 255/.test(this.#lastWords)) this.broken.push(`${what}: ${this.#lastWords}`);
      await this.#postgres.stop();
      mend();
      await this.opensWith(wanted);
    });
  }

  async refuses(instant: Date | 'latest', words: RegExp): Promise<void> {
    const refused = await this.#backups.restore(this.#place('refused'), instant).catch(String);
    if (!words.test(refused)) this.broken.push(`${String(words)} is not what it says: ${refused}`);
    if (existsSync(this.#place('refused'))) this.broken.push('what was refused is laid out');
  }

  async lists(words: RegExp): Promise<void> {
    const listed = await this.#backups.list();
    if (!words.test(listed)) this.broken.push(`the list of copies: ${listed}`);
  }

  async goesOn(name: string): Promise<void> {
    await this.#postgres.stop();
    this.#postgres.data = this.#place(name);
    await this.#postgres.start();
  }

  async end(): Promise<void> {
    await this.#database.close();
    await this.#postgres.stop();
  }

  async #looking(name: string, instant: Date | 'latest', timeline: number | undefined, work: () => Promise<void>) {
    const { settings } = this.#postgres;
    this.#postgres.settings = settings.filter((setting) => !setting.startsWith('archive_mode'));
    await this.restore(name, instant, timeline)
      .then(work)
      .catch((error: Error) => this.broken.push(`${name}: ${error.message}`));
    await this.#postgres.stop();
    this.#postgres.settings = settings;
  }

  async #knows(wanted: string): Promise<void> {
    const { known } = await this.#database.one<{ known: string }>(
      `select coalesce(string_agg(word, '' order by number), '') as known from word`,
    );
    if (known !== wanted) this.broken.push(`${wanted} was wanted, ${known} is there`);
  }

  get #lastWords(): string {
    return this.#postgres.lastLines.replaceAll(/^.*the database system is starting up\n/gm, '');
  }

  #place(name: string): string {
    return join(dirname(this.#postgres.data), name);
  }
}
