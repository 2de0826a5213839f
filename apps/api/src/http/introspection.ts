import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, DomainError } from '@querraum/server';
import { PinoLogger } from 'nestjs-pino';
import { z } from 'zod';

/** An answer of the issuer is believed this long, counted from the question. */
const BELIEVED_MS = 1000;
const TIMEOUT_MS = 3000;

const Answer = z.object({ active: z.boolean() });

/** Tests and tools may leave the question out; an installation that counts may not. */
export function requireIntrospection(config: Config): void {
  if (config.NODE_ENV === 'production' && config.INTROSPECTION_CLIENT_SECRET === undefined)
    throw new Error(
      'INTROSPECTION_CLIENT_SECRET fehlt: Ohne Rückfrage bei der Anmeldung könnte auch handeln, wer gesperrt ist.',
    );
}

interface Asked {
  at: number;
  isActive: Promise<boolean>;
}

/**
 * Whether the issuer still stands by a token (RFC 7662). A token lives for minutes; a person who is disabled or signed
 * out meanwhile must not act with it. Without the issuer's answer nobody acts.
 */
@Injectable()
export class Introspection {
  private readonly asked = new Map<string, Asked>();
  private readonly address: string;
  private readonly authorization: string | undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly logger: PinoLogger,
  ) {
    const { INTROSPECTION_CLIENT_ID: id, INTROSPECTION_CLIENT_SECRET: secret } = config;
    this.address = config.INTROSPECTION_URL ?? `${config.ISSUER}/protocol/openid-connect/token/introspect`;
    this.authorization = secret && `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`;
  }

  /** Throws unless the issuer says, or has said within the last second, that the token counts. */
  async confirm(token: string): Promise<void> {
    if (this.authorization === undefined) return;
    if (!(await this.answerFor(token, this.authorization))) throw new DomainError('signInEnded');
  }

  /** Requests that come together ask together. */
  private answerFor(token: string, authorization: string): Promise<boolean> {
    const now = performance.now();
    for (const [key, { at }] of this.asked) {
      // The oldest come first.
      if (now - at < BELIEVED_MS) break;
      this.asked.delete(key);
    }
    const key = createHash('sha256').update(token).digest('base64');
    const known = this.asked.get(key);
    if (known) return known.isActive;
    const isActive = this.ask(token, authorization);
    this.asked.set(key, { at: now, isActive });
    // A failure says nothing about the token: the next request asks anew.
    isActive.catch(() => this.asked.delete(key));
    return isActive;
  }

  private async ask(token: string, authorization: string): Promise<boolean> {
    try {
      const response = await fetch(this.address, {
        method: 'POST',
        headers: { authorization, accept: 'application/json' },
        body: new URLSearchParams({ token, token_type_hint: 'access_token' }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`the issuer answers ${response.status}`);
      return Answer.parse(await response.json()).active;
    } catch (error) {
      this.logger.error({ err: error }, 'introspection failed');
      throw new DomainError('busy');
    }
  }
}

/** RFC 6749, 2.3.1: name and secret are form-encoded before they are joined. */
const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
