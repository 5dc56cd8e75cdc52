import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CookieJar } from '../access/context';

/** The session cookies: out of reach of scripts and of other sites (SIG-2). */
export function cookieJar(request: FastifyRequest, reply: FastifyReply, secure: boolean): CookieJar {
  const written = new Map<string, string | undefined>();
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    get: (name) => (written.has(name) ? written.get(name) : request.cookies[name]),
    set: (name, value, maxAge) => {
      written.set(name, value);
      void reply.setCookie(name, value, { ...options, maxAge });
    },
    clear: (name) => {
      written.set(name, undefined);
      void reply.clearCookie(name, options);
    },
  };
}
