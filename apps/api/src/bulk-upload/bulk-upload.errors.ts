import { Refusal } from '../platform/refusal';

export class NotReady extends Refusal {
  readonly code = 'NOT_READY';

  constructor(message: string) {
    super(message, { field: ['bulkUploadId'] });
  }
}
