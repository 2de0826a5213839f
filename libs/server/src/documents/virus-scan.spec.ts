import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '../platform';
import { scanForViruses } from './virus-scan';

const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const SIGNATURE = `Test.Eicar:0:*:${Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE').toString('hex')}\n`;
const isInstalled = spawnSync('clamd', ['--version']).status === 0;

const refusalOf = async (path: string, address: string): Promise<unknown> => {
  const error: unknown = await scanForViruses(path, { VIRUS_SCAN: 'required', CLAMD_ADDRESS: address }).then(
    () => 'clean',
    (reason: unknown) => reason,
  );
  return error instanceof DomainError ? [error.code, error.details] : error;
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'querraum-scan-'));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'clean'), 'Vermerk');
  await writeFile(join(folder, 'infected'), `${'x'.repeat(200_000)}${EICAR}`);
  await writeFile(join(folder, 'large'), Buffer.alloc(25 * 1024 * 1024, 'a'));
});
afterAll(() => rm(folder, { recursive: true }));

const withClamd = isInstalled ? describe : without;

/** Whoever has no clamd is told so in the list of tests and beside it. */
function without(what: string): void {
  it(`NOT TESTED, clamd is not installed: ${what}`, () => {
    process.stderr.write(`\n!!! NOT TESTED, clamd is not installed (Debian: clamav-daemon): ${what}\n`);
  });
}

withClamd('the real clamd, with one signature of its own', () => {
  let clamd: ChildProcess;
  const address = () => `unix:${join(folder, 'clamd.sock')}`;

  beforeAll(async () => {
    await writeFile(join(folder, 'own.ndb'), SIGNATURE);
    const settings = [
      `DatabaseDirectory ${folder}`,
      `LocalSocket ${join(folder, 'clamd.sock')}`,
      `LogFile ${join(folder, 'clamd.log')}`,
      `User ${userInfo().username}`,
      'Foreground yes',
      'StreamMaxLength 26M',
      'MaxScanSize 100M',
      'MaxFileSize 100M',
    ];
    await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
    clamd = spawn('clamd', ['-F', '-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    const ended = new Promise<never>((_, reject) =>
      clamd.once('exit', (code) => reject(new Error(`clamd ended with ${code}`))),
    );
    ended.catch(() => undefined);
    await Promise.race([ended, untilItAnswers()]);
  }, 60_000);
  afterAll(async () => {
    const gone = new Promise((resolve) => clamd.once('exit', resolve));
    clamd.kill();
    await gone;
  });

  async function untilItAnswers(): Promise<void> {
    for (;;) {
      if ((await refusalOf(join(folder, 'clean'), address())) === 'clean') return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('lets pass what it knows nothing against, up to the largest upload', async () => {
    expect(await refusalOf(join(folder, 'clean'), address())).toBe('clean');
    expect(await refusalOf(join(folder, 'large'), address())).toBe('clean');
  });

  it('names what it has found, however deep it lies', async () => {
    const [code, details] = (await refusalOf(join(folder, 'infected'), address())) as [string, { virus: string }];
    expect(code).toBe('documentInfected');
    expect(details.virus).toContain('Test.Eicar');
  });

  it('answers many at once, each for its own file', async () => {
    const names = Array.from({ length: 12 }, (_, index) => (index % 2 ? 'infected' : 'clean'));
    const answers = await Promise.all(names.map((name) => refusalOf(join(folder, name), address())));
    expect(answers.map((answer) => (answer === 'clean' ? 'clean' : 'infected'))).toEqual(names);
  });
});

describe('a scanner that cannot be asked', () => {
  const AWAY = ['virusScannerAway', {}];

  it('refuses every file: nobody listens', async () => {
    expect(await refusalOf(join(folder, 'clean'), 'tcp://127.0.0.1:9')).toEqual(AWAY);
    expect(await refusalOf(join(folder, 'clean'), `unix:${join(folder, 'nothing.sock')}`)).toEqual(AWAY);
  });

  it.each([
    ['breaks off', ''],
    ['breaks off in its answer', 'stream: O'],
    ['has no more room', 'INSTREAM size limit exceeded. ERROR\0'],
    ['talks of something else', 'PONG\0'],
    ['never ends its line', 'x'.repeat(100_000)],
  ])('refuses every file: it %s', async (_what, answer) => {
    const server = await answering(answer);
    expect(await refusalOf(join(folder, 'large'), `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`)).toEqual(
      AWAY,
    );
    server.close();
  });

  it('is not asked where the house has none', async () => {
    await scanForViruses(join(folder, 'infected'), { VIRUS_SCAN: 'off' });
  });
});

/** Somebody who says this as soon as the first bytes are there, and hangs up. */
async function answering(text: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
