import { BacktestRequest } from '#contracts/backtest-request';
import { backtestDoor } from '#infra/doors';
import { HttpError, readBody, respondToChange } from '../../respond.ts';

export const dynamic = 'force-dynamic';

/** POST /api/rules/backtest: when a rule would have fired, by what is counted. */
export function POST(request: Request): Promise<Response> {
  return respondToChange(request, async () => {
    const asked = await readBody(request, BacktestRequest);
    const { measure } = asked.rule;
    if (asked.hours > 1 && 'windowSeconds' in measure && measure.windowSeconds % 60 !== 0) {
      const message = 'must be whole minutes to be tried on more than the last hour, as older counts are by minute';
      throw new HttpError(400, 'bad_request', `The window ${message}.`, [
        { path: 'rule.measure.windowSeconds', message },
      ]);
    }
    const result = await backtestDoor.ask(asked);
    if (result) return Response.json(result);
    throw new HttpError(503, 'not_ready', 'The counts are still being loaded: try again in a few seconds.');
  });
}
