import { timingSafeEqual } from 'node:crypto';

/**
 * Whether a request carries the name and the secret of a client (RFC 6749, 2.3.1).
 * @param {import('node:http').IncomingMessage} request
 * @param {string} clientId
 * @param {string} secret
 */
export function isFromClient({ headers }, clientId, secret) {
  const expected = Buffer.from(`Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`);
  const given = Buffer.from(headers.authorization ?? '');
  return secret !== '' && given.length === expected.length && timingSafeEqual(given, expected);
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {object} [body] */
export function answerJson(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
