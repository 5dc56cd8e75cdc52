import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

type Changes = Record<string, string | null>;

/** List state that lives in the address, each list under a prefix of its own. */
export function useUrlState(prefix = '') {
  const [parameters, setParameters] = useSearchParams();
  const get = useCallback((name: string) => parameters.get(prefix + name) ?? '', [parameters, prefix]);
  const set = useCallback((changes: Changes) => {
    setParameters((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value) after.set(prefix + name, value);
        else after.delete(prefix + name);
      }
      return after;
    }, { replace: true, preventScrollReset: true });
  }, [prefix, setParameters]);
  return { get, set };
}
