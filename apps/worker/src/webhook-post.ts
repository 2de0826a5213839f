import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as encryptedRequest, type RequestOptions } from 'node:https';
import { isIP, type TcpSocketConnectOpts } from 'node:net';
import { readTargetUrl, refusalOfAddress, type TargetRules, type WebhookOutcome } from '@querraum/server';
import type { WebhookError } from '@querraum/contracts';
import type { ResolveName } from './webhook-names';

/** For everything together: the name, the connection, the answer. */
const WITHIN_MS = 10_000;
/** For a connection to one address, as long as there is another one to try: a first packet that was lost is sent again after a second. */
const ADDRESS_MS = 2500;
const ANSWER_BYTES = 2000;
const ANSWER_LETTERS = 500;
const LONGEST_REST_MS = 3_600_000;

export interface PostSettings {
  rules: TargetRules;
  resolve: ResolveName;
  withinMs?: number;
  /** Beside those that the machine trusts. */
  authorities?: string[];
}

type SendOptions = RequestOptions & Pick<TcpSocketConnectOpts, 'autoSelectFamily' | 'autoSelectFamilyAttemptTimeout'>;

interface Sent {
  body: string;
  headers: Record<string, string>;
}

class Refusal extends Error {
  constructor(
    readonly code: WebhookError,
    readonly detail: string | null = null,
  ) {
    super(code);
  }
}

interface Answer {
  status: number;
  text: string;
  waitMs: number | undefined;
}

/**
 * One POST to a target. The name is resolved once, every address of it is looked at, and the connection goes to one that
 * was looked at: what the name says a moment later is of no interest. Nothing is followed. Never throws, and always ends in time.
 */
export async function postWebhook(
  text: string,
  sent: Sent,
  { rules, resolve, withinMs = WITHIN_MS, authorities }: PostSettings,
): Promise<Exclude<WebhookOutcome, { state: 'unsent' }>> {
  const began = performance.now();
  const signal = AbortSignal.timeout(withinMs);
  const durationMs = () => Math.round(performance.now() - began);
  try {
    const options = await optionsFor(text, rules, resolve, signal);
    const answer = await within(
      signal,
      exchange({ ...options, signal, ...(authorities && { ca: authorities }) }, sent),
    );
    return { ...outcomeOf(answer), durationMs: durationMs() };
  } catch (error) {
    const { code, detail } = refusalOf(error, signal);
    return { state: 'failed', error: code, detail, status: null, durationMs: durationMs(), answer: null };
  }
}

async function optionsFor(
  text: string,
  rules: TargetRules,
  resolve: ResolveName,
  signal: AbortSignal,
): Promise<SendOptions> {
  const target = readTargetUrl(text, rules);
  // The settings may have become stricter since the target was entered.
  if (typeof target === 'string') throw new Refusal('addressRefused', target);
  const { url, host, port, isEncrypted } = target;
  const addresses = isIP(host) === 0 ? await within(signal, resolve(host, signal)) : [host];
  if (addresses.length === 0) throw new Refusal('nameUnknown', host);
  // One bad address among good ones is enough: which of them would be taken is not for the name server to say.
  const refused = addresses.find((one) => refusalOfAddress(one, rules, isEncrypted) !== undefined);
  if (refused !== undefined) throw new Refusal('addressRefused', refused);
  return {
    protocol: url.protocol,
    method: 'POST',
    host,
    port,
    // One after the other until somebody is there; none but these, so that nobody else is asked for the name.
    lookup: (_name, _options, tell) =>
      tell(
        null,
        addresses.map((address) => ({ address, family: isIP(address) })),
      ),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
    path: url.pathname + url.search,
    ...(isIP(host) === 0 && { servername: host }),
    headers: { host: url.host },
    agent: false,
  };
}

function exchange(options: SendOptions, { body, headers }: Sent): Promise<Answer> {
  const bytes = Buffer.from(body);
  const send = options.protocol === 'https:' ? encryptedRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      {
        ...options,
        headers: {
          ...headers,
          ...options.headers,
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'content-length': bytes.length,
          'user-agent': 'Querraum',
          connection: 'close',
        },
      },
      (response) => resolve(readAnswer(response)),
    );
    // Nobody has asked for another protocol, and what is spoken in it is no answer.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(answerOf(response, ''));
    });
    request.on('error', reject);
    request.on('close', () => reject(new Error('closed')));
    request.end(bytes);
  });
}

/** The first bytes; the rest is not waited for. */
async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= ANSWER_BYTES) break;
  }
  response.destroy();
  const text = Buffer.concat(chunks)
    .subarray(0, ANSWER_BYTES)
    .toString()
    .replace(/[\p{Cc}\p{Co}\p{Cn}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, ANSWER_LETTERS);
  return answerOf(response, text.toWellFormed());
}

const answerOf = (response: IncomingMessage, text: string): Answer => ({
  status: response.statusCode ?? 0,
  text,
  waitMs: restAsked(response),
});

function restAsked({ headers }: IncomingMessage): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_REST_MS) : undefined;
}

type Told =
  | { state: 'delivered'; status: number; answer: string }
  | { state: 'failed'; error: WebhookError; detail: null; status: number; answer: string; waitMs?: number };

function outcomeOf({ status, text, waitMs }: Answer): Told {
  if (status >= 200 && status < 300) return { state: 'delivered', status, answer: text };
  const error = status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirect' : 'status';
  return { state: 'failed', error, detail: null, status, answer: text, ...(waitMs !== undefined && { waitMs }) };
}

/** Who does not hear of the end of patience is not waited for. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/;
const UNREACHABLE = /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|EADDR)/;

function refusalOf(error: unknown, signal: AbortSignal): { code: WebhookError; detail: string | null } {
  if (error instanceof Refusal) return error;
  if (signal.aborted) return { code: 'timeout', detail: null };
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const kind = TLS.test(code) ? 'tls' : UNREACHABLE.test(code) ? 'unreachable' : 'broken';
  return { code: kind, detail: code === '' ? null : code };
}
