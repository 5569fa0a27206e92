import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { testRedis } from '#tests/helpers/redis';
import { CONTROLS } from './controls.ts';
import { checkProtocol } from './property.ts';
import { withPatchedScript } from './wire.ts';

const RUNS = Number(process.env.PROTOCOL_RUNS ?? 300);
const CONTROL_RUNS = 300;
/** Controls are to be found each time, not most times. */
const CONTROL_SEED = 1;
/** As a failure prints it. */
const Replay = z.object({ seed: z.number(), path: z.string(), replayPath: z.string() }).partial();

// On a busy machine a command takes its time; here it must not be taken for lost. A database of its own, as each sequence
// asks for its keys by pattern, which takes as long as there are keys of all suites.
const redis = testRedis({ commandTimeout: 60_000, db: 1 });
afterAll(() => redis.quit());

test(`the books balance and every record counts once in ${RUNS} sequences`, {
  timeout: 60_000 + RUNS * 100,
}, async () => {
  const replay = Replay.parse(JSON.parse(process.env.PROTOCOL_REPLAY ?? '{}'));
  const { failed, sequences, commands, report } = await checkProtocol(redis, redis, { runs: RUNS, ...replay });
  if (process.env.PROTOCOL_RUNS) console.info(`${sequences} sequences, ${commands} commands`);
  if (failed) expect.fail(report);
});

test.each(Object.entries(CONTROLS))('a system with %s is caught', async (_name, { script, patches }) => {
  const faulty = withPatchedScript(redis, script, patches);
  const options = { runs: CONTROL_RUNS, seed: CONTROL_SEED, endOnFailure: true };
  const { failed } = await checkProtocol(faulty, redis, options);
  expect(failed).toBe(true);
});
