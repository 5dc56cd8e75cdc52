import { QueryFailedError } from 'typeorm';
import { errorInLog } from './error-in-log';

const driver = (code: string, message: string) => Object.assign(new Error(message), {
  code, constraint: 'one_open_invitation', detail: 'Key (email)=(ada@example.org) already exists.',
});
const logged = (error: unknown) => JSON.stringify(errorInLog(error));

describe('the log of an error', () => {
  test('has the code and constraint of a failed statement, and neither its parameters nor its row', () => {
    const text = logged(new QueryFailedError('INSERT', ['ada@example.org'], driver('23505', 'duplicate key')));
    expect(text).toContain('"code":"23505","constraint":"one_open_invitation"');
    expect(text).not.toContain('ada@example.org');
  });

  test.each([
    [
      'PostgreSQL could not read',
      new QueryFailedError('SELECT', [], driver('22P02', 'invalid input for uuid: "a"b s3cret"')),
    ],
    ['JSON could not be', (() => { try { return JSON.parse('s3cret'); } catch (error) { return error; } })()],
  ])('leaves out the value that %s', (_, error) => {
    expect(logged(error)).not.toContain('s3cret');
  });

  test('leaves out properties such as the raw packet of a malformed request', () => {
    expect(logged(Object.assign(new Error('Parse Error'), { rawPacket: 'Cookie: s3cret' }))).not.toContain('s3cret');
  });

  test('has the cause, and the frames without repeating the message', () => {
    const entry = errorInLog(new Error('outer', { cause: new TypeError('inner') }));
    expect(entry).toMatchObject({ name: 'Error', message: 'outer', cause: { name: 'TypeError', message: 'inner' } });
    expect(entry.stack.every((frame) => frame.startsWith('at '))).toBe(true);
  });

  test('does not show what was thrown in place of an error', () => {
    expect(logged('s3cret')).not.toContain('s3cret');
  });
});
