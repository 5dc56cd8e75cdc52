import { Stream } from './stream';
import type { TestUsher } from './usher';

interface GraphQLFault {
  message: string;
  path?: (string | number)[];
  extensions: { code: string };
}

export interface UserErrorData {
  code: string;
  message: string;
  field: string[] | null;
  retryAfter?: number | null;
}

// Answers are read by tests, which say by their expectations what they hold.
// oxlint-disable-next-line typescript/no-explicit-any
type Data = any;

export interface Answer {
  status: number;
  data: Data;
  errors: GraphQLFault[];
  /** The codes of top-level errors. */
  faults: string[];
}

/** Somebody who asks: their cookies, kept from answer to answer. */
export class Client {
  readonly cookies = new Map<string, string>();

  constructor(protected readonly server: Pick<TestUsher, 'url'>, cookies: Record<string, string> = {}) {
    for (const [name, value] of Object.entries(cookies)) this.cookies.set(name, value);
  }

  /** The same person at another server. */
  at(server: Pick<TestUsher, 'url'>): Client {
    return new Client(server, Object.fromEntries(this.cookies));
  }

  async ask(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.ownHeaders(), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const { data, errors = [] } = (await response.json()) as { data: Data; errors?: GraphQLFault[] };
    return { status: response.status, data, errors, faults: errors.map((error) => error.extensions.code) };
  }

  /** Begins a subscription, a stream of its own. */
  async follow(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Stream> {
    return await Stream.open(`${this.server.url}/graphql/stream`, { query, variables }, { ...this.ownHeaders(), ...headers });
  }

  /** What a request bears that is not one of GraphQL, such as that of a file. */
  ownHeaders(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  /** The one mutation of a document, with what it answered; a fault fails the test and prints everything. */
  async change(name: string, input: object, fields: string): Promise<Data> {
    const answer = await this.mutate(name, input, fields);
    if (answer.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(answer.errors, null, 2)}`);
    return answer.data[name];
  }

  /** The codes of its user errors; empty when it was done. */
  async codes(name: string, input: object): Promise<string[]> {
    const payload = await this.change(name, input, '');
    return (payload.userErrors as UserErrorData[]).map(({ code }) => code);
  }

  async mutate(name: string, input: object, fields = ''): Promise<Answer> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const inputType = { resendInvitations: 'InvitationIdsInput', removeInvitations: 'InvitationIdsInput' }[name] ?? type;
    return await this.ask(
      `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${fields} userErrors { code message field retryAfter } } }`,
      { input });
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const cut = pair.indexOf('=');
    const value = pair.slice(cut + 1);
    if (value === '') this.cookies.delete(pair.slice(0, cut));
    else this.cookies.set(pair.slice(0, cut), value);
  }
}

/** A program with an API key. */
export class KeyClient extends Client {
  constructor(server: Pick<TestUsher, 'url'>, readonly secret: string, readonly id: string) {
    super(server);
  }

  override at(server: Pick<TestUsher, 'url'>): KeyClient {
    return new KeyClient(server, this.secret, this.id);
  }

  override ownHeaders(): Record<string, string> {
    return { authorization: `Bearer ${this.secret}` };
  }
}
