import { en, type MailTexts } from './en';
import { Language } from './language';
import { mailTextsIn, momentIn } from './mail-texts';

type Texts = { [name: string]: Texts | string | ((values: never) => string) };

/** Every text by its path, with each value it is given standing for itself. */
function said(texts: Texts, path = ''): [string, string][] {
  const values = new Proxy({}, { get: (_values, name) => `{${String(name)}}` });
  return Object.entries(texts).flatMap(([name, text]): [string, string][] => {
    if (typeof text === 'object') return said(text, `${path}${name}.`);
    return [[path + name, typeof text === 'function' ? text(values as never) : text]];
  });
}

const english = new Map(said(en));

describe.each(Object.values(Language).filter((language) => language !== Language.EN))('EML-2: in %s', (language) => {
  const texts = said(mailTextsIn(language));

  test.each(texts)('%s names what the English text names', (path, text) => {
    const named = (words = '') => [...new Set(words.match(/\{\w+\}/g))].sort();
    expect(named(text)).toEqual(named(english.get(path)));
    expect(text).not.toMatch(/undefined|^\s*$/);
  });

  test('no text is left in English', () => {
    const same = texts.filter(([path, text]) => text === english.get(path)).map(([path]) => path);
    expect(same).toEqual([]);
  });
});

test('a catalogue that lacks a text does not compile', () => {
  const { signInAt, ...rest } = en;
  // @ts-expect-error -- this is what keeps the languages complete
  const lacking: MailTexts = rest;
  expect(lacking.signInAt).not.toBe(signInAt);
});

test('a moment is told in the language, with its time zone', () => {
  const moment = new Date('2026-12-25T14:05:00Z');
  expect(momentIn(Language.EN, moment)).toBe('December 25, 2026 at 2:05 PM UTC');
  expect(momentIn(Language.FR, moment)).toBe('25 décembre 2026 à 14:05 UTC');
});
