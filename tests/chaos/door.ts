import { connect, createServer, type Socket } from 'node:net';

/**
 * A TCP proxy between a process and a service, in which the connection can be disturbed:
 * `cut` resets what is connected and refuses what comes; `hang` lets no byte through on what is connected, without a
 * reset, while new connections work; `swallow` does that to new ones too; `slow` holds each chunk back for 200 ± 100 ms;
 * `plain` resets what is connected, and lets no WebSocket through, as some companies' proxies do.
 */
export type Door = {
  port: number;
  disturb: (how: Disturbance) => void;
  /** Ends the disturbance; what hung flows on. */
  mend: () => void;
  close: () => void;
};
export type Disturbance = 'cut' | 'hang' | 'swallow' | 'slow' | 'plain';

type Pair = { sides: [Socket, Socket]; isHung: boolean };

export async function createDoor(targetPort: number, random: () => number): Promise<Door> {
  const pairs = new Set<Pair>();
  let state: Disturbance | 'open' = 'open';

  function forward(pair: Pair, from: Socket, to: Socket): void {
    // A later chunk never overtakes an earlier one: they wait in line, and only the first of them for its time.
    const line: { chunk: Buffer | null; dueAt: number }[] = [];
    function pass(): void {
      for (let first = line[0]; first; first = line[0]) {
        const waitMs = first.dueAt - Date.now();
        if (waitMs > 0) return void setTimeout(pass, waitMs);
        line.shift();
        if (first.chunk) to.write(first.chunk);
        else to.destroy();
      }
    }
    function enter(chunk: Buffer | null): void {
      if (state === 'plain' && chunk && /^upgrade: websocket/im.test(chunk.toString('latin1')))
        return void from.resetAndDestroy();
      const delayMs = state === 'slow' ? 100 + random() * 200 : 0;
      if (line.push({ chunk, dueAt: Date.now() + delayMs }) === 1) pass();
    }
    from.on('data', enter);
    from.on('error', () => {});
    from.on('close', () => {
      if (pair.isHung) return;
      pairs.delete(pair);
      enter(null);
    });
  }

  function hang(pair: Pair): void {
    pair.isHung = true;
    for (const side of pair.sides) side.pause();
  }

  const server = createServer((client) => {
    if (state === 'cut') return client.resetAndDestroy();
    const upstream = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    const pair: Pair = { sides: [client, upstream], isHung: false };
    pairs.add(pair);
    forward(pair, client, upstream);
    forward(pair, upstream, client);
    if (state === 'swallow') hang(pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port');

  function mend(): void {
    state = 'open';
    for (const pair of pairs) {
      if (!pair.isHung) continue;
      pair.isHung = false;
      const isDead = pair.sides.some((side) => side.destroyed);
      for (const side of pair.sides) isDead ? side.destroy() : side.resume();
      if (isDead) pairs.delete(pair);
    }
  }

  return {
    port: address.port,
    disturb(how) {
      state = how;
      for (const pair of pairs) {
        if (how === 'cut' || how === 'plain') for (const side of pair.sides) side.resetAndDestroy();
        if (how === 'hang' || how === 'swallow') hang(pair);
      }
    },
    mend,
    close() {
      server.close();
      for (const { sides } of pairs) for (const side of sides) side.destroy();
    },
  };
}
