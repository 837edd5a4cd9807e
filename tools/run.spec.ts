import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const run = (...args: readonly string[]) => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/run.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, HOST: '127.0.0.1', PORT: '3000' },
  });
  return { status, stderr };
};

describe('npm start', () => {
  it('says at once that the port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { status, stderr } = run('start', '--port', String(port));
    other.close();
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      `Port ${port} is taken. Stop what listens there, or choose another: npm start -- --port ${port + 1}`,
    );
  });

  it('refuses what is no port', () => {
    const { status, stderr } = run('start', '--port', '70000');
    expect(status).toBe(1);
    expect(stderr).toContain("'70000' is no port");
  });

  it('refuses an option that it does not know, and says which there are', () => {
    const { status, stderr } = run('start', '--htps');
    expect(status).toBe(1);
    expect(stderr).toContain('--htps');
    expect(stderr).toContain('Usage: npm start [-- [--https] [--port N]]');
  });
});

describe('tools/run.mjs', () => {
  it('lists its commands when it is asked for another', () => {
    const { status, stderr } = run('strat');
    expect(status).toBe(1);
    expect(stderr).toContain('start|test|check|dev|build|nx');
  });
});
