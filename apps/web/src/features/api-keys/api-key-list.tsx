import { useQuery } from '@apollo/client/react';
import { Badge, Box, Button, Code } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { type ApiKeyRowFragment, ApiKeysDocument, PermissionCatalogueDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { Moment } from '../../ui/moment';
import { FailedState, LoadingRows, StatePicture } from '../../ui/states';
import { RevokeDialog } from './revoke-dialog';

const t = texts.apiKeys;

/** The keys of a project space, with what each may do and when it was last used. */
export function ApiKeyList({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(ApiKeysDocument, { variables: { slug } });
  const [ending, setEnding] = useState<ApiKeyRowFragment | null>(null);
  const keys = data?.projectSpace?.apiKeys;
  if (error && !keys) {
    return <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />;
  }
  if (!keys) return <Box className="panel"><LoadingRows label={texts.loading} /></Box>;
  if (keys.length === 0) {
    return <Box className="panel"><StatePicture icon={<IconKey aria-hidden />} title={t.empty}>{t.emptyDetail}</StatePicture></Box>;
  }
  return (
    <Box className="panel">
      <table className="rows" aria-label={t.title}>
        <thead>
          <tr>
            {[t.name, t.hint, t.allows, t.maker, t.lastUsed, t.expires].map((head) => <th key={head} scope="col">{head}</th>)}
            <th scope="col" aria-label={t.revoke} />
          </tr>
        </thead>
        <tbody>{keys.map((key) => <KeyRow key={key.id} apiKey={key} onRevoke={() => setEnding(key)} />)}</tbody>
      </table>
      {ending && <RevokeDialog apiKey={ending} onClose={() => setEnding(null)} />}
    </Box>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyRowFragment; onRevoke: () => void }) {
  const { name, hint, createdBy, createdAt, lastUsedAt } = apiKey;
  return (
    <tr>
      <td className="wrap"><strong>{name}</strong></td>
      <td data-label={t.hint}><Code>{hint}…</Code></td>
      <td data-label={t.allows}><Allowed apiKey={apiKey} /></td>
      <td data-label={t.maker} className="wrap">
        <div>
          {createdBy ? `${createdBy.firstName} ${createdBy.lastName}` : <span className="quiet">{t.makerGone}</span>}
          <div className="quiet"><Moment at={createdAt} /></div>
        </div>
      </td>
      <td data-label={t.lastUsed}>{lastUsedAt ? <Moment at={lastUsedAt} /> : <span className="quiet">{texts.never}</span>}</td>
      <td data-label={t.expires}><Expiry apiKey={apiKey} /></td>
      <td><Button size="compact-sm" variant="light" color="red" aria-label={t.revokeOf(name)} onClick={onRevoke}>{t.revoke}</Button></td>
    </tr>
  );
}

function Allowed({ apiKey: { permissions } }: { apiKey: ApiKeyRowFragment }) {
  const { data } = useQuery(PermissionCatalogueDocument);
  if (permissions.length === 0) return t.allowsNothing;
  const titles = data?.permissionCatalogue.filter(({ permission }) => permissions.includes(permission)).map(({ title }) => title);
  return (
    <details>
      <summary>{t.allowsSome(permissions.length)}</summary>
      <span className="quiet wrap">{titles?.join(', ')}</span>
    </details>
  );
}

function Expiry({ apiKey: { expiresAt } }: { apiKey: ApiKeyRowFragment }) {
  if (!expiresAt) return <span className="quiet">{t.expiresNever}</span>;
  return new Date(expiresAt) <= new Date() ? <Badge color="gray" variant="light">{t.expired}</Badge> : <Moment at={expiresAt} />;
}
