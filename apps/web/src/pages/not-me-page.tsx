import { useMutation } from '@apollo/client/react';
import { useParams } from 'react-router';
import { LinkAction } from '../features/session/link-action';
import { NarrowPage } from '../features/session/narrow-page';
import { useSession } from '../features/session/session';
import { ReportNotMeDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { refusalsOf } from '../ui/change';
import { useTitle } from '../ui/page';

const t = texts.security.notMe;

/** Behind the link of a security notice (SIG-6). */
export function NotMePage() {
  useTitle(t.title, texts.product);
  const { token = '' } = useParams();
  const [report] = useMutation(ReportNotMeDocument);
  const { viewer, renew } = useSession();
  const act = async () => {
    const refusals = await refusalsOf(
      async () => (await report({ variables: { input: { token } } })).data?.reportNotMe, texts.failed.change);
    if (refusals.length === 0 && viewer) await renew();
    return refusals;
  };
  return (
    <NarrowPage>
      <LinkAction
        title={t.title} detail={t.detail} submit={t.submit} act={act} done={{ title: t.done, detail: t.doneDetail }}
        otherwise={{ label: texts.signIn.forgot, to: paths.forgotPassword() }}
      />
    </NarrowPage>
  );
}
