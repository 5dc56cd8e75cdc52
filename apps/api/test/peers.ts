import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port';

const BIN = '/usr/lib/postgresql/15/bin';
const PGBOUNCER = '/usr/sbin/pgbouncer';
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const PATIENCE_MS = 30_000;
const QUICK = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'autovacuum=off'];
/** A commit waits until the replica shows it, so that what is tested does not depend on how far it lags. */
const WITHOUT_LAG = ['synchronous_standby_names=*', 'synchronous_commit=remote_apply'];

export interface Peers {
  /** Where databases are made and dropped. */
  url: string;
  pooler?: string;
  replica?: string;
  stop(): Promise<void>;
}

const urlAt = (port: number) => `postgres://usher@127.0.0.1:${port}/postgres`;

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Debian's PostgreSQL 15, and beside it, if wanted, PgBouncer in transaction mode and a streaming replica. */
export class DebianPeers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'usher-peers-'));
  private readonly running: ChildProcess[] = [];

  async start(isWhole: boolean): Promise<Peers> {
    chmodSync(this.folder, 0o755);
    const primary = await this.primary();
    const peers = { url: urlAt(primary), stop: async () => await this.stop() };
    if (!isWhole) return peers;
    return { ...peers, replica: urlAt(await this.replica(primary)), pooler: urlAt(await this.pooler(primary)) };
  }

  private async primary(): Promise<number> {
    const data = this.place('primary');
    await this.finished(join(BIN, 'initdb'), ['-D', data, '-U', 'usher', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
    return await this.postgres(data, QUICK);
  }

  private async replica(primary: number): Promise<number> {
    const data = this.place('replica');
    await this.finished(join(BIN, 'pg_basebackup'), [
      '-h', '127.0.0.1', '-p', String(primary), '-U', 'usher', '-D', data, '-R', '-X', 'stream', '-c', 'fast', '--no-sync']);
    const port = await this.postgres(data, QUICK);
    const client = new Client({ connectionString: urlAt(primary) });
    await client.connect();
    for (const setting of WITHOUT_LAG) await client.query(`ALTER SYSTEM SET ${setting.replace('=', " = '")}'`);
    await client.query('SELECT pg_reload_conf()');
    await client.end();
    return port;
  }

  private async pooler(primary: number): Promise<number> {
    const place = this.place('pooler');
    const port = await freePort();
    writeFileSync(join(place, 'users'), '"usher" ""\n');
    writeFileSync(join(place, 'pgbouncer.ini'), [
      '[databases]', `* = host=127.0.0.1 port=${primary}`, '[pgbouncer]', `listen_port = ${port}`, 'listen_addr = 127.0.0.1',
      'auth_type = trust', `auth_file = ${join(place, 'users')}`, 'pool_mode = transaction', 'unix_socket_dir =',
      'max_client_conn = 500', 'default_pool_size = 20', '',
    ].join('\n'));
    this.launch(PGBOUNCER, [join(place, 'pgbouncer.ini')]);
    await answers(urlAt(port));
    return port;
  }

  private async postgres(data: string, settings: string[]): Promise<number> {
    const port = await freePort();
    this.launch(join(BIN, 'postgres'), [
      '-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings.flatMap((setting) => ['-c', setting])]);
    await answers(urlAt(port));
    return port;
  }

  private place(name: string): string {
    const place = join(this.folder, name);
    mkdirSync(place, { mode: 0o700 });
    if (NOBODY.uid) chownSync(place, NOBODY.uid, NOBODY.gid);
    return place;
  }

  private launch(program: string, args: string[]): void {
    this.running.push(spawn(program, args, { ...NOBODY, cwd: '/', stdio: 'ignore' }));
  }

  private async finished(program: string, args: string[]): Promise<void> {
    const child = spawn(program, args, { ...NOBODY, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => { complaint += text.toString(); });
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaint.trim()}`);
  }

  /** The pooler first, the primary last, for a replica goes on only while it follows. */
  private async stop(): Promise<void> {
    for (const child of this.running.toReversed()) {
      child.kill('SIGINT');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
