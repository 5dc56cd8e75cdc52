import sendGridClient from '@sendgrid/client';
import type { SendGridOptions } from './sendgrid-transport';

/** The package exports one ready-made client; these lists have their own, with its own key. */
const Client = sendGridClient.constructor as new () => typeof sendGridClient;

/** The provider's own lists of addresses that it sends nothing to. */
export interface SuppressionLists {
  /** Answers with what went wrong; null where the address is on none of them any more. */
  clear(address: string): Promise<string | null>;
}

const LISTS = ['bounces', 'blocks', 'invalid_emails', 'spam_reports'];
const TIMEOUT_MS = 10_000;

interface ClientFault extends Error {
  code?: number | string;
}

export function sendGridLists({ apiKey, baseUrl }: SendGridOptions): SuppressionLists {
  const client = new Client();
  client.setApiKey(apiKey);
  // Its types do not know of the time-out, which it hands on.
  (client as { setDefaultRequest(key: string, value: number): unknown }).setDefaultRequest('timeout', TIMEOUT_MS);
  if (baseUrl) client.setDefaultRequest('baseUrl', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);

  async function remove(list: string, address: string): Promise<string | null> {
    try {
      await client.request({ method: 'DELETE', url: `/v3/suppression/${list}/${encodeURIComponent(address)}` });
      return null;
    } catch (error) {
      const { code, message } = error as ClientFault;
      return code === 404 ? null : `${list}: ${code ?? ''} ${message}`.trim();
    }
  }

  return {
    clear: async (address) => {
      const faults = await Promise.all(LISTS.map(async (list) => await remove(list, address)));
      return faults.filter(Boolean).join('; ') || null;
    },
  };
}
