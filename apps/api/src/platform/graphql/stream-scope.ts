/** What a subscription is handed beside the context that features make. */
export interface StreamScope {
  /** Whether the reader has not taken yet what was sent before. */
  isBehind(): boolean;
}
