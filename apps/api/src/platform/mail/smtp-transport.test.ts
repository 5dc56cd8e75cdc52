import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailMessage, MailTransport } from './mail-transport';
import { smtpTransport } from './smtp-transport';

const message: MailMessage = {
  id: 'b3f6d7b0-0000-4000-8000-000000000001', to: 'ana@example.org', subject: 'Hello', text: 'In words.', html: '<p>In words.</p>',
};
/** Enough for a server on this machine; nobody waits for longer. */
const IMPATIENT = { connectMs: 400, wholeSendMs: 1_000 };
const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

interface Received {
  recipients: string[];
  raw: string;
}

async function smtp(options: SMTPServerOptions = {}): Promise<{ transport: MailTransport; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  open.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const transport = smtpTransport(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`, 'Usher <usher@example.org>');
  open.push(() => transport.close());
  return { transport, received };
}

const refusing = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

test('a mail arrives with text and HTML, its own id, and marked as sent by a program', async () => {
  const { transport, received } = await smtp();
  expect(await transport.send(message)).toMatchObject({ outcome: 'sent' });
  const mail = await simpleParser(received[0]?.raw ?? '');
  expect(mail).toMatchObject({ subject: 'Hello', messageId: `<${message.id}@example.org>`, html: message.html });
  expect(mail.text?.trim()).toBe('In words.');
  expect(mail.from?.value).toEqual([{ name: 'Usher', address: 'usher@example.org' }]);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
});

test.each([
  ['a 4xx to the recipient', 450, 'temporary'], ['a 5xx to the recipient', 550, 'bounced'],
] as const)('%s is %s', async (_what, code, outcome) => {
  const { transport } = await smtp({ onRcptTo: (_address, _session, done) => done(refusing(code, 'no')) });
  const result = await transport.send(message);
  expect(result.outcome).toBe(outcome);
  expect(result.reply).toContain(String(code));
});

test('EML-4: a 5xx to MAIL FROM or to the greeting is our own fault', async () => {
  const sender = await smtp({ onMailFrom: (_address, _session, done) => done(refusing(553, 'not you')) });
  expect(await sender.transport.send(message)).toMatchObject({ outcome: 'misconfigured' });
  const greeting = await smtp({ onConnect: (_session, done) => done(refusing(554, 'nobody')) });
  expect(await greeting.transport.send(message)).toMatchObject({ outcome: 'misconfigured' });
});

test('EML-4: a 5xx to the end of the data is a bounce', async () => {
  const { transport } = await smtp({
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done(refusing(554, 'not this')));
    },
  });
  expect(await transport.send(message)).toMatchObject({ outcome: 'bounced' });
});

test('a server that is not there, or says nothing, ends in a time-out and another try', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  open.push(() => new Promise<void>((resolve) => silent.close(() => resolve())));
  const { port } = silent.address() as AddressInfo;
  const toSilence = smtpTransport(`smtp://127.0.0.1:${port}`, 'usher@example.org', IMPATIENT);
  const toNobody = smtpTransport('smtp://127.0.0.1:1', 'usher@example.org', IMPATIENT);
  open.push(() => toSilence.close(), () => toNobody.close());
  const results = await Promise.all([toSilence.send(message), toNobody.send(message)]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['temporary', 'temporary']);
});

/** A server that says its lines, then does as it is told. */
async function scripted(talk: (line: string, socket: Socket) => void, patience = IMPATIENT): Promise<MailTransport> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 here\r\n');
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) talk(line, socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => void server.close());
  const transport = smtpTransport(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, 'usher@example.org', patience);
  open.push(() => transport.close());
  return transport;
}

/** A mail whose body does not fit into one write. */
const long: MailMessage = { ...message, text: 'A line of many.\n'.repeat(400_000) };

const USUAL: Record<string, string | null> = { DATA: '354 go on', body: null };

/** Says yes to everything but what is told otherwise: null says nothing at all, 'cut' ends the connection. */
function except(words: Record<string, string | null>) {
  let isBody = false;
  return (line: string, socket: Socket) => {
    const inBody = line === '.' ? 'end' : 'body';
    const step = isBody ? inBody : line.slice(0, 4);
    isBody = step === 'DATA' || step === 'body';
    const [answer] = [words, USUAL].flatMap((known) => (step in known ? [known[step]] : []));
    if (answer === 'cut') socket.destroy();
    else if (answer !== null) socket.write(`${answer ?? '250 fine'}\r\n`);
  };
}

