/** The JSON that a GET answers, whatever its status. */
export const get = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;
