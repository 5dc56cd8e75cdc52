import { Refusal } from '../platform/refusal';

export class TooManyKeys extends Refusal {
  readonly code = 'INVALID';

  constructor(limit: number) {
    super(`A project space holds at most ${limit} API keys. Revoke one that is no longer used first.`);
  }
}
