import { useMutation } from '@apollo/client/react';
import { type CreateBulkDownloadInput, CreateDownloadDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';

/** Begins a download; answers with its id, or tells why there is none. */
export function useCreateDownload() {
  const [create] = useMutation(CreateDownloadDocument);
  const { show } = useMessages();
  return async (input: CreateBulkDownloadInput): Promise<string | null> => {
    let id: string | null = null;
    const refusals = await refusalsOf(async () => {
      const payload = (await create({ variables: { input } })).data?.createBulkDownload;
      id = payload?.bulkDownload?.id ?? null;
      return payload;
    }, texts.failed.change);
    if (refusals.length > 0) show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
    return id;
  };
}
