import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { Simulation, SimulationRequest } from '#contracts/simulation';
import { freeze, thaw } from '#tests/helpers/freeze';
import { get, postSimulation, readPipeline } from '#tests/helpers/http';
import { onCleanup, stackForTest, untilCounted } from '#tests/helpers/run';
import type { Stack } from '#tests/helpers/services';
import { until } from '#tests/helpers/until';

const stop = (stack: Stack, id: string) => fetch(`${stack.url}/api/simulations/${id}`, { method: 'DELETE' });

async function simulate(stack: Stack, request: SimulationRequest): Promise<string> {
  const response = await postSimulation(stack.url, request);
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
}
const read = (stack: Stack, id: string) => get<Simulation>(`${stack.url}/api/simulations/${id}`);

function untilOver(stack: Stack, id: string): Promise<Simulation> {
  return until('the simulation is over', async () => {
    const simulation = await read(stack, id);
    return ['done', 'stopped', 'failed'].includes(simulation.state) ? simulation : null;
  });
}

test('a run goes on exactly where a killed simulator left it, through a restart of web', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 1, supervise: true });
  const id = await simulate(stack, { scenario: 'normal', rate: 500, seconds: 8 });
  await until('a third is sent', async () => (await read(stack, id)).acknowledged > 1_300);
  await stack.kill('simulator', 'SIGKILL');
  await stack.kill('web', 'SIGKILL');
  const simulation = await untilOver(stack, id);
  expect(simulation).toMatchObject({ state: 'done', acknowledged: 4_000, sent: 4_000 });
  const { books } = await untilCounted(stack, 4_000);
  expect(books).toMatchObject({ counted: 4_000, rejected: 0, lost: 0, doubled: 0 });
});

test('malformed records and duplicates are told apart from what counts', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 1 });
  const malformed = await untilOver(stack, await simulate(stack, { scenario: 'malformed', rate: 400, seconds: 2 }));
  const duplicates = await untilOver(stack, await simulate(stack, { scenario: 'duplicates', rate: 400, seconds: 2 }));
  expect(malformed).toMatchObject({ acknowledged: 760, malformed: 40 });
  expect(duplicates).toMatchObject({ acknowledged: 800, repeated: 80 });
  const { books } = await untilCounted(stack, 1_560, 1_680);
  expect(books).toMatchObject({ counted: 1_560, rejected: 40, duplicates: 80, lost: 0, doubled: 0 });
});

test('a stopped run has counted what it acknowledged', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 1 });
  const id = await simulate(stack, { scenario: 'flash-sale', rate: 300, seconds: 600 });
  await until('it runs', async () => (await read(stack, id)).acknowledged > 0);
  expect((await stop(stack, id)).status).toBe(200);
  const { state, acknowledged } = await untilOver(stack, id);
  expect(state).toBe('stopped');
  await untilCounted(stack, acknowledged);
  expect((await readPipeline(stack)).books.counted).toBe(acknowledged);
  expect((await stop(stack, id)).status).toBe(409);
});

/** All that is in Kafka is counted, and it is what the run says that Kafka acknowledged. */
async function expectExact(stack: Stack, { acknowledged }: Simulation): Promise<void> {
  await untilCounted(stack, acknowledged);
  expect((await readPipeline(stack)).books).toMatchObject({ counted: acknowledged, rejected: 0, lost: 0, doubled: 0 });
}

test('a run that is stopped after its simulator was killed has acknowledged all that is in Kafka', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 1 });
  const id = await simulate(stack, { scenario: 'normal', rate: 1_000, seconds: 600 });
  await until('it runs', async () => (await read(stack, id)).acknowledged > 1_000);
  await stack.kill('simulator', 'SIGKILL');
  await stop(stack, id);
  await stack.restart('simulator');
  const simulation = await untilOver(stack, id);
  expect(simulation.state).toBe('stopped');
  await expectExact(stack, simulation);
});

test('a simulator that was frozen and woken neither sends nor writes what another did not take over', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 2 });
  await stack.kill('simulator-2', 'SIGTERM');
  const id = await simulate(stack, { scenario: 'normal', rate: 500, seconds: 600 });
  await until('it runs', async () => (await read(stack, id)).acknowledged > 500);
  await freeze(stack.pids.simulator as number);
  const frozenAt = (await read(stack, id)).acknowledged;
  await stack.restart('simulator-2');
  await until('the other goes on', async () => (await read(stack, id)).acknowledged > frozenAt);
  await stop(stack, id);
  const simulation = await untilOver(stack, id);
  thaw(stack.pids.simulator as number);
  // Its first command may have timed out while it was frozen: it leaves with `failed` then, otherwise with `taken`.
  await until('the woken one leaves', async () => stack.logOf('simulator').includes('Simulation left'));
  expect(await read(stack, id)).toEqual(simulation);
  await expectExact(stack, simulation);
});

test('on SIGTERM every process ends by itself under load, and goes on exactly when it is started again', async () => {
  const stack = await stackForTest({ relay: 1, web: 1, simulator: 1 });
  const id = await simulate(stack, { scenario: 'normal', rate: 2_000, seconds: 600 });
  await until('it runs', async () => (await read(stack, id)).acknowledged > 2_000);
  // Browsers keep connections at hand that never sent anything.
  const spare = connect(Number(new URL(stack.url).port), '127.0.0.1');
  onCleanup(() => spare.destroy());
  await once(spare, 'connect');
  // Shutdown ends a process with another code when it takes longer than 10 s.
  for (const name of ['simulator', 'relay', 'web']) {
    expect(await stack.hold(name)).toBe(0);
    await stack.restart(name);
    await stack.untilHealthy();
  }
  await stop(stack, id);
  await expectExact(stack, await untilOver(stack, id));
});
