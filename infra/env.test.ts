import { expect, test } from 'vitest';
import { parseEnv } from './env.ts';

test('a wrong setting is named, with what it has to be', () => {
  const wrong = {
    NODE_ENV: 'test' as const,
    KAFKA_PARTITIONS: 'zero',
    KAFKA_RETENTION_HOURS: '1.5',
    REDIS_URL: 'localhost:6379',
  };
  expect(() => parseEnv(wrong)).toThrow(
    [
      'Settings are wrong; correct these environment variables:',
      '  KAFKA_PARTITIONS: must be a whole number',
      '  KAFKA_RETENTION_HOURS: must be a whole number',
      '  REDIS_URL: must be redis://host:port or rediss://host:port',
    ].join('\n'),
  );
});

test('an empty setting is one that is not set', () => {
  expect(parseEnv({ NODE_ENV: 'test', PORT: '', KAFKA_PARTITIONS: '12' })).toMatchObject({
    PORT: 3_000,
    KAFKA_PARTITIONS: 12,
  });
});