test.each<[string, Record<string, string | null>, MailMessage]>([
  ['stalls after the greeting of ours', { EHLO: null }, message],
  ['stalls at the recipient', { RCPT: null }, message],
  ['stalls after DATA', { DATA: null }, message],
  ['takes the whole mail and then says nothing', { end: null }, message],
  ['cuts the connection at DATA', { DATA: 'cut' }, message],
  ['cuts the connection in the middle of the mail', { body: 'cut' }, long],
  ['cuts the connection instead of its yes', { end: 'cut' }, message],
  ['says 4xx to the end of the data', { end: '452 full' }, message],
  ['says 421 and closes at the recipient', { RCPT: '421 closing' }, message],
])('EML-1: a server that %s loses no mail: it is tried again on a line of its own', async (_what, words, mail) => {
  let isBad = true;
  const [bad, good] = [except(words), except({})];
  const transport = await scripted((line, socket) => (isBad ? bad : good)(line, socket));
  expect(await transport.send(mail)).toMatchObject({ outcome: 'temporary' });
  isBad = false;
  expect(await transport.send(message)).toMatchObject({ outcome: 'sent' });
});

const answering = (reply: (line: string) => string | null) => (line: string, socket: Socket) => {
  const text = reply(line);
  if (text === null) socket.destroy();
  else socket.write(`${text}\r\n`);
};

test.each<[string, string, (line: string) => string | null]>([
  ['a connection cut after MAIL FROM', 'temporary', (line) => (line.startsWith('MAIL') ? null : '250 fine')],
  ['a 5xx to DATA itself, which tells nothing of the address', 'misconfigured', (line) => (line === 'DATA' ? '554 no' : '250 fine')],
  ['a 4xx to the greeting of ours', 'temporary', (line) => (/^(EHLO|HELO)/.test(line) ? '421 busy' : '250 fine')],
  ['words that are no SMTP', 'temporary', () => 'what?'],
])('EML-4: %s is %s', async (_what, outcome, reply) => {
  expect(await (await scripted(answering(reply))).send(message)).toMatchObject({ outcome });
});

test('a refused sign-in is our own fault', async () => {
  const server = new SMTPServer({ authOptional: true, allowInsecureAuth: true, disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(refusing(535, 'not you')) });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  open.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const transport = smtpTransport(`smtp://me:wrong@127.0.0.1:${(listening.address() as AddressInfo).port}`, 'usher@example.org');
  expect(await transport.send(message)).toMatchObject({ outcome: 'misconfigured' });
});

test('a mail that a stalled server was given up on does not leave after all, and others are not held up by it', async () => {
  let stalled: Socket | undefined;
  const transport = await scripted((line, socket) => {
    if (line.includes('slow@')) stalled = socket;
    else if (line === 'DATA') socket.write('354 go on\r\n');
    else if (line === '.' || !socket.destroyed && /^(EHLO|MAIL|RCPT|RSET)/.test(line)) socket.write('250 fine\r\n');
  });
  const slow = transport.send({ ...message, to: 'slow@example.org' });
  expect(await transport.send(message)).toMatchObject({ outcome: 'sent' });
  expect(await slow).toMatchObject({ outcome: 'temporary' });
  if (!stalled?.closed) await once(stalled as Socket, 'close');
});

test('one connection carries many mails, one after the other', async () => {
  const connected: string[] = [];
  const { transport, received } = await smtp({ onConnect: ({ id }, done) => {
    connected.push(id);
    done();
  } });
  for (let count = 0; count < 3; count += 1) expect(await transport.send(message)).toMatchObject({ outcome: 'sent' });
  expect([connected.length, received.length]).toEqual([1, 3]);
});

test.each([
  'a@b.example\r\nRCPT TO:<x@y.example>', 'a@b.example,x@y.example', 'Ana <a@b.example>', 'a@b.example x@y.example', '',
])('%j is not one address, and nothing is sent to anybody', async (to) => {
  const { transport, received } = await smtp();
  expect(await transport.send({ ...message, to })).toMatchObject({ outcome: 'refused' });
  expect(received).toEqual([]);
});
