import { isForeign } from './same-origin';

const PUBLIC = 'https://usher.example';

describe('ACC-4: a request that is ours', () => {
  test.each([
    ['of a program, which sends neither header', { host: 'usher.example' }],
    ['of the page itself', { host: 'usher.example', origin: PUBLIC, 'sec-fetch-site': 'same-origin' }],
    [
      'behind a proxy that changes the Host',
      { host: '10.0.0.7:3000', origin: PUBLIC, 'x-forwarded-for': '203.0.113.9' },
    ],
    ['typed into the address bar', { host: 'usher.example', 'sec-fetch-site': 'none' }],
    ['on loopback', { host: 'localhost:3000', origin: 'http://localhost:3000' }],
    [
      'on loopback by number',
      { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
    ],
    ['on loopback by number, IPv6', { host: '[::1]:3000', origin: 'http://[::1]:3000' }],
  ])('%s', (_, headers) => {
    expect(isForeign(headers, PUBLIC)).toBe(false);
  });
});

describe('ACC-4: a request that is foreign', () => {
  test.each([
    ['of another site', { host: 'usher.example', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['of another site in an old browser', { host: 'usher.example', origin: 'https://evil.example' }],
    [
      'of a sibling domain',
      { host: 'usher.example', origin: 'https://blog.usher.example', 'sec-fetch-site': 'same-site' },
    ],
    ['that says cross-site, and no origin', { host: 'usher.example', 'sec-fetch-site': 'cross-site' }],
    ['that says same-site, and our origin', { host: 'usher.example', origin: PUBLIC, 'sec-fetch-site': 'same-site' }],
    ['that says something unheard of', { host: 'usher.example', 'sec-fetch-site': 'friendly' }],
    ['of a sandboxed frame', { host: 'usher.example', origin: 'null' }],
    ['without a readable origin', { host: 'usher.example', origin: '' }],
    ['of our name without encryption', { host: 'usher.example', origin: 'http://usher.example' }],
    ['of our name on another port', { host: 'usher.example', origin: 'https://usher.example:8443' }],
    ['of a name that begins with ours', { host: 'usher.example', origin: 'https://usher.example.evil.example' }],
    ['of a name that was pointed at this machine', { host: 'evil.example:3000', origin: 'http://evil.example:3000' }],
    ['of another program on loopback', { host: 'localhost:3000', origin: 'http://localhost:4000' }],
    [
      'of loopback through a proxy',
      { host: 'localhost:3000', origin: 'http://localhost:3000', 'x-forwarded-for': '203.0.113.9' },
    ],
  ])('%s', (_, headers) => {
    expect(isForeign(headers, PUBLIC)).toBe(true);
  });
});
