import { Refusal } from '../platform/refusal';

export class NotReady extends Refusal {
  readonly code = 'NOT_READY';

  constructor(field: string) {
    super('This webhook is switched off. Switch it on first.', { field: [field] });
  }
}
