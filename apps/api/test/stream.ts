import type { Answer } from './client';

/** A subscription as server-sent events, read event by event. */
export class Stream {
  private readonly closing: AbortController;
  private readonly reader: ReadableStreamDefaultReader<string>;
  private text = '';

  private constructor(readonly response: Response, closing: AbortController) {
    this.closing = closing;
    if (!response.body) throw new Error('The answer has no body.');
    this.reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  static async open(url: string, body: object, headers: Record<string, string>): Promise<Stream> {
    const closing = new AbortController();
    const response = await fetch(url, {
      method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify(body), signal: closing.signal,
    });
    return new Stream(response, closing);
  }

  /** The next thing told; null once the server has ended the stream. */
  async next(): Promise<Pick<Answer, 'data' | 'errors'> | null> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end === -1) {
        const { done, value } = await this.reader.read();
        if (done) return null;
        this.text += value;
        continue;
      }
      const lines = this.text.slice(0, end).split('\n');
      this.text = this.text.slice(end + 2);
      if (lines.includes('event: complete')) return null;
      const data = lines.find((line) => line.startsWith('data: '));
      if (data) return JSON.parse(data.slice('data: '.length)) as Pick<Answer, 'data' | 'errors'>;
    }
  }

  /** What it says first, or what refused it, as any other answer. */
  async answer(): Promise<Answer> {
    const { status, headers } = this.response;
    const isStream = headers.get('content-type')?.startsWith('text/event-stream');
    const first = isStream ? await this.next() : (JSON.parse(await this.rest()) as Pick<Answer, 'data' | 'errors'>);
    const { data, errors = [] } = first ?? { data: null };
    return { status, data, errors, faults: errors.map((error) => error.extensions.code) };
  }

  close(): void {
    this.closing.abort();
  }

  private async rest(): Promise<string> {
    let text = '';
    for (;;) {
      const { done, value } = await this.reader.read();
      if (done) return text;
      text += value;
    }
  }
}
