import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutgoingNetworks } from './outgoing-networks';
import { postOutside } from './post';

const PRIVATE = [
  '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254', '192.0.0.192',
  '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254',
  'fec0::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:a00:1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::',
  '2001:db8::1', '::127.0.0.1', 'nonsense', '',
];

test.each(PRIVATE)('API-4: %j is not reached', (address) => {
  expect(new OutgoingNetworks([]).mayReach(address, 'https:')).toBe(false);
});

test.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('API-4: %s is public: reached with encryption, and only so', (address) => {
  const networks = new OutgoingNetworks([]);
  expect([networks.mayReach(address, 'https:'), networks.mayReach(address, 'http:')]).toEqual([true, false]);
});

test('an allowed network is reached, also mapped into IPv6, and nothing beside it', () => {
  const networks = new OutgoingNetworks(['10.20.0.0/16', 'fd00::/8']);
  const reached = (address: string) => networks.mayReach(address, 'http:');
  expect(['10.20.3.4', '::ffff:10.20.3.4', 'fd12::1'].map(reached)).toEqual([true, true, true]);
  expect(['10.21.0.1', '127.0.0.1', 'fe80::1'].map(reached)).toEqual([false, false, false]);
});

test.each([
  'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://127.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/', 'https://169.254.169.254/latest/meta-data/', 'https://0177.0.0.1/', 'https://[fe80::1]/',
])('%s is refused at sight, however it is written', (url) => {
  expect(new OutgoingNetworks([]).mayName(new URL(url))).toBe(false);
});

const post = async (networks: OutgoingNetworks, url: string) =>
  await postOutside(networks, { url, headers: {}, body: '{}', signal: AbortSignal.timeout(3_000) });

test('a name is judged by where it leads when the connection is made: private answers are left out', async () => {
  const server = createServer((_request, response) => void response.writeHead(204).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const leadingTo = async (...addresses: string[]) => addresses;
  await expect(post(new OutgoingNetworks([], () => leadingTo('127.0.0.1', '::1')), `https://inside.example.org:${port}/`))
    .rejects.toThrow('private network');
  const allowed = new OutgoingNetworks(['127.0.0.0/8'], () => leadingTo('10.0.0.1', '127.0.0.1'));
  expect(await post(allowed, `http://inside.example.org:${port}/`)).toBe(204);
  server.closeAllConnections();
  server.close();
});

test('an answer without end is not read to its end, and a silent one is not waited for', async () => {
  const networks = new OutgoingNetworks(['127.0.0.0/8']);
  const server = createServer((request, response) => {
    if (request.url === '/silent') return;
    response.writeHead(200);
    const pour = () => { while (!response.destroyed && response.write(Buffer.alloc(16_384))); };
    response.on('drain', pour);
    pour();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  expect(await post(networks, at('/endless'))).toBe(200);
  await expect(postOutside(networks, { url: at('/silent'), headers: {}, body: '', signal: AbortSignal.timeout(200) }))
    .rejects.toThrow();
  server.closeAllConnections();
  server.close();
});
