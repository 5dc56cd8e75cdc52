import { useMutation } from '@apollo/client/react';
import { ApplyUploadDocument, CancelUploadDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';
import { useMessages } from '../../ui/messages';

/** What the page of an upload can set going. */
export function useUploadChanges(bulkUploadId: string) {
  const [applyUpload] = useMutation(ApplyUploadDocument);
  const [cancelUpload] = useMutation(CancelUploadDocument);
  const { show, clear } = useMessages();
  const tell = (refusals: readonly { message: string }[], done: string | null) => {
    if (refusals.length > 0) show({ tone: 'failure', text: refusals.map(({ message }) => message).join(' ') });
    else if (done) show({ tone: 'success', text: done });
    else clear();
  };
  return {
    apply: async (renewExpired: boolean) => tell(await refusalsOf(
      async () => (await applyUpload({ variables: { input: { bulkUploadId, renewExpired } } })).data?.applyBulkUpload, texts.failed.change), null),
    cancel: async () => tell(await refusalsOf(
      async () => (await cancelUpload({ variables: { input: { bulkUploadId } } })).data?.cancelBulkUpload, texts.failed.change),
    texts.bulkUpload.cancelledNow),
  };
}
