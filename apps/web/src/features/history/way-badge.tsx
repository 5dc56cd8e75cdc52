import { Badge } from '@mantine/core';
import { Link } from 'react-router';
import type { HistoryEventFragment } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';

const t = texts.history;

export interface UploadPages {
  slug: string;
  /** Whoever may not upload cannot open the page of an upload. */
  canOpen: boolean;
}

/** By which way it came about, other than on a page: with which key, by which upload (AUD-1). */
export function WayBadge({ event: { channel, apiKeyName, bulkUploadId }, uploads }: { event: HistoryEventFragment; uploads: UploadPages }) {
  if (channel === 'WEB') return null;
  const words = `${bulkUploadId ? t.upload(bulkUploadId) : t.channels[channel]}${apiKeyName ? ` · ${apiKeyName}` : ''}`;
  if (!bulkUploadId || !uploads.canOpen) return <Badge size="sm" variant="light" color="gray">{words}</Badge>;
  return (
    <Badge size="sm" variant="light" color="gray" td="underline" component={Link} to={paths.uploadStatus(uploads.slug, bulkUploadId)}>
      {words}
    </Badge>
  );
}
