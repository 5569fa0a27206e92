import type { Prepare } from './looks.ts';

/** Holds what the server says about its numbers on a page's socket back, until it is let go. */
export function heldWire() {
  let held: (() => void)[] | null = [];
  const prepare: Prepare = (page) =>
    page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (held && /^4[23]/.test(String(message))) held.push(() => socket.send(message));
        else socket.send(message);
      });
    });
  const letGo = () => {
    for (const send of held ?? []) send();
    held = null;
  };
  return { prepare, letGo };
}
