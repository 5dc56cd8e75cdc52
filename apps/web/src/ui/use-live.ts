import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Observable } from 'rxjs';
import { followAnew } from './follow-anew';
import { oneByOne } from './one-by-one';

/**
 * Follows a stream of news while the page is looked at, and looks again at each; a hidden page holds no connection, of
 * which a browser has few. False while there is no stream: then one asks by oneself.
 */
export function useLive(follow: () => Observable<{ error?: unknown }>, lookAgain: () => Promise<unknown>): boolean {
  const [isLive, setLive] = useState(false);
  const isVisible = useDocumentVisibility() === 'visible';
  const look = useEffectEvent(lookAgain);
  useEffect(() => {
    if (!isVisible) return undefined;
    const onNews = oneByOne(async () => { await look(); });
    const following = followAnew(follow, () => setLive(false)).subscribe(() => {
      setLive(true);
      onNews();
    });
    return () => {
      following.unsubscribe();
      setLive(false);
    };
  }, [follow, isVisible]);
  return isLive;
}
