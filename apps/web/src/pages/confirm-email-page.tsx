import { useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { LinkAction } from '../features/session/link-action';
import { NarrowPage } from '../features/session/narrow-page';
import { useSession } from '../features/session/session';
import { ConfirmEmailChangeDocument } from '../gql/graphql';
import { paths } from '../paths';
import { texts } from '../texts';
import { refusalsOf } from '../ui/change';
import { useTitle } from '../ui/page';

const t = texts.security.confirmEmail;

/** Behind the link mailed to a new address (ADR-2). Opening it changes nothing. */
export function ConfirmEmailPage() {
  useTitle(t.title, texts.product);
  const { token = '' } = useParams();
  const [confirm, { data }] = useMutation(ConfirmEmailChangeDocument);
  const { viewer, renew } = useSession();
  const act = async () => {
    const refusals = await refusalsOf(
      async () => (await confirm({ variables: { input: { token } } })).data?.confirmEmailChange, texts.failed.change);
    if (refusals.length === 0 && viewer) await renew();
    return refusals;
  };
  const email = data?.confirmEmailChange.email ?? '';
  const onward = viewer
    ? <Button component={Link} to={paths.account()}>{t.toAccount}</Button>
    : <Button component={Link} to={paths.signIn({ email })}>{t.toSignIn}</Button>;
  return (
    <NarrowPage>
      <LinkAction
        title={t.title} detail={t.detail} submit={t.submit} act={act}
        done={{ title: t.done, detail: t.doneDetail(email), action: onward }} otherwise={{ label: t.toAccount, to: paths.account() }}
      />
    </NarrowPage>
  );
}
