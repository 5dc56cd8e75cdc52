/** What the platform itself needs to know of a request; added to the context that features make. */
export interface RequestScope {
  requestId: string;
  /** As the header gave it, also an empty one. */
  idempotencyKey?: string;
}
