import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Ack, ClientToServer, ServerToClient, Snapshot, SubscribeRequest } from '#contracts/socket';

type Answer = Parameters<Ack<Snapshot>>[0];

export type LiveServer = Awaited<ReturnType<typeof startLiveServer>>;

/** A real Socket.IO server on a free port that answers `subscribe` as the test says; null: not at all. */
export async function startLiveServer(firstAnswer: () => Answer | null) {
  const http = createServer();
  const io = new Server<ClientToServer, ServerToClient>(http);
  const server = {
    io,
    url: '',
    questions: [] as SubscribeRequest[],
    answer: firstAnswer,
    stop: () => io.close(),
  };
  io.on('connection', (socket) => {
    socket.on('subscribe', (request, ack) => {
      server.questions.push(request);
      const answer = server.answer();
      if (answer) ack(answer);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
