import { postSimulation } from '#tests/helpers/http';
import type { Stack } from '#tests/helpers/services';
import { ALERTING, BUSY, EMPTY, type PageState, SILENCED, SIMULATING, WITHOUT_RELAY } from './states.ts';
import { failPayments, fillHistory, raiseAlert, silenceCritical } from './world.ts';

/** Shows every state of every page, one world after the other; `show` is called with the states of the world as it is. */
export async function walkWorlds(stack: Stack, show: (states: PageState[]) => Promise<void>): Promise<void> {
  await show(EMPTY);
  await fillHistory(stack);
  const payments = failPayments(stack);
  await raiseAlert(stack);
  await show(BUSY);
  await payments.untilFiring();
  await show(ALERTING);
  await silenceCritical(stack);
  await show(SILENCED);
  await postSimulation(stack.url, { scenario: 'normal', rate: 20, seconds: 600 });
  await show(SIMULATING);
  payments.end();
  await stack.hold('relay');
  await show(WITHOUT_RELAY);
}
