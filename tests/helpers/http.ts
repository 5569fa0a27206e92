import type { Pipeline } from '#contracts/pipeline';
import type { SimulationRequest } from '#contracts/simulation';

/** The JSON that a GET answers, whatever its status. */
export const get = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;

/** Asks for a simulation; 202 with its `{id}` when it is taken. */
export const postSimulation = (url: string, request: SimulationRequest): Promise<Response> =>
  fetch(`${url}/api/simulations`, { method: 'POST', body: JSON.stringify(request) });

export const readPipeline = ({ url }: { url: string }) => get<Pipeline>(`${url}/api/pipeline`);
