import { z } from 'zod';
import { SimulationRequest } from '#contracts/simulation';
import { apiRedis } from '#infra/api-redis';
import { createSimulation, listSimulations } from '#stores/simulations';
import { HttpError, readBody, readQuery, respond, respondToChange } from '../respond.ts';

export const dynamic = 'force-dynamic';

const LISTED = 50;

/** GET /api/simulations: newest first. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    readQuery(request, z.strictObject({}));
    return Response.json(await listSimulations(apiRedis(), LISTED));
  });
}

/** POST /api/simulations: queues one and answers its id. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const simulation = await createSimulation(apiRedis(), await readBody(request, SimulationRequest));
    if (!simulation)
      throw new HttpError(429, 'too_many', 'Too many simulations are waiting; stop one or wait until one is over.');
    return Response.json({ id: simulation.id }, { status: 202 });
  });
}
