import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createOwnerDataSource, NotRecordable, readSetupConfig, recordHistory } from '@querraum/server';
import { textOfHistory } from '@querraum/workflow';
import { z } from 'zod';

/**
 * `record-history.mjs --run <id> [--out <file>]`: a run as a history without anybody in it, that every later build can be held
 * to (docs/adr/0047). Without a file it is written to the standard output. By whoever operates the installation.
 */
const USAGE = 'Gebraucht: --run <Kennung des Ablaufs> [--out <Datei>]\n';

const { run, out } = readArguments();
const owner = await createOwnerDataSource(readSetupConfig().DATABASE_OWNER_URL).initialize();
try {
  const history = await recordHistory(owner, run);
  const text = textOfHistory(history);
  if (out === undefined) process.stdout.write(text);
  else {
    // A file that is there is never overwritten: what is recorded stays.
    writeFileSync(out, text, { flag: 'wx' });
    const [recorded] = history.runs;
    const count = recorded?.steps.length ?? 0;
    process.stdout.write(
      `${out}: ${count} ${count === 1 ? 'Befehl' : 'Befehle'}, Stand „${recorded?.status ?? ''}“.\n`,
    );
  }
} catch (error) {
  if (!(error instanceof NotRecordable) && !isThere(error)) throw error;
  process.stderr.write(
    `${isThere(error) ? `${out ?? ''} gibt es schon; es wird nicht überschrieben.` : error.message}\n`,
  );
  process.exitCode = 1;
} finally {
  await owner.destroy();
}

function readArguments(): { run: string; out?: string } {
  try {
    const { values } = parseArgs({ options: { run: { type: 'string' }, out: { type: 'string' } } });
    return z.object({ run: z.uuid(), out: z.string().min(1).optional() }).parse(values);
  } catch (error) {
    process.stderr.write(USAGE);
    if (!(error instanceof z.ZodError)) process.stderr.write(`${String(error)}\n`);
    process.exit(2);
  }
}

function isThere(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
