import type { AuditChange } from './audit-event.entity';

/** The fields that differ, for an event's before and after. */
export function changesBetween(before: Record<string, string | null>, after: Record<string, string | null>) {
  return Object.keys({ ...before, ...after })
    .map((field): AuditChange => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => from !== to);
}
