import { BlockList, isIP, isIPv4 } from 'node:net';

/** `10.20.0.0/16`, `fd12:3456::/32`, or one address. */
const NETWORK = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i;

/** Nobody is ever sent there, whatever the operator allows: the machine's own neighbourhood and the clouds' metadata services. */
const NEVER = networks([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::/32',
  'fd20:ce::/64',
]);

/** What is not the public internet (IANA's special-purpose registry): only where the operator names it. */
const INNER_IPV4 = networks([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
]);

/** All other IPv6 is inner or carries an IPv4 address within: mapped, translated (NAT64), 6to4, Teredo. */
const PUBLIC_IPV6 = networks(['2000::/3']);
const SPECIAL_IPV6 = networks(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Networks of the city's own in which targets may lie. Throws for what is no network. */
export function networks(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [, address = '', prefix] = NETWORK.exec(text) ?? [];
    const version = isIP(address);
    if (version === 0) throw new Error(`${text} is no network`);
    const most = version === 4 ? 32 : 128;
    if (Number(prefix ?? most) > most) throw new Error(`${text} is no network`);
    list.addSubnet(address, Number(prefix ?? most), version === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

export type AddressStanding = 'public' | 'own' | 'refused';

/**
 * Whether an address, as a name resolves to it, may be sent to. Only its own form counts: an IPv4 address in the dress of an
 * IPv6 one is refused, so that there is one way alone to write each address.
 */
export function standingOfAddress(address: string, own: BlockList): AddressStanding {
  const version = isIP(address);
  // A zone (`fe80::1%eth0`) belongs to a link, and a link is never outside.
  if (version === 0 || address.includes('%')) return 'refused';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (version === 6 && carriesIpv4(address)) return 'refused';
  if (NEVER.check(address, family)) return 'refused';
  if (own.check(address, family)) return 'own';
  const isPublic =
    version === 4
      ? !INNER_IPV4.check(address, family)
      : PUBLIC_IPV6.check(address, family) && !SPECIAL_IPV6.check(address, family);
  return isPublic ? 'public' : 'refused';
}

const EMBEDDING = networks(['::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32']);
/** Node looks at a mapped address as at the IPv4 one within, whichever list is asked. */
const ANY_IPV4 = networks(['0.0.0.0/0']);

const carriesIpv4 = (address: string): boolean =>
  EMBEDDING.check(address, 'ipv6') ||
  ANY_IPV4.check(address, 'ipv6') ||
  isIPv4(address.slice(address.lastIndexOf(':') + 1));
