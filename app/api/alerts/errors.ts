import type { ApiError } from '#contracts/api';

/** An error answer in the shape of contracts/api.ts. */
export function errorAnswer(status: number, error: ApiError['error']): Response {
  return Response.json({ error } satisfies ApiError, { status });
}

/** Runs a handler that needs Redis; when Redis doesn't answer, says so with 503. */
export async function whenRedisAnswers(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch {
    return errorAnswer(503, {
      code: 'redis_unavailable',
      message: 'Redis does not answer, so alerts cannot be read. See GET /api/health; it will be tried again.',
    });
  }
}
