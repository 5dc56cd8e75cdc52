import { useApolloClient, useQuery } from '@apollo/client/react';
import { Center, Loader } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ViewerDocument, type ViewerQuery } from '../../gql/graphql';
import { paths } from '../../paths';
import { texts } from '../../texts';
import { FailedState } from '../../ui/states';

export type Viewer = NonNullable<ViewerQuery['viewer']>;
/** What the viewer is in a project space, as it is told also where that is closed to them (TFA-3). */
export type OwnPlace = Viewer['memberships'][number];

interface Session {
  viewer: Viewer | null;
  site: ViewerQuery['site'];
  /** Asks anew who is signed in, and forgets what was shown to whoever was before. */
  renew: () => Promise<void>;
}

const Context = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient();
  const { data: fresh, previousData, error, refetch } = useQuery(ViewerDocument);
  const data = fresh ?? previousData;
  const renew = useCallback(async () => {
    await client.resetStore();
  }, [client]);
  const session = useMemo(() => data && { viewer: data.viewer ?? null, site: data.site, renew }, [data, renew]);
  if (session) return <Context value={session}>{children}</Context>;
  if (error) {
    return (
      <FailedState
        title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()}
      />
    );
  }
  return <Center h="100vh"><Loader aria-label={texts.loading} /></Center>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('A session is used outside its provider.');
  return session;
}

/** The signed-in person; pages that need one stand behind `SignedInOnly`. */
export function useViewer(): Viewer {
  const { viewer } = useSession();
  if (!viewer) throw new Error('A page for signed-in people was shown to nobody.');
  return viewer;
}

/** Leads to the sign-in page, and back here afterwards. */
export function SignedInOnly() {
  const { viewer } = useSession();
  const { pathname, search } = useLocation();
  return viewer ? <Outlet /> : <Navigate to={paths.signIn({ next: pathname + search })} replace />;
}
