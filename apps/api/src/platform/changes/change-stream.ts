import { setTimeout as sleep } from 'node:timers/promises';
import { type ChangeFeed } from './change-feed';
import { type OpenStreams } from './open-streams';
import { WaitingChanges } from './waiting-changes';

/** As long as an access cookie: then the reader begins anew, and shows again who they are. */
const LONGEST_MS = 15 * 60_000;
const UNTIL_IT_CATCHES_UP_MS = 1_000;

export interface StreamedSubject {
  owner: string;
  projectSpaceId: string;
  matter: string;
  /** Only of this one; of all where there is none. */
  subjectId?: string;
}

export interface StreamOptions<Event> extends StreamedSubject {
  /** What is told of these, or null for nothing; the first time of none, so that whoever begins anew looks again. Undefined ends it. */
  read(subjectIds: string[]): Promise<Event | null | undefined>;
  /** Whether what was told before has not left yet. */
  isBehind(): boolean;
}

/**
 * Tells of changes as they come, at most as fast as they are read: what comes meanwhile waits, each thing once.
 * It can be ended at any moment, also while it waits, which a generator alone cannot.
 */
export async function openStream<Event extends object>(
  feed: ChangeFeed, streams: OpenStreams, { owner, projectSpaceId, matter, subjectId, read, isBehind }: StreamOptions<Event>,
): Promise<AsyncGenerator<Event, void>> {
  const ending = new AbortController();
  const { signal } = ending;
  const waiting = new WaitingChanges();
  const end = () => ending.abort();
  signal.addEventListener('abort', streams.add(owner, end), { once: true });
  const tell = (ids: string[]) => {
    waiting.add(subjectId === undefined ? ids : ids.filter((id) => id === subjectId));
    if (waiting.isOverfull) end();
  };
  try {
    signal.addEventListener('abort', await feed.follow({ projectSpaceId, matter, tell }), { once: true });
  } catch (error) {
    end();
    throw error;
  }
  const longest = setTimeout(end, LONGEST_MS);
  signal.addEventListener('abort', () => clearTimeout(longest), { once: true });

  async function* events(): AsyncGenerator<Event, void> {
    try {
      for (let ids: string[] = []; ; ids = waiting.take()) {
        const event = await read(ids);
        if (event === undefined || signal.aborted) return;
        if (event !== null) yield event;
        await waiting.some(signal);
        while (isBehind() && !signal.aborted) await sleep(UNTIL_IT_CATCHES_UP_MS, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
      }
    } finally {
      end();
    }
  }

  const generated = events();
  const ended = generated.return.bind(generated);
  return Object.assign(generated, {
    return: async () => {
      end();
      return await ended(undefined);
    },
  });
}
