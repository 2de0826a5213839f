import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** An address, or one with the length of its prefix; none so short that it holds networks of everybody. */
const isNetwork = (text: string): boolean =>
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()].some((form) => form.safeParse(text).success) &&
  Number(/\/(\d+)$/.exec(text)?.[1] ?? 128) >= 8;

const flag = z.enum(['on', 'off']).transform((value) => value === 'on');

function isSigningKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Role app_api in the API, app_worker in the worker. */
  DATABASE_URL: z.string().startsWith('postgres'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  /** How long an API that is asked to end still takes requests, so that whoever spreads them sees that it is not ready. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(60).default(0),
  /** Requests that an API works on at once; the next one gets 503 with `Retry-After`. */
  REQUESTS_AT_ONCE: z.coerce.number().int().min(1).max(10_000).default(200),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4400),
  /** Where the API answers Prometheus; without a port it does not. The worker answers on PORT. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  /** OIDC issuer as it stands in the tokens. */
  ISSUER: z.url(),
  /** Where the API fetches the keys from, if not below the issuer. */
  JWKS_URL: z.url().optional(),
  /** The confidential client that may ask the issuer whether a token still counts; required in production. */
  INTROSPECTION_CLIENT_ID: z.string().default('querraum-api'),
  INTROSPECTION_CLIENT_SECRET: z.string().min(1).optional(),
  /** Where to ask, if not below the issuer. */
  INTROSPECTION_URL: z.url().optional(),
  AUDIENCE: z.string().default('querraum-api'),
  WEB_CLIENT_ID: z.string().default('querraum-web'),
  /** Folder of the built web app; the API serves it where set. */
  WEB_ROOT: z.string().optional(),
  /** Where documents lie: a folder, or `s3://bucket/prefix`. */
  DOCUMENT_STORE: z.string().regex(/^(?!s3:\/\/(\/|$))./, 'must be a folder or s3://bucket'),
  /** Folder for files that are coming in, if not beside the documents. */
  DOCUMENT_INCOMING: z.string().min(1).optional(),
  /** Address of an S3 store other than AWS; then buckets are part of the path. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().min(1).optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Encryption by the store, where it is not its habit. */
  S3_ENCRYPTION: z.enum(['AES256', 'aws:kms']).optional(),
  /** `required`: what no virus scanner has looked at does not come in. */
  VIRUS_SCAN: z.enum(['required', 'off']).default('off'),
  /** clamd: `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. */
  CLAMD_ADDRESS: z
    .string()
    .regex(
      /^(tcp:\/\/[^/:\s]+(:\d{1,5})?|tcp:\/\/\[[\da-f:]+\](:\d{1,5})?|unix:\/\S+)$/i,
      'must be tcp://host:port or unix:/path',
    )
    .optional(),
  REDIS_URL: z.string().optional(),
  /** What rings for workers; not named it is Redis where REDIS_URL is set, and otherwise each worker for itself. */
  QUEUE_BACKEND: z.enum(['redis', 'postgres', 'inline']).optional(),
  QUEUE_DATABASE_URL: z.string().optional(),
  /** Mail server, `smtp://user:password@host:587` or `smtps://`; without one no mail is sent, and the delivery log says so. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of every mail: an address, or `Querraum <querraum@stadt.example>`. */
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
      'must be an address, or a name with an address in <>',
    )
    .default('Querraum <querraum@localhost>'),
  /** Signs the checkpoints of the audit: a private Ed25519 key in PEM. */
  AUDIT_SIGNING_KEY: z.string().refine(isSigningKey, 'must be a private Ed25519 key in PEM').optional(),
  /** Folder outside of the database and its backup, to which each checkpoint is added. */
  AUDIT_CHECKPOINT_DIR: z.string().min(1).optional(),
  /** Who audits: gets one checkpoint a day by mail, where SMTP_URL is set. */
  AUDIT_MAIL: z.email().optional(),
  /** Networks of the city's own in which targets of webhooks may lie: `10.20.0.0/16,fd12:3456::/32`. Without it the public internet alone. */
  WEBHOOK_ALLOWED_NETWORKS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .refine((parts) => parts.every(isNetwork), { error: 'must be networks such as 10.20.0.0/16,fd12:3456::/32' }),
  /** `own`: targets in these networks may be reached without encryption. */
  WEBHOOK_HTTP: z.enum(['own', 'off']).default('off'),
  /** Encrypts the secrets of webhook targets in the database, for api and worker alike: any text of 32 characters or more. */
  WEBHOOK_SECRET_KEY: z.string().min(32).optional(),
  /** Keys before it, until everything is sealed with the new one: `key,key`. */
  WEBHOOK_SECRET_FORMER_KEYS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .refine((keys) => keys.every((key) => key.length >= 32), { error: 'must be keys of 32 characters or more' }),
  /** Where traces go, as OTLP over HTTP; without it there are none, and nothing of OpenTelemetry is loaded. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** The moveable clock of tests and demonstrations; never in production. */
  TEST_CLOCK: flag.default(false),
  DEMO: flag.default(false),
  /** Opens the set-up of an empty installation in the browser; worthless once an authority exists. */
  SETUP_CODE: z.string().min(12).max(200).optional(),
  /** Folder with the operator's texts: imprint.json, privacy.json, accessibility.json. */
  LEGAL_ROOT: z.string().default('infra/legal'),
  /** Who reads reports of barriers. */
  BARRIER_MAIL: z.email().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const SECRETS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'QUEUE_DATABASE_URL',
  'INTROSPECTION_CLIENT_SECRET',
  'SMTP_URL',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'AUDIT_SIGNING_KEY',
  'WEBHOOK_SECRET_KEY',
  'WEBHOOK_SECRET_FORMER_KEYS',
];

