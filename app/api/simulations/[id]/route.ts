import { apiRedis } from '#infra/api-redis';
import { findSimulation, isOver, stopSimulation } from '#stores/simulations';
import { HttpError, type IdContext, respond, respondToChange } from '../../respond.ts';

export const dynamic = 'force-dynamic';

const unknown = (id: string) =>
  new HttpError(404, 'not_found', `There is no simulation ${id}; GET /api/simulations lists them.`);

/** GET /api/simulations/ID */
export function GET(_request: Request, { params }: IdContext): Promise<Response> {
  return respond(async () => {
    const { id } = await params;
    const simulation = await findSimulation(apiRedis(), id);
    if (!simulation) throw unknown(id);
    return Response.json(simulation);
  });
}

/** DELETE /api/simulations/ID: stops it; it ends within a second. */
export function DELETE(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const { id } = await params;
    const before = await findSimulation(apiRedis(), id);
    if (!before) throw unknown(id);
    if (isOver(before)) throw new HttpError(409, 'over', `The simulation is over already: ${before.state}.`);
    return Response.json(await stopSimulation(apiRedis(), id));
  });
}
