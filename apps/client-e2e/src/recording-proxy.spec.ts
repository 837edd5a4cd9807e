import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RecordingProxy } from './recording-proxy';

describe('RecordingProxy', () => {
  let server: Server;
  let proxy: RecordingProxy;

  beforeEach(async () => {
    server = echoServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    proxy = await RecordingProxy.before(`http://127.0.0.1:${port}`);
  });

  afterEach(async () => {
    await proxy.close();
    server.close();
  });

  it('passes a request on, and remembers both bodies and both heads', async () => {
    const answer = await fetch(`${proxy.url}/path?query=1`, { method: 'POST', body: 'ping' });
    expect(await answer.text()).toBe('pong to ping');
    expect(answer.headers.get('x-probe')).toBe('here');
    const seen = proxy.transcript.map(({ to, kind, bytes }) => `${to} ${kind} ${bytes.toString()}`);
    expect(seen.find((line) => line.startsWith('gateway head'))).toContain('/path?query=1');
    expect(seen).toContain('gateway body ping');
    expect(seen.find((line) => line.startsWith('browser head'))).toContain('x-probe');
    expect(seen).toContain('browser body pong to ping');
  });

  it('passes a WebSocket on, and remembers its messages in the clear', async () => {
    const socket = new WebSocket(proxy.url);
    await new Promise((resolve) => {
      socket.addEventListener('open', resolve);
    });
    const answered = new Promise<unknown>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        resolve(data);
      });
    });
    socket.send('42["knock"]');
    expect(await answered).toBe('echo');
    expect(proxy.messages('gateway')).toEqual(['42["knock"]']);
    expect(proxy.messages('browser')).toEqual(['echo']);
    socket.close();
  });

  it('ends the connection where nobody is behind it', async () => {
    server.close();
    server.closeAllConnections();
    await expectAsync(fetch(proxy.url)).toBeRejected();
  });
});

/** Answers a request with its body, and any WebSocket frame with 'echo'. */
function echoServer(): Server {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        response.setHeader('x-probe', 'here');
        response.end(`pong to ${Buffer.concat(parts).toString()}`);
      });
  });
  server.on('upgrade', (request, socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.once('data', () => {
      socket.write(Buffer.concat([Buffer.from([0x81, 4]), Buffer.from('echo')]));
    });
    // The browser side cuts when the spec ends.
    socket.on('error', () => socket.destroy());
  });
  return server;
}
