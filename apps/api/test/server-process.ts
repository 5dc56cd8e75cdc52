import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until';
import { freePort } from './free-port';

/** A server in a process of its own, which can be killed and started again. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private port = 0;

  constructor(private readonly main: string, private readonly settings: Record<string, string>) {}

  async start(): Promise<void> {
    this.port ||= await freePort();
    this.child = spawn(process.execPath, [this.main], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH: process.env.PATH, PORT: String(this.port), PUBLIC_URL: `http://localhost:${this.port}`, ...this.settings },
    });
  }

  async untilReady(): Promise<void> {
    const isReady = async () => await fetch(`http://127.0.0.1:${this.port}/readyz`).then(({ ok }) => ok, () => false);
    await until(async () => this.hasEnded() || (await isReady()), Boolean);
    if (this.hasEnded()) throw new Error('The server has ended.');
  }

  /** As a crash would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || this.hasEnded()) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private hasEnded(): boolean {
    return this.child?.exitCode != null || this.child?.signalCode != null;
  }
}
