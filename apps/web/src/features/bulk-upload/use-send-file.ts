import { useMutation } from '@apollo/client/react';
import { CreateUploadDocument } from '../../gql/graphql';
import { texts } from '../../texts';
import { refusalsOf } from '../../ui/change';

interface Sending {
  projectSpaceId: string;
  file: File;
  atOnce: boolean;
}

/** Announces a file and sends its bytes; answers with the upload's id, or why there is none. */
export function useSendFile() {
  const [create] = useMutation(CreateUploadDocument);
  return async ({ projectSpaceId, file, atOnce }: Sending): Promise<{ id: string | null; refusal: string | null }> => {
    let made: { uploadUrl?: string | null; bulkUpload?: { id: string } | null } = {};
    const refusals = await refusalsOf(async () => {
      const input = { projectSpaceId, fileName: file.name, applyWhenChecked: atOnce };
      const payload = (await create({ variables: { input } })).data?.createBulkUpload;
      made = payload ?? {};
      return payload;
    }, texts.failed.change);
    const id = made.bulkUpload?.id ?? null;
    if (refusals.length > 0 || !made.uploadUrl || !id) {
      return { id: null, refusal: refusals.map(({ message }) => message).join(' ') || texts.failed.change };
    }
    try {
      const answer = await fetch(made.uploadUrl, { method: 'PUT', body: file, credentials: 'same-origin' });
      // What is too large is refused there and then, and the page of the upload says so.
      return answer.ok || answer.status === 413 ? { id, refusal: null } : { id: null, refusal: texts.bulkUpload.sendFailed };
    } catch {
      return { id: null, refusal: texts.bulkUpload.sendFailed };
    }
  };
}
