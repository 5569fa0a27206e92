import type { ApiError } from '#contracts/api';

/** Calls the server's HTTP API; a failure is thrown as the sentence that the server gave for it. */
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
  if (!response.ok) throw new Error((answer as ApiError | null)?.error?.message ?? `HTTP ${response.status}`);
  return answer as T;
}
