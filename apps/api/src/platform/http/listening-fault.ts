interface Place {
  host: string;
  port: number;
}

const unknownName = ({ host }: Place) =>
  `HOST ${host} is not known to this machine: choose a name or an address that is, such as 127.0.0.1 or 0.0.0.0.`;

const FAULTS: Record<string, (at: Place) => string> = {
  EADDRINUSE: ({ host, port }) =>
    `PORT ${port} is in use at ${host}: stop what listens there, or start with another, as in PORT=${port < 65_535 ? port + 1 : 3000} npm start.`,
  EACCES: ({ port }) => `PORT ${port} may not be used by this user: choose one of 1024 or above, as in PORT=3000 npm start.`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is no address of this machine: choose one that is, such as 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: unknownName,
  EAI_AGAIN: unknownName,
};

/** In one line, which setting it is that nobody can listen at, and what to do; null where it is something else. */
export function listeningFault(error: unknown, at: Place): string | null {
  return FAULTS[(error as { code?: string }).code ?? '']?.(at) ?? null;
}
