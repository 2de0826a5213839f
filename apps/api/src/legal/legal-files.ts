import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccessibilityStatement, type Legal, LegalText } from '@querraum/contracts';
import { z } from 'zod';

/** The texts of the operator, read once at start: a file that cannot be used ends the process with its name and every fault. */
export function readLegal(folder: string): Omit<Legal, 'barrierMail'> {
  return {
    imprint: readOne(folder, 'imprint.json', LegalText),
    privacy: readOne(folder, 'privacy.json', LegalText),
    accessibility: readOne(folder, 'accessibility.json', AccessibilityStatement),
  };
}

function readOne<T>(folder: string, name: string, schema: z.ZodType<T>): T | null {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  const parsed = schema.safeParse(contentOf(path));
  if (!parsed.success) throw new Error(`${path} ist nicht zu gebrauchen:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} ist kein JSON.`, { cause: error });
  }
}
