/** Whether nothing is sent any more to the address that an expression of another statement stands for. */
export const isBlocked = (address: string) =>
  `EXISTS (SELECT 1 FROM mail_addresses b WHERE b.address = ${address} AND b.blocked_at IS NOT NULL)`;
