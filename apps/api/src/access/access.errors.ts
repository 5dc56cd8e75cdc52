import { Refusal } from '../platform/refusal';

export class NotFound extends Refusal {
  readonly code = 'NOT_FOUND';

  constructor(field: string) {
    super('This does not exist, or you cannot see it.', { field: [field] });
  }
}

export class Required extends Refusal {
  readonly code = 'REQUIRED';

  constructor(what: string, ...field: string[]) {
    super(`${what} is missing. Please fill it in.`, { field });
  }
}

export class TooLong extends Refusal {
  readonly code = 'TOO_LONG';

  constructor(what: string, limit: number, ...field: string[]) {
    super(`${what} is too long: at most ${limit} characters fit.`, { field });
  }
}

export class Invalid extends Refusal {
  readonly code = 'INVALID';

  constructor(message: string, ...field: string[]) {
    super(message, { field });
  }
}
