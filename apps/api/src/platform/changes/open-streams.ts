import { GraphQLError } from 'graphql';

const MOST_PER_OWNER = 10;
const TRY_AGAIN_SECONDS = 30;

const tooManyStreams = () => new GraphQLError(
  `At most ${MOST_PER_OWNER} streams are open at once. Please end one, or try again in ${TRY_AGAIN_SECONDS} seconds.`,
  { extensions: { code: 'RATE_LIMITED', retryAfter: TRY_AGAIN_SECONDS } });

/** The streams of this process: so many for each person or API key, and all of them end when it stops. */
export class OpenStreams {
  private readonly owners = new Map<string, number>();
  private readonly ends = new Set<() => void>();

  get size(): number {
    return this.ends.size;
  }

  /** Counts one that `end` ends; answers with what forgets it. */
  add(owner: string, end: () => void): () => void {
    const count = this.owners.get(owner) ?? 0;
    if (count >= MOST_PER_OWNER) throw tooManyStreams();
    this.owners.set(owner, count + 1);
    this.ends.add(end);
    return () => {
      if (!this.ends.delete(end)) return;
      const left = (this.owners.get(owner) ?? 1) - 1;
      if (left === 0) this.owners.delete(owner);
      else this.owners.set(owner, left);
    };
  }

  endAll(): void {
    for (const end of this.ends) end();
  }
}
