import { useQuery } from '@apollo/client/react';
import { Alert, Anchor } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { Link } from 'react-router';
import { UploadsDocument } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';

const t = texts.bulkUpload;

/** UPL-3: reminds of a checked upload that waits for the viewer. */
export function WaitingNotice({ slug }: { slug: string }) {
  const { data } = useQuery(UploadsDocument, { variables: { slug, first: 20 }, fetchPolicy: 'cache-and-network' });
  const waiting = data?.projectSpace?.bulkUploads?.nodes.find(({ viewerCanApply }) => viewerCanApply);
  if (!waiting) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconFileSpreadsheet aria-hidden />} title={t.waitingTitle}>
      <span className="wrap">{t.waiting(waiting.fileName)} </span>
      <Anchor component={Link} to={paths.uploadStatus(slug, waiting.id)}>{t.open}</Anchor>
    </Alert>
  );
}
