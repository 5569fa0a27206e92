import type { ApiError } from '#contracts/api';

/** The server refused: its sentence, and the status of its answer. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Calls the server's HTTP API; a refusal is thrown as an ApiFailure. */
export async function callApi<T>(
  path: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET',
  body?: unknown,
): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  const answer: unknown = text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new ApiFailure((answer as ApiError | null)?.error?.message ?? `HTTP ${response.status}`, response.status);
  }
  return answer as T;
}
