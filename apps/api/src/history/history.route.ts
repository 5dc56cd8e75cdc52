import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { holds, refuseClosed } from '../access/access';
import { AuditChannel } from '../access/channel';
import type { RequestContext } from '../access/context';
import { Permission } from '../access/permission';
import type { HistoryRow } from './history.repository';
import { type HistoryService } from './history.service';

const list = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item), item.transform((one) => [one])]).optional();
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text)).optional();

/** Of a search it means nothing; a value with it in it is none. */
const word = z.string().refine((text) => !text.includes('\0'));

const question = z.object({
  search: z.string().max(200).optional(),
  webUserIds: list(z.string()),
  actions: list(word),
  channels: list(z.enum(AuditChannel)),
  from: moment,
  to: moment,
});

const HEADINGS = ['at', 'action', 'channel', 'actor', 'subject', 'about', 'changes', 'reason', 'bulkUpload'];

function record({ at, action, channel, actorEmail, subjectEmail, subjectName, changes, reason, bulkUploadId }: HistoryRow): string[] {
  const told = changes.map(({ field, from, to }) => `${field}: ${from ?? '–'} → ${to ?? '–'}`).join('; ');
  return [at.toISOString(), action, channel, actorEmail ?? '', subjectEmail ?? '', subjectName ?? '', told, reason ?? '', bulkUploadId ?? ''];
}

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

/** The audit log as a file (AUD-2), streamed; no cell of it becomes a formula. */
export function historyRoute(fastify: FastifyInstance, service: HistoryService, contextOf: ContextOf): void {
  fastify.get<{ Params: { slug: string } }>('/api/audit/:slug.csv', async (request, reply) => {
    const asked = question.safeParse(request.query);
    const context = await contextOf(request, reply);
    if (context.actor.kind === 'anonymous') return await reply.code(401).type('text/plain').send('Please sign in first.');
    refuseClosed(context.actor, { slug: request.params.slug });
    const standing = context.actor.standings.find(({ slug }) => slug === request.params.slug);
    if (!standing) return await reply.code(404).type('text/plain').send('This does not exist, or you cannot see it.');
    if (!holds(standing, Permission.VIEW_AUDIT_LOG)) {
      return await reply.code(403).type('text/plain').send('Your role does not allow this. Ask an admin of the project space.');
    }
    if (!asked.success) return await reply.code(400).type('text/plain').send('A filter in this address is not valid.');
    const lines = stringify({ header: true, columns: HEADINGS, escape_formulas: true, bom: true });
    const rows = Readable.from((async function* records() {
      for await (const step of service.walk(context, standing, asked.data)) yield* step.map(record);
    })());
    rows.on('error', (error) => lines.destroy(error));
    return await reply.type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="audit-${standing.slug}.csv"`).send(rows.pipe(lines));
  });
}
