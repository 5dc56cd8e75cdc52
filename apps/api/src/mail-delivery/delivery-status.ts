/** What became of an invitation's latest mail (EML-3). */
export enum DeliveryStatus {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  UNDELIVERABLE = 'UNDELIVERABLE',
}
