import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('deploy/relay.sh', () => {
  let folder: string;
  let runtime: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'relay-'));
    runtime = join(folder, 'runtime');
    mkdirSync(runtime);
    // In the place of coturn: tells what it was started with.
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/turnserver'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const start = (secret: string, environment: Record<string, string> = {}) =>
    spawnSync('deploy/relay.sh', ['--no-udp'], {
      encoding: 'utf8',
      env: {
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        XDG_RUNTIME_DIR: runtime,
        TMPDIR: folder,
        TURN_SECRET: secret,
        RELAY_IP: '198.51.100.7',
        ...environment,
      },
    });
  const own = () => join(runtime, `whispernet-relay-${process.getuid?.() ?? ''}`);
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  it('hands the secret over in a file that only this user reads, and not as an argument', () => {
    const { status, stdout } = start('a secret of the sea');
    const file = join(own(), 'turnserver.conf');
    expect(status).toBe(0);
    expect(stdout).toBe(`-c ${file} --no-udp\n`);
    expect(modeOf(own())).toBe(0o700);
    expect(modeOf(file)).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('\nstatic-auth-secret=a secret of the sea\n');
  });

  it('leaves one file, however often it is started, with the last secret only', () => {
    for (const secret of ['first', 'second', 'third']) expect(start(secret).status).toBe(0);
    expect(
      readdirSync(folder, { recursive: true }).filter((name) => /conf|tmp/.test(String(name))),
    ).toEqual([join('runtime', `whispernet-relay-${process.getuid?.() ?? ''}`, 'turnserver.conf')]);
    const text = readFileSync(join(own(), 'turnserver.conf'), 'utf8');
    expect(text.match(/^static-auth-secret=.*$/gm)).toEqual(['static-auth-secret=third']);
  });

  it('writes no secret through a link that waits in the place of the file', () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(own(), { mode: 0o700 });
    symlinkSync(elsewhere, join(own(), 'turnserver.conf'));
    expect(start('a secret of the sea').status).toBe(0);
    expect(existsSync(elsewhere)).toBeFalse();
  });

  for (const [what, prepare] of [
    [
      'a directory that others may look into',
      () => {
        mkdirSync(own());
        chmodSync(own(), 0o750);
      },
    ],
    [
      'a link to a directory',
      () => {
        mkdirSync(join(folder, 'other'), { mode: 0o700 });
        symlinkSync(join(folder, 'other'), own());
      },
    ],
    [
      'a file',
      () => {
        writeFileSync(own(), '', { mode: 0o700 });
      },
    ],
  ] as const) {
    it(`refuses ${what}, and starts nothing`, () => {
      prepare();
      const { status, stdout, stderr } = start('a secret of the sea');
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toBe(
        `${own()} has to be a directory that is yours and closed to everybody else (mode 700).\n`,
      );
    });
  }

  it('refuses a directory of another user', () => {
    // `ls` and `id` have to agree; here `id` is somebody else.
    writeFileSync(join(folder, 'bin/id'), '#!/bin/sh\necho 12345\n', { mode: 0o755 });
    const { status, stderr } = start('a secret of the sea');
    expect(status).toBe(1);
    expect(stderr).toContain('has to be a directory that is yours');
  });

  it('says where the directory cannot be made', () => {
    const { status, stderr } = start('a secret', { RELAY_DIR: join(folder, 'none/relay') });
    expect(status).not.toBe(0);
    expect(stderr).toContain(join(folder, 'none/relay'));
  });
});
