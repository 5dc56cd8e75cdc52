import { useSyncExternalStore } from 'react';

let last: string | null = null;
const listeners = new Set<() => void>();

/** Keeps the id under which the server logged the latest request, for whoever reports an issue (SUP-5). */
export function noteRequest(response: Response): Response {
  last = response.headers.get('x-request-id') ?? last;
  for (const listener of listeners) listener();
  return response;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null before the first answer. */
export function useLastRequest(): string | null {
  return useSyncExternalStore(subscribe, () => last);
}
