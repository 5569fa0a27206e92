import { SCENARIO_INFOS } from '#contracts/scenarios';

/** GET /api/scenarios: what can be simulated, with the rate each is usually run at. */
export function GET(): Response {
  return Response.json(SCENARIO_INFOS);
}
