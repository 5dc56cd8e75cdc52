import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Block {
  line: number;
  info: string;
  text: string;
}

/** An example of a page: a request, what it is asked with, and the answer it promises. */
export interface Example extends Block {
  heading: string;
  variables?: string;
  answer?: string;
}

const FENCE = /^```(.*)$/;

function* blocksOf(markdown: string): Generator<Block & { heading: string }> {
  let heading = '';
  let open: Block | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (!open && line.startsWith('## ')) heading = line.slice(3);
    if (fence && open) {
      yield { ...open, heading };
      open = null;
    } else if (fence) open = { line: index + 1, info: fence[1] ?? '', text: '' };
    else if (open) open.text += `${line}\n`;
  }
  if (open) throw new Error(`The block of line ${open.line} has no end.`);
}

/** Every fenced block of a page, each request with what belongs to it; a block that would not be run is an error. */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  for (const block of blocksOf(readFileSync(join(__dirname, '../../../docs', page), 'utf8'))) {
    const last = examples.at(-1);
    if (/^(json|http) answer$/.test(block.info) && last && last.answer === undefined) last.answer = block.text;
    else if (block.info === 'json variables' && last && last.answer === undefined) last.variables = block.text;
    else if (/^(sh|graphql|graphql until|http|http spent|http stream|js)$/.test(block.info)) examples.push(block);
    else throw new Error(`Line ${block.line}: nobody runs a block "${block.info}" here.`);
  }
  return examples;
}

const ANYTHING = '…';

/** What earlier answers gave, by the names they have on the page. */
export class Known {
  private readonly values: Map<string, string>;

  constructor(given: Record<string, string>) {
    this.values = new Map(Object.entries(given));
  }

  get(name: string): string {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`<${name}> stands in no earlier answer.`);
    return value;
  }

  /** A text of the page with the values in place of their names. */
  fill(text: string): string {
    return text.replaceAll(/<(\w+)>/g, (_, name: string) => this.get(name));
  }

  /** Where an answer differs from what the page says; empty when it does not. A name that is new is noted. */
  differences(expected: unknown, actual: unknown, path = ''): string[] {
    if (expected === ANYTHING) return actual === undefined ? [`${path} is missing`] : [];
    const [, name] = (typeof expected === 'string' && /^<(\w+)>$/.exec(expected)) || [];
    if (name && !this.values.has(name) && typeof actual === 'string') {
      this.values.set(name, actual);
      return [];
    }
    if (typeof expected === 'string' && typeof actual === 'string') return this.differ(expected, actual) ? [`${path}: ${actual}, not ${expected}`] : [];
    if (expected === null || actual === null || typeof expected !== 'object' || typeof actual !== 'object') {
      return expected === actual ? [] : [`${path}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
    }
    const isOpen = Array.isArray(expected) && expected.at(-1) === ANYTHING;
    const names = isOpen ? Object.keys(expected).slice(0, -1) : [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return names.flatMap((key) => this.differences(
      (expected as Record<string, unknown>)[key], (actual as Record<string, unknown>)[key], `${path}.${key}`));
  }

  /** Lines of text, of which an ellipsis alone stands for any number. */
  textDiffers(expected: string, actual: string): boolean {
    return this.differ(expected.trimEnd().replace(/\n…$/, ANYTHING), actual.replaceAll('\r', '').trimEnd());
  }

  private differ(expected: string, actual: string): boolean {
    const pattern = this.fill(expected).split(ANYTHING).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('[^]*');
    return !new RegExp(`^${pattern}$`).test(actual);
  }
}

export interface Message {
  first: string;
  headers: [string, string][];
  body: string;
}

/** An HTTP message as the page writes it: a first line, headers, an empty line, a body. */
export function messageIn(text: string): Message {
  const [head = '', ...rest] = text.split('\n\n');
  const [first = '', ...lines] = head.trimEnd().split('\n');
  const headers = lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]);
  return { first, headers, body: rest.join('\n\n') };
}

/** What a shell would hand to curl, for the few options the page uses; any other is an error. */
export function curlMessage(command: string, environment: Record<string, string>): Message {
  const spaced = command.replaceAll('\\\n', ' ');
  const words = [...spaced.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, plain, filled, bare]) => plain
    ?? (filled ?? bare ?? '').replaceAll(/\$(\w+)/g, (_, name: string) => environment[name] ?? ''));
  if (words.shift() !== 'curl') throw new Error(`Not curl: ${command}`);
  const message: Message = { first: '', headers: [], body: '' };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-s') continue;
    if (word === '-H') message.headers.push(...messageIn(`\n${words.shift() ?? ''}`).headers);
    else if (word === '-d') message.body = words.shift() ?? '';
    else if (word.startsWith('http')) message.first = `${message.body ? 'POST' : 'GET'} ${word}`;
    else throw new Error(`curl ${word} is not known here.`);
  }
  if (message.body) message.first = message.first.replace('GET', 'POST');
  return message;
}
