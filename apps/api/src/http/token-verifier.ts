import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Caller, CONFIG, type Config, DomainError } from '@querraum/server';
import { createRemoteJWKSet, errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose';

const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
const CLOCK_TOLERANCE_SECONDS = 5;
/** A flood of unknown key ids costs the issuer one request in this time. */
const KEYS_COOLDOWN_MS = 30_000;

/** A token that was verified is not verified again within this time; the issuer's word about it is asked apart (ADR 0015). */
const VERIFIED_MS = 10_000;
const MOST_VERIFIED = 10_000;

type Verified = Caller & { expiresAt: number };

/** Failures that say nothing about the token: the issuer's keys could not be had. */
const KEYS_UNAVAILABLE = [errors.JWKSTimeout, errors.JWKSInvalid];

/** Who somebody is, from an access token of our issuer. Nothing in the token decides what they may do. */
@Injectable()
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  /** The oldest come first. */
  private readonly verified = new Map<string, { caller: Verified; until: number }>();

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const address = config.JWKS_URL ?? `${config.ISSUER}/protocol/openid-connect/certs`;
    this.keys = createRemoteJWKSet(new URL(address), { cooldownDuration: KEYS_COOLDOWN_MS, timeoutDuration: 3000 });
  }

  async callerOf(token: string): Promise<Verified> {
    const now = Date.now();
    for (const [key, { until }] of this.verified) {
      if (until > now && this.verified.size <= MOST_VERIFIED) break;
      this.verified.delete(key);
    }
    const key = createHash('sha256').update(token).digest('base64');
    const known = this.verified.get(key);
    if (known && known.caller.expiresAt > now && known.until > now) return known.caller;
    const caller = await this.verifiedCaller(token);
    this.verified.delete(key);
    this.verified.set(key, { caller, until: now + VERIFIED_MS });
    return caller;
  }

  private async verifiedCaller(token: string): Promise<Verified> {
    const { payload, protectedHeader } = await this.verify(token);
    const { iss, sub, azp, preferred_username: username } = payload;
    const isOfOurClient = azp === undefined || azp === this.config.WEB_CLIENT_ID;
    if (!iss || typeof sub !== 'string' || sub === '' || !isOfOurClient || !isAccessToken(payload, protectedHeader))
      throw new DomainError('notSignedIn');
    const caller = { issuer: iss, subject: sub, expiresAt: (payload.exp ?? 0) * 1000 };
    return typeof username === 'string' && username !== '' ? { ...caller, username } : caller;
  }

  private async verify(token: string) {
    try {
      return await jwtVerify(token, this.keys, {
        issuer: this.config.ISSUER,
        audience: this.config.AUDIENCE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub'],
      });
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new DomainError('signInExpired');
      const isFaultOfToken =
        error instanceof errors.JOSEError &&
        error.code !== 'ERR_JOSE_GENERIC' &&
        !KEYS_UNAVAILABLE.some((kind) => error instanceof kind);
      if (isFaultOfToken) throw new DomainError('notSignedIn');
      // The keys of the issuer cannot be had: nobody is let in, and it passes.
      throw new DomainError('busy', {}, {}, { cause: error });
    }
  }
}

/** ID and refresh tokens are signed by the same issuer: Keycloak names the kind in the payload, RFC 9068 in the header. */
const isAccessToken = (payload: JWTPayload, header: JWTHeaderParameters): boolean =>
  payload['typ'] === 'Bearer' || (payload['typ'] === undefined && header.typ?.toLowerCase() === 'at+jwt');
