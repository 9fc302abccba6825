import { describe, expect, it } from 'vitest';
import { judgeAddress, judgePort, parseAddressRanges } from '../../../src/fetch/judge-address.ts';
import { FORBIDDEN_HOSTS } from './forbidden-hosts.ts';

const kindOf = (ip: string, allowPrivate: string[] = []) => judgeAddress(ip, parseAddressRanges(allowPrivate)).kind;

describe('judgeAddress', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.1.1',
    '11.0.0.1',
  ])('takes %s for public', (ip) => expect(kindOf(ip)).toBe('public'));

  it.each([
    '2606:4700::6810:84e5',
    '2a00:1450:4001:82b::200e',
    '2001:4860:4860::8888',
    '2400:cb00::1',
    '::ffff:8.8.8.8',
  ])('takes %s for public', (ip) => expect(kindOf(ip)).toBe('public'));

  it('refuses every address of the list, and what is none', () => {
    const asAddress = (host: string) => new URL(`http://${host}/`).hostname.replace(/^\[|\]$/g, '');
    expect(FORBIDDEN_HOSTS.filter(({ host }) => kindOf(asAddress(host)) !== 'refused')).toEqual([]);
    for (const text of ['', 'localhost', 'fe80::1%eth0', '::1%lo', '::ffff:127.0.0.1%1', '1.2.3.4/8', 'fe80::1%25en0'])
      expect([text, kindOf(text)]).toEqual([text, 'refused']);
  });

  it('opens what is in allowPrivate, and nothing beside it', () => {
    expect(kindOf('127.0.0.1', ['127.0.0.0/8'])).toBe('allowed');
    expect(kindOf('::ffff:127.0.0.1', ['127.0.0.0/8'])).toBe('allowed');
    expect(kindOf('::1', ['127.0.0.0/8'])).toBe('refused');
    expect(kindOf('::1', ['::1'])).toBe('allowed');
    expect(kindOf('10.0.0.1', ['127.0.0.0/8', 'fd00::/8'])).toBe('refused');
    expect(kindOf('fd00::1', ['127.0.0.0/8', 'fd00::/8'])).toBe('allowed');
  });

  it('judges the IPv4 host behind a translator that was opened', () => {
    const opened = ['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'];
    expect(kindOf('64:ff9b::8.8.8.8', opened)).toBe('public');
    expect(kindOf('64:ff9b::10.0.0.1', opened)).toBe('refused');
    expect(kindOf('64:ff9b::10.0.0.1', [...opened, '10.0.0.0/8'])).toBe('allowed');
    expect(kindOf('64:ff9b:1::8.8.8.8', opened)).toBe('public');
    expect(kindOf('64:ff9b:1:a00:0:100::', opened)).toBe('refused');
    expect(kindOf('2002:808:808::1', opened)).toBe('public');
    expect(kindOf('2002:a00:1::1', opened)).toBe('refused');
    // The client of a Teredo address, its bits turned over, is 10.0.0.1.
    expect(kindOf('2001:0:808:808:0:0:f5ff:fffe', opened)).toBe('refused');
  });

  it('keeps to the ports of the web, but where an address was allowed expressly', () => {
    expect(judgePort(443, { kind: 'public' }).kind).toBe('public');
    for (const port of [22, 25, 3306, 6379, 11_211]) expect(judgePort(port, { kind: 'public' }).kind).toBe('refused');
    expect(judgePort(22, { kind: 'allowed' }).kind).toBe('allowed');
  });
});
