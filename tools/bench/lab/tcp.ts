// One end of a TCP download, to be run inside a namespace:
//
//   node tcp.ts send <address> <port>                sends until the other side hangs up
//   node tcp.ts receive <address> <port> <seconds>   prints what has come in all, as a JSON array
//                                                    of one number every SAMPLE_MS
import { connect, createServer } from 'node:net';
import { SAMPLE_MS } from '../bench-page.ts';

const [side, address, port, seconds] = process.argv.slice(2);
if (side === 'send') send();
else await receive();

function send(): void {
  const bytes = new Uint8Array(256 * 1024);
  const server = createServer((socket) => {
    const fill = () => {
      while (socket.write(bytes)); // until its buffer is full
    };
    socket.on('drain', fill);
    socket.on('error', () => process.exit()); // the other side has seen enough
    fill();
  });
  server.listen(Number(port), address, () => {
    console.log('listening');
  });
}

async function receive(): Promise<void> {
  const socket = connect(Number(port), address ?? '');
  let bytes = 0;
  const samples: number[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('connect', resolve);
  });
  socket.on('data', ({ length }) => (bytes += length));
  const began = performance.now();
  for (let tick = 1; tick <= (Number(seconds) * 1000) / SAMPLE_MS; tick += 1) {
    const wait = began + tick * SAMPLE_MS - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    samples.push(bytes);
  }
  console.log(JSON.stringify(samples));
  socket.destroy();
}
