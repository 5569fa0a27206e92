import type { Redis } from 'ioredis';
import type { DependencyState, Health } from '#contracts/api';
import type { Hop, HopId } from '#contracts/pipeline';
import { readPipeline } from './pipeline.ts';

const ok: DependencyState = { state: 'ok', message: 'ready' };
const unknown: DependencyState = { state: 'waiting', message: 'unknown while Redis is away' };

/** What each dependency is like; never throws. Ready only when the whole way from Kafka to the browser is. */
export async function readHealth(redis: Redis): Promise<Health> {
  try {
    const pipeline = await readPipeline(redis);
    const hop = (id: HopId) => pipeline.hops.find((each) => each.id === id) as Hop;
    const simulators = pipeline.processes.filter((process) => process.role === 'simulator').length;
    const dependencies: Health['dependencies'] = {
      kafka: state(hop('kafka'), 'no relay has heard from Kafka in the last 5 s'),
      redis: ok,
      relay: state(hop('relay'), 'not every partition has a relay yet'),
      server: state(hop('server'), 'no web process is reading the streams'),
      simulator: simulators > 0 ? ok : { state: 'down', message: 'no simulator is running' },
    };
    const { lost, doubled } = pipeline.books;
    const ready = (['kafka', 'relay', 'server'] as const).every((name) => dependencies[name].state === 'ok');
    return { status: ready && lost === 0 && doubled === 0 ? 'ok' : 'degraded', ready, lost, doubled, dependencies };
  } catch (error) {
    const message = `Redis does not answer: ${error instanceof Error ? error.message : error}`;
    return {
      status: 'degraded',
      ready: false,
      lost: null,
      doubled: null,
      dependencies: {
        kafka: unknown,
        redis: { state: 'down', message },
        relay: unknown,
        server: unknown,
        simulator: unknown,
      },
    };
  }
}

function state(hop: Hop, message: string): DependencyState {
  return hop.state === 'ok' || hop.state === 'off'
    ? ok
    : { state: hop.state, message: hop.lastError ? `${message} (${hop.lastError.message})` : message };
}
