import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError } from '@querraum/server';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';

type Language = 'de' | 'en';
export type Issue = StandardSchemaV1.Issue & { code?: string };

/** A value that its schema refuses; worded when the language of the answer is known. */
export class InvalidInput extends DomainError {
  constructor(readonly issues: readonly Issue[]) {
    super('invalidInput');
  }
}

/** Validates against zod and keeps what the words of an issue need. */
export class SchemaPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new InvalidInput(issues) });
  }

  protected override validate<T>(value: unknown, schema: StandardSchemaV1): Promise<StandardSchemaV1.Result<T>> {
    if (!(schema instanceof z.ZodType)) return super.validate(value, schema) as Promise<StandardSchemaV1.Result<T>>;
    return schema.safeParseAsync(value, { reportInput: true }).then((result) => {
      const issues = result.success ? brokenTexts(result.data) : result.error.issues;
      return issues.length === 0 ? { value: result.data as T } : { issues };
    });
  }
}

/** NUL and halves of letters are in no text that people write, and the database takes neither. Asked of what a schema let in, so its depth is bounded. */
function brokenTexts(value: unknown, path: PropertyKey[] = []): Issue[] {
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
    return [{ code: 'invalid_format', format: 'UTF-8', path, message: 'UTF-8' } as Issue];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...brokenTexts(name, [...path, '?']),
    ...brokenTexts(part, [...path, name]),
  ]);
}

const WORDS = { de: z.locales.de().localeError, en: z.locales.en().localeError } as const;

/** zod would print the pattern, which helps nobody who fills in a form. */
const WRONG_FORM = {
  de: 'Diese Angabe hat nicht die erlaubte Form.',
  en: 'This entry does not have the permitted form.',
} as const;

const NOT_OF_THESE = { de: 'Das gibt es hier nicht. Erlaubt:', en: 'This does not exist here. Permitted:' } as const;

/** Where and what: `{ path: 'areas.0.key', message: 'Ungültig …' }`. What a schema words itself stays as it is. */
export function wordIssue(issue: Issue, language: Language): { path: string; message: string } {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return { path, message: messageOf(issue, language) };
}

function messageOf(issue: Issue & { format?: string; options?: unknown }, language: Language): string {
  if (issue.code === undefined || issue.code === 'custom') return issue.message;
  if (issue.format === 'regex') return WRONG_FORM[language];
  // Of several kinds, told apart by a name: zod's words keep to themselves which there are.
  if (issue.code === 'invalid_union' && Array.isArray(issue.options))
    return `${NOT_OF_THESE[language]} ${issue.options.join(', ')}`;
  const worded = WORDS[language](issue as never);
  return (typeof worded === 'string' ? worded : worded?.message) ?? issue.message;
}

/** `?limit=1&limit=2` says two things at once. */
export function refuseDuplicateParameters(request: Request, _response: Response, next: NextFunction): void {
  const twice = Object.entries(request.query).filter(([, value]) => Array.isArray(value));
  if (twice.length === 0) return next();
  const issues = twice.map(([name]) => ({ code: 'custom', path: [name], message: `${name} ×2` }));
  next(new InvalidInput(issues));
}
