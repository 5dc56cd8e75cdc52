import type { KeyObject } from 'node:crypto';
import { p256Key } from '../platform/crypto/p256-key';
import { isSigned } from './sendgrid-signature';

// SendGrid's published examples: a key, a body with its line ends, the moment and the signature.
const SINGLE = {
  key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
  signature: 'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=',
  timestamp: '1600112502',
  body: '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address",'
    + '"sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA",'
    + '"sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0",'
    + '"smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r\n',
};
const SEVERAL = {
  key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQ4LIFtWztlsF7skFqOncjD1lun4H5w8XOhyOArHW9RcIx/FfEzx6cikC/yPfUvwaX/JScE7Fc9CJD2afQ9Ok3Q==',
  signature: 'MEYCIQC/I4o6vCgqRYrTljjoVWB/GRWNtxeePlLMHr3x9ETeRQIhAIpV+03nREPTTHWSW0wIOA0EoMPdcNgXa70yCaqDJlu5',
  timestamp: '1619651159',
  body: '[{"email":"invalid@gmail.com","event":"processed","send_at":0,'
    + '"sg_event_id":"cHJvY2Vzc2VkLTE5OTQyMTEyLXFOd0JMZ1BRUWpXNkRKdktRd1NBYnctMA",'
    + '"sg_message_id":"qNwBLgPQQjW6DJvKQwSAbw.filterdrecv-canary-547b64655b-cw6zx-1-6089EA4A-56.0",'
    + '"smtp-id":"<qNwBLgPQQjW6DJvKQwSAbw@ismtpd0178p1mdw1.sendgrid.net>","timestamp":1619651146},\r\n'
    + '{"email":"invalid@gmail.com","event":"bounce","ip":"167.89.101.76",'
    + '"reason":"552 5.2.2 The email account that you tried to reach is over quota and inactive. Please direct the recipient to '
    + 'https://support.google.com/mail/?p=OverQuotaPerm c17si1130468pgv.34 - gsmtp",'
    + '"sg_event_id":"Ym91bmNlLTAtMTk5NDIxMTItcU53QkxnUFFRalc2REp2S1F3U0Fidy0w",'
    + '"sg_message_id":"qNwBLgPQQjW6DJvKQwSAbw.filterdrecv-canary-547b64655b-cw6zx-1-6089EA4A-56.0",'
    + '"smtp-id":"<qNwBLgPQQjW6DJvKQwSAbw@ismtpd0178p1mdw1.sendgrid.net>","status":"5.2.2","timestamp":1619651147,"tls":1,"type":"blocked"}]\r\n',
};
const OTHER_KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA==';

const check = ({ key, body, ...rest }: typeof SINGLE) => isSigned(p256Key(key) as KeyObject, { ...rest, body: Buffer.from(body) });

test.each([['of one event', SINGLE], ['of several events', SEVERAL]])('EML-3: the published signature %s holds', (_what, example) => {
  expect(check(example)).toBe(true);
});

test.each<[string, Partial<typeof SINGLE>]>([
  ['another key', { key: OTHER_KEY }], ['another body', { body: SINGLE.body.replace('Bounced', 'bounced') }],
  ['the body without its line end', { body: SINGLE.body.trim() }], ['the body written anew', { body: JSON.stringify(JSON.parse(SINGLE.body), null, 1) }],
  ['another moment', { timestamp: '1600112503' }], ['another signature', { signature: SEVERAL.signature }],
  ['no signature at all', { signature: '' }], ['a signature that is none', { signature: 'AAAA' }],
])('EML-3: with %s it does not', (_what, change) => {
  expect(check({ ...SINGLE, ...change })).toBe(false);
});
