// A mail server that takes everything, in a process of its own. Says when the first and the last mail came; keeps them when told to.
import { SMTPServer } from 'smtp-server';

let seen = { count: 0, first: 0, last: 0 };
let kept = null;

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', (part) => kept && parts.push(part));
    stream.on('end', () => {
      const now = performance.now();
      seen = { count: seen.count + 1, first: seen.first || now, last: now };
      kept?.push(Buffer.concat(parts).toString());
      done();
    });
  },
});
server.on('error', () => undefined);

const answers = {
  keep: () => { kept = []; },
  read: () => seen,
  reset: () => { seen = { count: 0, first: 0, last: 0 }; },
  take: () => {
    const mails = kept;
    kept = null;
    return mails;
  },
};

process.on('message', ({ ask }) => process.send({ answer: answers[ask]() ?? null }));
const listening = server.listen(0, '127.0.0.1', () => process.send({ answer: listening.address().port }));
