/** The way by which something was done (AUD-1). */
export enum AuditChannel {
  WEB = 'WEB',
  API = 'API',
  BULK_UPLOAD = 'BULK_UPLOAD',
  INVITATION = 'INVITATION',
  SUPPORT = 'SUPPORT',
  SYSTEM = 'SYSTEM',
}
