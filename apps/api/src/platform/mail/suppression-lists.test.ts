import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendGridLists } from './suppression-lists';

let server: Server;
let statusOf = (_url: string) => 204;
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(statusOf(request.url ?? '')).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());
beforeEach(() => { asked = []; });

const lists = () => sendGridLists({ apiKey: 'SG.key', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

test('EML-6: an address is taken off the lists of bounces, blocks, invalid addresses and spam reports', async () => {
  statusOf = () => 204;
  expect(await lists().clear('a+b/c@example.org')).toBeNull();
  expect(asked.toSorted()).toEqual(['blocks', 'bounces', 'invalid_emails', 'spam_reports'].map(
    (list) => `DELETE /v3/suppression/${list}/a%2Bb%2Fc%40example.org Bearer SG.key`));
});

test('that it was on none of them is no fault', async () => {
  statusOf = () => 404;
  expect(await lists().clear('ana@example.org')).toBeNull();
});

test('what went wrong is told, list by list, and the others are cleared all the same', async () => {
  statusOf = (url) => (url.includes('blocks') ? 500 : 204);
  expect(await lists().clear('ana@example.org')).toMatch(/^blocks: 500/);
  expect(asked).toHaveLength(4);
});

test('that nobody answers is told too', async () => {
  const nobody = sendGridLists({ apiKey: 'SG.key', baseUrl: 'http://127.0.0.1:1' });
  expect(await nobody.clear('ana@example.org')).toMatch(/bounces.*blocks.*invalid_emails.*spam_reports/);
});
