import { deviceName } from './device-name';

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36', 'Chrome, Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1', 'Safari, iOS'],
  ['<script>alert(1)</script>\r\nBcc: x@y.example', null],
  ['', null],
  [null, null],
])('%s is known as %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
