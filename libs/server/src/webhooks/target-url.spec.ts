import { networks, standingOfAddress } from './target-networks';
import { readTargetUrl, type TargetRules } from './target-url';

const NOTHING_ALLOWED: TargetRules = { own: networks([]), allowHttp: false };
const OWN_NETWORK: TargetRules = { own: networks(['10.20.0.0/16', 'fd12:3456::/32']), allowHttp: true };
/** An operator who is careless to the last. */
const EVERYTHING_ALLOWED: TargetRules = { own: networks(['0.0.0.0/0', '::/0']), allowHttp: true };

/** Every way to write an inner address that somebody has tried on somebody. */
const TRICKS: [url: string, refusal: string][] = [
  ['https://127.0.0.1/', 'address'],
  ['https://127.1/', 'address'],
  ['https://127.0.1/', 'address'],
  ['https://127.255.255.254/', 'address'],
  ['https://2130706433/', 'address'],
  ['https://0x7f000001/', 'address'],
  ['https://0x7f.0x0.0x0.0x1/', 'address'],
  ['https://0x7f.1/', 'address'],
  ['https://0177.0.0.1/', 'address'],
  ['https://017700000001/', 'address'],
  ['https://00000177.0.0.1/', 'address'],
  ['https://127.0.0.1./', 'address'],
  ['https://１２７.０.０.１/', 'address'],
  ['https://①②⑦.⓪.⓪.①/', 'address'],
  ['https://127。0。0。1/', 'address'],
  ['https://%31%32%37.0.0.1/', 'address'],
  ['https:127.0.0.1/', 'address'],
  ['https:/127.0.0.1/', 'address'],
  ['https:////127.0.0.1/', 'address'],
  ['https://0.0.0.0/', 'address'],
  ['https://0/', 'address'],
  ['https://0.1.2.3/', 'address'],
  ['https://10.0.0.1/', 'address'],
  ['https://172.16.0.1/', 'address'],
  ['https://172.31.255.255/', 'address'],
  ['https://192.168.1.1/', 'address'],
  ['https://100.64.0.1/', 'address'],
  ['https://100.127.255.255/', 'address'],
  ['https://169.254.169.254/latest/meta-data/', 'address'],
  ['https://2852039166/', 'address'],
  ['https://0xa9fea9fe/', 'address'],
  ['https://0251.0376.0251.0376/', 'address'],
  ['https://169.254.1/', 'address'],
  ['https://100.100.100.200/', 'address'],
  ['https://168.63.129.16/', 'address'],
  ['https://192.0.0.192/', 'address'],
  ['https://192.0.2.1/', 'address'],
  ['https://198.18.0.1/', 'address'],
  ['https://198.51.100.1/', 'address'],
  ['https://203.0.113.1/', 'address'],
  ['https://224.0.0.1/', 'address'],
  ['https://239.255.255.250/', 'address'],
  ['https://240.0.0.1/', 'address'],
  ['https://255.255.255.255/', 'address'],
  ['https://4294967295/', 'address'],
  ['https://[::]/', 'address'],
  ['https://[::1]/', 'address'],
  ['https://[0:0:0:0:0:0:0:1]/', 'address'],
  ['https://[::127.0.0.1]/', 'address'],
  ['https://[::ffff:127.0.0.1]/', 'address'],
  ['https://[::ffff:7f00:1]/', 'address'],
  ['https://[::ffff:a9fe:a9fe]/', 'address'],
  ['https://[::ffff:8.8.8.8]/', 'address'],
  ['https://[::ffff:0:127.0.0.1]/', 'address'],
  ['https://[64:ff9b::127.0.0.1]/', 'address'],
  ['https://[64:ff9b::a9fe:a9fe]/', 'address'],
  ['https://[64:ff9b:1::10.0.0.1]/', 'address'],
  ['https://[2002:7f00:1::]/', 'address'],
  ['https://[2002:a9fe:a9fe::1]/', 'address'],
  ['https://[2001:0:53aa:64c::1]/', 'address'],
  ['https://[2001:db8::1]/', 'address'],
  ['https://[3fff::1]/', 'address'],
  ['https://[fc00::1]/', 'address'],
  ['https://[fd00:ec2::254]/latest/meta-data/', 'address'],
  ['https://[fd20:ce::254]/', 'address'],
  ['https://[fe80::1]/', 'address'],
  ['https://[fec0::1]/', 'address'],
  ['https://[ff02::1]/', 'address'],
  ['https://[100::1]/', 'address'],
  ['https://[4000::1]/', 'address'],
  ['https://[fe80::1%25eth0]/', 'unreadable'],
  ['https://localhost/', 'host'],
  ['https://LOCALHOST./', 'host'],
  ['https://ｌｏｃａｌｈｏｓｔ/', 'host'],
  ['https://a.localhost/', 'host'],
  ['https://printer.local/', 'host'],
  ['https://metadata.google.internal/', 'host'],
  ['https://1.0.0.127.in-addr.arpa/', 'host'],
  ['https://hidden.onion/', 'host'],
  ['https://a..stadt.de/', 'host'],
  [`https://${'a'.repeat(64)}.de/`, 'host'],
  ['https://user:secret@hooks.stadt.de/', 'credentials'],
  ['https://hooks.stadt.de@127.0.0.1/', 'credentials'],
  ['https://127.0.0.1#@hooks.stadt.de/', 'fragment'],
  ['https://hooks.stadt.de/#top', 'fragment'],
  ['https://hooks.stadt.de/#', 'fragment'],
  ['https://hooks.stadt.de:22/', 'port'],
  ['https://hooks.stadt.de:25/', 'port'],
  ['https://hooks.stadt.de:0/', 'port'],
  ['https://hooks.stadt.de:65536/', 'unreadable'],
  ['http://hooks.stadt.de/', 'scheme'],
  ['http://127.0.0.1/', 'address'],
  ['ftp://hooks.stadt.de/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['gopher://127.0.0.1:6379/_FLUSHALL', 'scheme'],
  ['data:text/plain,x', 'scheme'],
  ['ws://hooks.stadt.de/', 'scheme'],
  ['//hooks.stadt.de/', 'unreadable'],
  ['hooks.stadt.de', 'unreadable'],
  ['https://', 'unreadable'],
  ['https://hooks.stadt.de\\@127.0.0.1/', 'unreadable'],
  ['https://hooks.stadt.de/\r\nHost: 127.0.0.1', 'unreadable'],
  ['https://127.0.0.1\t.stadt.de/', 'unreadable'],
  ['https://127.0.0.1%00.stadt.de/', 'unreadable'],
  ['https://1.2.3.4.5/', 'unreadable'],
];

describe('the address of a target', () => {
  it.each(TRICKS)('%s is refused: %s', (url, refusal) => {
    expect(readTargetUrl(url, NOTHING_ALLOWED)).toBe(refusal);
  });

  it.each([
    ['https://hooks.stadt.de', 'hooks.stadt.de', 443],
    ['https://hooks.stadt.de./eingang?von=querraum', 'hooks.stadt.de', 443],
    ['HTTPS://Hooks.Stadt.DE:8443/eingang', 'hooks.stadt.de', 8443],
    ['https://bürger.stadt.de/', 'xn--brger-kva.stadt.de', 443],
    ['https://93.184.215.14/', '93.184.215.14', 443],
    ['https://[2a01:4f8::1]:9443/', '2a01:4f8::1', 9443],
  ])('%s is a target', (url, host, port) => {
    expect(readTargetUrl(url, NOTHING_ALLOWED)).toMatchObject({ host, port });
  });

  it('may lie in the networks that the operator names, and there alone without encryption', () => {
    expect(readTargetUrl('https://10.20.3.4/', OWN_NETWORK)).toMatchObject({ host: '10.20.3.4' });
    expect(readTargetUrl('http://10.20.3.4:8080/', OWN_NETWORK)).toMatchObject({ isEncrypted: false, port: 8080 });
    expect(readTargetUrl('http://[fd12:3456:0:1::7]/', OWN_NETWORK)).toMatchObject({ host: 'fd12:3456:0:1::7' });
    expect(readTargetUrl('http://hooks.verwaltung.internal/', OWN_NETWORK)).toMatchObject({ port: 80 });
    expect(readTargetUrl('https://10.21.3.4/', OWN_NETWORK)).toBe('address');
    expect(readTargetUrl('http://93.184.215.14/', OWN_NETWORK)).toBe('httpElsewhere');
    expect(readTargetUrl('http://10.20.3.4/', { ...OWN_NETWORK, allowHttp: false })).toBe('scheme');
  });

  it.each([
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '100.100.100.200',
    '168.63.129.16',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'fe80::1%eth0',
    'hooks.stadt.de',
  ])('%s is never sent to, whatever the operator allows', (address) => {
    expect(standingOfAddress(address, EVERYTHING_ALLOWED.own)).toBe('refused');
  });

  it('lets nobody name a network that is none', () => {
    for (const text of ['10.0.0.0/33', 'fd00::/129', 'stadt.de', '10.0.0', ''])
      expect(() => networks([text])).toThrow('is no network');
  });
});
