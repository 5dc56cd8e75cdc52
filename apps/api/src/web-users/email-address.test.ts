import * as fc from 'fast-check';
import cases from 'isemail/test/tests.json';
import { displayEmailAddress, parseEmailAddress } from './email-address';

const addressOf = (input: string) => {
  const parsed = parseEmailAddress(input);
  return 'address' in parsed ? parsed.address : null;
};
const problemOf = (input: string) => {
  const parsed = parseEmailAddress(input);
  return 'problem' in parsed ? parsed.problem : null;
};

describe('ADR-3: what is an address', () => {
  test('of the 185 cases of isemail@1.2.0 exactly 22 pass', () => {
    const texts = (cases as [string, string][]).map(([text]) => text);
    expect(texts).toHaveLength(185);
    expect(texts.filter((text) => addressOf(text) !== null)).toHaveLength(22);
  });

  test.each([
    ['  Ana@Example.ORG ', 'ana@example.org'],
    ["o'brien+tag@example.org", "o'brien+tag@example.org"],
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('%j is %s', (typed, address) => {
    expect(addressOf(typed)).toBe(address);
  });

  test.each([
    ['', 'REQUIRED'], ['   ', 'REQUIRED'],
    ['ana', 'INVALID_EMAIL'], ['ana@localhost', 'INVALID_EMAIL'], ['ana@example.123', 'INVALID_EMAIL'],
    ['.ana@example.org', 'INVALID_EMAIL'], ['ana.@example.org', 'INVALID_EMAIL'], ['a..b@example.org', 'INVALID_EMAIL'],
    ['ána@example.org', 'INVALID_EMAIL'], ['ana@-example.org', 'INVALID_EMAIL'], ['ana@[127.0.0.1]', 'INVALID_EMAIL'],
    ['a@b@example.org', 'INVALID_EMAIL'], [`${'a'.repeat(65)}@example.org`, 'INVALID_EMAIL'],
    ['ana@example.org\n', 'INVALID_EMAIL'], ['\tana@example.org', 'INVALID_EMAIL'],
    ['ana@example.org\r\nRCPT TO:<x@example.com>', 'INVALID_EMAIL'], ['ana@exa\u0000mple.org', 'INVALID_EMAIL'],
    ['ana@bücher/x.example', 'INVALID_EMAIL'], ['ana@bü%63her.example', 'INVALID_EMAIL'],
    [`ana@${'a.'.repeat(130)}example`, 'TOO_LONG'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(problemOf(typed)).toBe(problem);
  });

  test('what was accepted is accepted again unchanged, and holds no space or control character', () => {
    fc.assert(fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (typed) => {
      const address = addressOf(typed);
      if (address === null) return;
      expect(addressOf(address)).toBe(address);
      expect(address).toMatch(/^[!-~]+@[!-~]+$/);
    }));
  });

  test('a Unicode domain is shown as Unicode', () => {
    expect(displayEmailAddress('ana@xn--bcher-kva.example')).toBe('ana@bücher.example');
  });
});
