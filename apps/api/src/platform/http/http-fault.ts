/** A request that is refused before it reaches a feature: its message may be shown. */
export class HttpFault extends Error {
  constructor(readonly statusCode: number, message: string, readonly headers: Record<string, string> = {}) {
    super(message);
  }
}
