import type { DataSource } from 'typeorm';

/** What must be found nowhere, each with a name that a failure can print. */
export class KeptSecrets {
  private readonly forms = new Map<string, Set<string>>();

  /** A secret as text, or the bytes of one. */
  add(name: string, secret: string | Buffer | undefined): void {
    if (secret === undefined || secret.length < SHORTEST) throw new Error(`${name} is too short to be looked for: ${String(secret)}`);
    const bytes = Buffer.from(secret as string);
    const base64 = bytes.toString('base64').replace(/=+$/, '');
    this.forms.set(name, new Set([
      ...(typeof secret === 'string' ? [secret] : []), base64, base64.replaceAll('+', '-').replaceAll('/', '_'), bytes.toString('hex'),
    ]));
  }

  get names(): string[] {
    return [...this.forms.keys()];
  }

  /** Those that stand in a text: in clear, or only in base64 or hex. */
  foundIn(text: string): string[] {
    const folded = text.toLowerCase();
    return this.names.filter((name) => [...(this.forms.get(name) ?? [])].some((form) => text.includes(form) || folded.includes(form)));
  }
}

const SHORTEST = 10;

/** Every row of every table, as text, by table; those of the job queue too. */
export async function dumpOf(database: DataSource): Promise<Map<string, string>> {
  const tables = await database.query<{ name: string }[]>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await database.query<{ text: string | null }[]>(`SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`);
    dump.set(name, row?.text ?? '');
  }
  return dump;
}
