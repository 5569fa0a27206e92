import { setTimeout as sleep } from 'node:timers/promises';
import { apiRedis } from '#infra/api-redis';
import { findChannel } from '#stores/channels';
import { findTest } from '#stores/deliveries';
import { askForTest } from '#stores/outbox';
import { HttpError, type IdContext, respondToChange } from '../../../respond.ts';
import { unknownChannel } from '../unknown.ts';

export const dynamic = 'force-dynamic';

/** Longer than one try may take. */
const WAIT_MS = 8_000;
const LOOK_EVERY_MS = 100;

/** POST /api/channels/ID/test: sends a test as an alert is sent, and gives what the other side answered to the first try. */
export function POST(request: Request, { params }: IdContext): Promise<Response> {
  return respondToChange(request, async () => {
    const { id } = await params;
    const redis = apiRedis();
    if (!(await findChannel(redis, id))) throw unknownChannel(id);
    const deliveryId = `${await askForTest(redis, id)}.${id}`;
    const deadline = Date.now() + WAIT_MS;
    while (Date.now() < deadline) {
      const delivery = await findTest(redis, deliveryId);
      if (delivery) return Response.json(delivery);
      await sleep(LOOK_EVERY_MS);
    }
    throw new HttpError(503, 'no_notifier', 'No notifier has taken it up: see on the pipeline page that one runs.');
  });
}
