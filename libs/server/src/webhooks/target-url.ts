import type { BlockList } from 'node:net';
import { isIP } from 'node:net';
import type { LocalizedText } from '@querraum/workflow';
import { standingOfAddress } from './target-networks';

/** What the operator allows beside https to the public internet. */
export interface TargetRules {
  /** Networks of the city's own. */
  own: BlockList;
  /** Without encryption, within these networks alone. */
  allowHttp: boolean;
}

export interface TargetUrl {
  url: URL;
  /** Without the brackets of an IPv6 address. */
  host: string;
  port: number;
  isEncrypted: boolean;
}

export type UrlRefusal = keyof typeof URL_REFUSALS;

/** Why an address is refused, in words for whoever typed it. */
export const URL_REFUSALS = {
  unreadable: { de: 'Sie ist keine vollständige Webadresse.', en: 'It is no complete web address.' },
  scheme: { de: 'Sie muss mit https:// beginnen.', en: 'It has to begin with https://.' },
  httpElsewhere: {
    de: 'Ohne Verschlüsselung (http) geht es nur im eigenen Netz der Stadt.',
    en: 'Without encryption (http) it works within the city’s own network only.',
  },
  credentials: {
    de: 'Benutzername und Passwort gehören nicht hinein; jede Nachricht ist unterschrieben.',
    en: 'It must not hold a username or a password; every message is signed.',
  },
  fragment: { de: 'Ein Teil nach „#“ kommt nie an.', en: 'A part after "#" never arrives.' },
  port: { de: 'Dieser Port ist für anderes da.', en: 'This port serves something else.' },
  host: { de: 'Dieser Name gehört keinem Rechner im Netz.', en: 'This name belongs to no machine on the network.' },
  address: {
    de: 'Sie liegt in einem Netz, in das nicht gesendet wird (eigener Rechner, Nachbarschaft, inneres Netz).',
    en: 'It lies in a network that is not sent to (the machine itself, its neighbourhood, an inner network).',
  },
} as const satisfies Record<string, LocalizedText>;

const WEB_PORTS = [80, 443];
const FIRST_FREE_PORT = 1024;
/** Reserved names (RFC 6761, 6762, 8375, 9476 and what clouds call their insides): they never lead outside. */
const INNER_NAME = /(^|\.)(localhost|localdomain|local|internal|invalid|test|example|onion|alt|arpa)$/;
const HOST_NAME = /^(?=.{1,253}$)([a-z\d_]([a-z\d_-]{0,61}[a-z\d])?\.)*[a-z\d_]([a-z\d_-]{0,61}[a-z\d])?$/;

/**
 * Whether an address may be a target, as far as it says by itself; what its name resolves to is looked at before each
 * sending (apps/worker). The parser of the platform has the word, the same with which is sent: `0x7f.1` is 127.0.0.1 to both.
 */
export function readTargetUrl(text: string, rules: TargetRules): TargetUrl | UrlRefusal {
  // The parser leaves out line breaks and tabs without a word; nobody means them.
  if (/[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return 'unreadable';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.hash !== '' || text.includes('#')) return 'fragment';
  const isEncrypted = url.protocol === 'https:';
  const port = url.port === '' ? (isEncrypted ? 443 : 80) : Number(url.port);
  if (!WEB_PORTS.includes(port) && port < FIRST_FREE_PORT) return 'port';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const refusal = isIP(host) === 0 ? refusalOfName(host, rules) : refusalOfAddress(host, rules, isEncrypted);
  if (refusal) return refusal;
  if (!isEncrypted && !rules.allowHttp) return 'scheme';
  return { url, host, port, isEncrypted };
}

/** Of an address that a name resolves to, or that stands in the URL itself. */
export function refusalOfAddress(address: string, { own }: TargetRules, isEncrypted: boolean): UrlRefusal | undefined {
  const standing = standingOfAddress(address, own);
  if (standing === 'refused') return 'address';
  return standing === 'public' && !isEncrypted ? 'httpElsewhere' : undefined;
}

/** Where the operator has networks of their own, names such as `hooks.verwaltung.internal` lead there. */
const refusalOfName = (host: string, { own }: TargetRules): UrlRefusal | undefined =>
  !HOST_NAME.test(host) || (INNER_NAME.test(host) && own.rules.length === 0) ? 'host' : undefined;
