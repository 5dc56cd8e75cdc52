/** More than this, and whoever reads so slowly begins anew. */
const MOST_WAITING = 10_000;

/** What has changed and was not told yet, each thing once. */
export class WaitingChanges {
  private readonly ids = new Set<string>();
  private wake: () => void = () => undefined;

  get isOverfull(): boolean {
    return this.ids.size > MOST_WAITING;
  }

  add(subjectIds: readonly string[]): void {
    for (const id of subjectIds) this.ids.add(id);
    this.wake();
  }

  take(): string[] {
    const taken = [...this.ids];
    this.ids.clear();
    return taken;
  }

  /** Resolves once something waits, or the signal ends the waiting. */
  async some(signal: AbortSignal): Promise<void> {
    if (this.ids.size > 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
