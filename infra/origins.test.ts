import { expect, test, vi } from 'vitest';
import { isAllowedHost, isAllowedOrigin } from './origins.ts';

vi.stubEnv('HOST', 'Shop-Server');
vi.stubEnv('PUBLIC_URL', 'https://yeoul.example/live');
vi.stubEnv('ALLOWED_ORIGINS', 'http://other.example:8080,nonsense');

test.each([
  [undefined, true],
  ['localhost:3000', true],
  ['127.0.0.1:3000', true],
  ['[::1]:3000', true],
  // A team on a LAN: an address can't be made to lead elsewhere.
  ['192.168.1.5:3000', true],
  ['shop-server:3000', true],
  ['yeoul.example', true],
  ['other.example:3000', true],
  ['evil.example:3000', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['yeoul.example@evil.example', false],
  ['', false],
])('a request for %s may come: %s', (host, isAllowed) => {
  expect(isAllowedHost(host)).toBe(isAllowed);
});

test.each([
  [undefined, 'localhost:3000', true],
  ['http://192.168.1.5:3000', '192.168.1.5:3000', true],
  ['http://192.168.1.6:3000', '192.168.1.5:3000', false],
  // Its page is not this server's own, whatever it is called.
  ['http://evil.example:3000', 'evil.example:3000', false],
  [undefined, 'evil.example:3000', false],
  // Behind a proxy that calls this server by another name.
  ['http://other.example:8080', 'web:3000', true],
  ['null', 'localhost:3000', false],
])('a page of %s may ask %s: %s', (origin, host, isAllowed) => {
  expect(isAllowedOrigin(origin, host)).toBe(isAllowed);
});
