import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import type { KeyRing } from '../platform/crypto/key-ring';
import { seal, unseal } from '../platform/crypto/sealed';
import type { Webhook } from './webhook.entity';

const SECRET_BYTES = 32;

type Owner = Pick<Webhook, 'projectSpaceId' | 'id'>;
/** What of a webhook it takes to sign for it. */
export type SigningKeys = Owner
  & Pick<Webhook, 'secret' | 'secretKeyId' | 'formerSecret' | 'formerSecretKeyId' | 'formerSecretUntil'>;

const ownerOf = ({ projectSpaceId, id }: Owner) => `webhook/${projectSpaceId}/${id}`;

/** In the form of Standard Webhooks: shown once, kept encrypted. */
export const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export function sealSecret(keys: KeyRing, webhook: Owner, text: string): Pick<Webhook, 'secret' | 'secretKeyId'> {
  const { keyId, sealed } = seal(keys, 'encryption', ownerOf(webhook), text);
  return { secret: sealed, secretKeyId: keyId };
}

/** The same secrets under the newest key; one whose key is not there stays as it is. */
export function resealed(keys: KeyRing, webhook: SigningKeys): Partial<Webhook> {
  const { secret, secretKeyId, formerSecret, formerSecretKeyId } = webhook;
  const moved = (sealed: Buffer | null, keyId: string | null) => (sealed && keyId && keys.ids.includes(keyId)
    ? sealSecret(keys, webhook, unseal(keys, 'encryption', ownerOf(webhook), { keyId, sealed })) : null);
  const former = moved(formerSecret, formerSecretKeyId);
  return {
    ...moved(secret, secretKeyId),
    ...(former && { formerSecret: former.secret, formerSecretKeyId: former.secretKeyId }),
  };
}

/** The signature by the secret, and for a while by the one before it too, so that nothing is refused while it is replaced. */
export function signatureOf(keys: KeyRing, webhook: SigningKeys, id: string, at: Date, body: string, now: Date): string {
  const { secret, secretKeyId, formerSecret, formerSecretKeyId, formerSecretUntil } = webhook;
  const sign = (keyId: string, sealed: Buffer) =>
    new Signer(unseal(keys, 'encryption', ownerOf(webhook), { keyId, sealed })).sign(id, at, body);
  const signatures = [sign(secretKeyId, secret)];
  if (formerSecret && formerSecretKeyId && formerSecretUntil && formerSecretUntil > now) {
    signatures.push(sign(formerSecretKeyId, formerSecret));
  }
  return signatures.join(' ');
}
