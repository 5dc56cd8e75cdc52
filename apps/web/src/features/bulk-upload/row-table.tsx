import { Badge, Text } from '@mantine/core';
import type { UploadRowsQuery } from '../../gql/graphql';
import { texts } from '../../texts';

const t = texts.bulkUpload;
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

type Row = NonNullable<UploadRowsQuery['bulkUpload']>['rows']['nodes'][number];

const valueWords = (field: string, value: string | null | undefined) =>
  (value ? (field === 'expiresAt' ? moment.format(new Date(value)) : value) : t.nothing);

function What({ row, isOver }: { row: Row; isOver: boolean }) {
  if (!row.action) return <Badge variant="light" tt="none" color="red">{t.skipped}</Badge>;
  const words = isOver ? t.actionsDone : t.actions;
  return <Badge variant="light" tt="none" color={row.action === 'NONE' ? 'gray' : 'teal'}>{words[row.action]}</Badge>;
}

/** Each row with what happens: before and after, problems by column, and what else there is to know. */
export function RowTable({ rows, isOver, isBusy }: { rows: readonly Row[]; isOver: boolean; isBusy: boolean }) {
  return (
    <table className="rows" aria-label={t.rows} aria-busy={isBusy}>
      <thead>
        <tr><th scope="col">{t.row}</th><th scope="col">{t.who}</th><th scope="col">{t.what}</th><th scope="col">{t.detail}</th></tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td data-label={t.row}>{row.number.toLocaleString()}</td>
            <td className="wrap">
              {row.username ?? '–'}
              {row.domain && <Text size="xs" className="quiet">{t.inSpace(row.domain)}</Text>}
            </td>
            <td data-label={t.what}><What row={row} isOver={isOver} /></td>
            <td className="wrap">
              {row.changes.map(({ field, from, to }) => (
                <Text key={field} size="sm">{`${t.fields[field] ?? field}: ${t.change(valueWords(field, from), valueWords(field, to))}`}</Text>
              ))}
              {row.problems.map(({ column, message }) => (
                <Text key={`${column} ${message}`} size="sm" c="var(--mantine-color-error)">{column && <code>{column}</code>} {message}</Text>
              ))}
              {row.notes.map((note) => <Text key={note} size="xs" className="quiet">{note}</Text>)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
