import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, request, test } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { ADMIN, newDataDir, startServer } from '../support/server.ts';

test('a killed server starts again with all it held, and mail it was sending arrives within 30 seconds', async () => {
  test.setTimeout(120_000);
  const arrived: { recipient: string; at: number }[] = [];
  let isHanging = true;
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (isHanging) return;
      if (address === 'survivor@example.org') arrived.push({ recipient: address, at: Date.now() });
      done();
    },
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done());
    },
  });
  smtp.on('error', () => undefined); // a killed client resets its connections
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const smtpUrl = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const dataDir = newDataDir();

  const ask = async (url: string, query: string, variables: object = {}) => {
    const api = await request.newContext({ baseURL: url });
    const signIn = `mutation { signIn(input: { email: "${ADMIN.email}", password: "${ADMIN.password}" }) { userErrors { code } } }`;
    await api.post('/graphql', { data: { query: signIn } });
    const response = await api.post('/graphql', { data: { query, variables } });
    return (await response.json()).data;
  };
  const SPACE = '{ projectSpace(slug: "demo") { id assignableRoles { id } invitations { nodes { email deliveryStatus } } } }';

  const first = await startServer(smtpUrl, dataDir);
  const { projectSpace } = await ask(first.url, SPACE);
  const input = { projectSpaceId: projectSpace.id, roleId: projectSpace.assignableRoles[0].id, email: 'survivor@example.org' };
  await ask(first.url, 'mutation ($input: InviteWebUserInput!) { inviteWebUser(input: $input) { userErrors { code } } }', { input });
  await expect.poll(async () => await new Promise((resolve) => smtp.server.getConnections((_error, count) => resolve(count)))).toBeGreaterThan(0);
  await first.kill();
  const killedAt = Date.now();
  isHanging = false;

  const second = await startServer(smtpUrl, dataDir);
  const held = await ask(second.url, SPACE);
  expect(held.projectSpace.invitations.nodes).toMatchObject([{ email: 'survivor@example.org' }]);
  await expect.poll(() => arrived.map(({ recipient }) => recipient), { timeout: 40_000 }).toEqual(['survivor@example.org']);
  expect((arrived[0]?.at ?? Infinity) - killedAt).toBeLessThan(30_000);
  await expect.poll(async () => (await ask(second.url, SPACE)).projectSpace.invitations.nodes[0].deliveryStatus).toBe('SENT');
  await second.stop();
  smtp.close();
});
