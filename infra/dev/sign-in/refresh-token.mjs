import { UnsecuredJWT, decodeJwt } from 'jose';

// Keycloak's refresh tokens are JWTs and keycloak-js reads them without checking; oidc-provider's are opaque.
// So they travel inside an unsigned JWT: the opaque value in it is what counts.

/** @param {string} opaque @param {{ issuer: string, expiresAt: number }} facts */
export const wrapRefreshToken = (opaque, { issuer, expiresAt }) =>
  new UnsecuredJWT({ typ: 'Refresh', opaque }).setIssuer(issuer).setIssuedAt().setExpirationTime(expiresAt).encode();

/** @param {string} token */
export function unwrapRefreshToken(token) {
  try {
    const { opaque } = decodeJwt(token);
    return typeof opaque === 'string' ? opaque : token;
  } catch {
    return token;
  }
}
