import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import { IconMapPin, IconUserExclamation } from '@tabler/icons-react';
import { SingleAdminDocument } from '../../gql/graphql';
import { texts } from '../../texts';

/** MEM-6: a project space with one admin is one absence away from nobody who can help. */
export function SingleAdminNotice({ slug }: { slug: string }) {
  const { data } = useQuery(SingleAdminDocument, { variables: { slug } });
  if (!data?.projectSpace?.hasSingleAdmin) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconUserExclamation aria-hidden />} title={texts.members.singleAdmin}>
      {texts.members.singleAdminDetail}
    </Alert>
  );
}

/** ROL-7: whoever is limited to an area is told so. */
export function AreaNotice({ area }: { area: readonly { name: string }[] }) {
  const names = area.map(({ name }) => name).join(', ');
  return (
    <Alert color="blue" variant="light" icon={<IconMapPin aria-hidden />}>
      {names ? texts.locations.area(names) : texts.locations.areaNone}
    </Alert>
  );
}
