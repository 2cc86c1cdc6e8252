import { describe, expect, it } from 'vitest';
import { addressClass, mayConnect } from './address-rules.js';

/** The address that a URL's host stands for, the way every request's URL is read. */
const hostOf = (host: string) => new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');

describe('addressClass', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['20.190.128.1', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.0', 'public'],
    ['100.63.255.255', 'public'],
    ['100.128.0.0', 'public'],
    ['[2606:4700::1111]', 'public'],
    ['[::ffff:8.8.8.8]', 'public'],
    ['[64:ff9b::808:808]', 'public'],

    ['127.0.0.1', 'private'],
    ['127.255.255.254', 'private'],
    ['0x7f.1', 'private'],
    ['2130706433', 'private'],
    ['0177.0.0.1', 'private'],
    ['127.1', 'private'],
    ['%31%32%37.0.0.1', 'private'],
    ['①②⑦.0.0.1', 'private'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.127.255.255', 'private'],
    ['[::1]', 'private'],
    ['[::ffff:127.0.0.1]', 'private'],
    ['[::ffff:7f00:1]', 'private'],
    ['[64:ff9b::7f00:1]', 'private'],
    ['[64:ff9b::10.0.0.1]', 'private'],
    ['[fd00::1]', 'private'],
    ['[fc00::1]', 'private'],

    ['0.0.0.0', 'forbidden'],
    ['0', 'forbidden'],
    ['0.1.2.3', 'forbidden'],
    ['[::]', 'forbidden'],
    ['[::ffff:0.0.0.0]', 'forbidden'],
    ['169.254.169.254', 'forbidden'],
    ['0xa9fea9fe', 'forbidden'],
    ['[::ffff:169.254.169.254]', 'forbidden'],
    ['[64:ff9b::a9fe:a9fe]', 'forbidden'],
    ['[fe80::1]', 'forbidden'],
    ['[fec0::1]', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['[::ffff:100.100.100.200]', 'forbidden'],
    ['168.63.129.16', 'forbidden'],
    ['[fd00:ec2::254]', 'forbidden'],
    ['[fd20:ce::254]', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['[ff02::1]', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['240.0.0.1', 'forbidden'],
    ['192.0.2.1', 'forbidden'],
    ['198.18.0.1', 'forbidden'],
    ['[2001:db8::1]', 'forbidden'],
    ['[::127.0.0.1]', 'forbidden'],
    ['[::ffff:0:7f00:1]', 'forbidden'],
    ['[2002:7f00:1::]', 'forbidden'],
    ['[2002:808:808::]', 'forbidden'],
    ['[2001:0:7f00:1::]', 'forbidden'],
    ['[64:ff9b:1::7f00:1]', 'forbidden'],
    ['[100::1]', 'forbidden'],
    ['[4000::1]', 'forbidden'],
  ])('%s is %s', (host, expected) => {
    expect(addressClass(hostOf(host))).toBe(expected);
  });

  it.each(['', 'localhost', 'fe80::1%eth0', '::1%lo', '1.2.3.4.5', '/var/run/docker.sock'])(
    '"%s" is forbidden, being no address of another machine',
    (text) => expect(addressClass(text)).toBe('forbidden'),
  );
});

describe('mayConnect', () => {
  it.each([
    ['8.8.8.8', true, true],
    ['127.0.0.1', false, true],
    ['fd00::1', false, true],
    ['100.64.0.1', false, true],
    ['169.254.169.254', false, false],
    ['0.0.0.0', false, false],
    ['ff02::1', false, false],
    ['fd00:ec2::254', false, false],
  ])('%s: %s by a public policy, %s by a private one', (address, open, inside) => {
    expect(mayConnect(address, { allowPrivate: false })).toBe(open);
    expect(mayConnect(address, { allowPrivate: true })).toBe(inside);
  });
});
