import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { listeningFault } from './listening-fault';

const opened: Server[] = [];
afterAll(() => opened.forEach((server) => server.close()));

async function listenAt(host: string, port: number): Promise<{ port: number; fault: string | null }> {
  const server = createServer();
  opened.push(server);
  server.listen({ host, port });
  try {
    await once(server, 'listening');
    return { port: (server.address() as { port: number }).port, fault: null };
  } catch (error) {
    return { port, fault: listeningFault(error, { host, port }) };
  }
}

test('a port that is in use, and a host that is not of this machine, are told in one line that names the setting', async () => {
  const { port } = await listenAt('127.0.0.1', 0);
  expect((await listenAt('127.0.0.1', port)).fault).toMatch(new RegExp(`^PORT ${port} is in use at 127\\.0\\.0\\.1: .*PORT=\\d+ npm start\\.$`));
  expect((await listenAt('192.0.2.1', 0)).fault).toMatch(/^HOST 192\.0\.2\.1 is no address of this machine: .*$/);
  expect((await listenAt('no-such-host.invalid', 0)).fault).toMatch(/^HOST no-such-host\.invalid is not known to this machine: .*$/);
});

test('a port below 1024 that this user may not use is told; what is no matter of settings is not', () => {
  const at = { host: '127.0.0.1', port: 80 };
  expect(listeningFault(Object.assign(new Error('no'), { code: 'EACCES' }), at)).toContain('PORT 80 may not be used');
  expect(listeningFault(new Error('other'), at)).toBeNull();
});