export type Config = z.infer<typeof Environment>;

/** Secrets may lie in files: `DATABASE_URL_FILE` names the one that holds DATABASE_URL. */
function withFiles(environment: Record<string, string | undefined>): Record<string, string | undefined> {
  const named = Object.entries(environment).filter(([name]) => SECRETS.some((secret) => name === `${secret}_FILE`));
  const read = named.map(([name, file = '']) => [name.replace(/_FILE$/, ''), readFileSync(file, 'utf8').trim()]);
  return { ...environment, ...Object.fromEntries(read) };
}

/** Reads and checks the environment once at start; an unusable value ends the process with every fault named. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(withFiles(environment));
  if (!parsed.success) throw new Error(`Konfiguration ungültig:\n${z.prettifyError(parsed.error)}`);
  const config = parsed.data;
  if (config.NODE_ENV === 'production' && (config.TEST_CLOCK || config.DEMO))
    throw new Error('TEST_CLOCK und DEMO sind im Produktivbetrieb nicht erlaubt.');
  if (config.NODE_ENV === 'production' && config.WEBHOOK_ALLOWED_NETWORKS.some((network) => network.startsWith('127.')))
    throw new Error('WEBHOOK_ALLOWED_NETWORKS darf im Produktivbetrieb nicht auf den eigenen Rechner zeigen.');
  if (config.VIRUS_SCAN === 'required' && !config.CLAMD_ADDRESS)
    throw new Error('VIRUS_SCAN=required verlangt CLAMD_ADDRESS.');
  return config;
}

const SetupEnvironment = z.object({
  /** Owner of the schema, for migrations and the seed alone. */
  DATABASE_OWNER_URL: z.string().startsWith('postgres'),
  /** The folder infra/data; relative to where the process was started. */
  DATA_ROOT: z.string().default('infra/data'),
  ISSUER: z.url().optional(),
});

/** What migrations and the seed need; they run before the application and know nothing else of it. */
export function readSetupConfig(
  environment: Record<string, string | undefined> = process.env,
): z.infer<typeof SetupEnvironment> {
  const parsed = SetupEnvironment.safeParse(withFiles(environment));
  if (!parsed.success) throw new Error(`Konfiguration ungültig:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Injection token of the checked configuration. */
export const CONFIG = Symbol('config');
