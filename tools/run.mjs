// What package.json's scripts run, from a bare clone on: installs what the lockfile names when it
// is not there yet, then works on a Node.js that Angular accepts (the registry's own build of it,
// where the machine's is too old). Runs on Node 20 with nothing installed: built-in modules only.
//
//   node tools/run.mjs start [--https] [--port N]   everything on one address
//   node tools/run.mjs test                         all that a change must pass ('check' alike)
//   node tools/run.mjs dev                          both apps, rebuilt at every change
//   node tools/run.mjs build                        dist/apps
//   node tools/run.mjs nx [argument …]              nx itself, such as: nx test crypto
//   node tools/run.mjs verify <url>                 whether a site serves this build (docs/verify.md)
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';

/** Something that a person can mend: said in a sentence, without a stack. */
class Refusal extends Error {}

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const nx = (...args) => ['nx', 'run-many', '--output-style=static', ...args];

const commands = {
  start,
  test,
  check: test,
  dev: (args) => show(['nx', 'run-many', '-t', 'serve', '--parallel=4', ...args]),
  build: (args) => show(nx('-t', 'build', ...args)),
  nx: (args) => show(['nx', ...args]),
  verify: (args) => show(['node', 'tools/verify.ts', ...args]),
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (command) {
  // Sentences for people end here; anything else is a defect of this file and shows its stack.
  process.exitCode = await command(args).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  });
} else {
  console.error(`usage: node tools/run.mjs ${Object.keys(commands).join('|')} [argument …]`);
  process.exitCode = 1;
}

/** Builds what changed and serves everything from one process until Ctrl-C. */
async function start(args) {
  const { https, port, host } = startOptions(args);
  await refuseTakenPort(port, host);
  const env = { PORT: port, HOST: host, CLIENT_DIR: 'dist/apps/client/browser' };
  await prepare();
  await quietly('Building client and gateway', nx('-t', 'build', '--projects=client,gateway'));
  if (https) {
    const files = await quietly('Preparing a certificate', ['node', 'tools/certificate.ts']);
    Object.assign(env, JSON.parse(files));
  }
  console.log('Starting. Ctrl-C stops everything.\n');
  return show(['node', '--enable-source-maps', 'dist/apps/gateway/main.js'], env);
}

function startOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { https: { type: 'boolean', default: false }, port: { type: 'string' } },
    });
    const port = values.port ?? process.env.PORT ?? '3000';
    if (!/^\d+$/.test(port) || Number(port) > 65_535) throw new Error(`'${port}' is no port`);
    // With a certificate the point is to be reached from other devices.
    const host = process.env.HOST ?? (values.https ? '0.0.0.0' : '127.0.0.1');
    return { https: values.https, port, host };
  } catch (error) {
    throw new Refusal(`${error.message}\nUsage: npm start [-- [--https] [--port N]]`);
  }
}

/** Says at once, not after an install and a build, that the port cannot be had. */
function refuseTakenPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', ({ code, message }) => {
      const sentences = {
        EADDRINUSE: `Port ${port} is taken. Stop what listens there, or choose another: npm start -- --port ${Number(port) + 1}`,
        EACCES: `Port ${port} needs an administrator. Choose one above 1023: npm start -- --port 3000`,
        EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one that it has.`,
      };
      reject(new Refusal(sentences[code] ?? `Cannot listen on ${host}:${port}: ${message}`));
    });
    server.listen(Number(port), host, () => server.close(resolve));
  });
}

/** Runs every check, the quick ones first, stops at the first that fails, and counts the specs. */
async function test() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const began = Date.now();
  const ci = Boolean(process.env.CI);
  // In CI the journeys are always walked; elsewhere an answer for the same sources is good enough.
  const steps = {
    Format: [
      'prettier',
      '--check',
      '--log-level=warn',
      ...(process.stdout.isTTY ? [] : ['--no-color']),
      '.',
    ],
    Lint: nx('-t', 'lint'),
    Types: nx('-t', 'typecheck'),
    Specs: nx('-t', 'test'),
    Build: nx('-t', 'build'),
    Journeys: nx('-t', 'e2e', ...(ci ? ['--skip-nx-cache'] : [])),
  };
  let code = 0;
  try {
    await prepare();
    console.log(`${await quietly('Finding a browser', ['node', 'tools/browser.ts'])}`.trim());
    for (const [title, step] of Object.entries(steps)) {
      console.log(`\n── ${title} ──`);
      const ended = await run(step, { echo: true });
      addCounts(counts, ended.output);
      if (ended.code !== 0) throw new Refusal(`${title} failed: the reason stands above.`);
    }
    console.log(`\nEverything holds (${seconds(began)}).`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`\n${error.message}`);
    code = 1;
    // A check that broke without a failing spec is a failure too, and counts as one.
    counts.failed ||= 1;
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return code;
}

/** Adds the lines 'project: N passed, N failed, N skipped' with which each project's specs end. */
function addCounts(counts, output) {
  const lines = stripVTControlCharacters(output).matchAll(
    /^\S+: (\d+) passed, (\d+) failed, (\d+) skipped\s*$/gm,
  );
  for (const [, passed, failed, skipped] of lines) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
    counts.skipped += Number(skipped);
  }
}

/** `npm ci`, unless the last one that ended well was for this same lockfile and platform. */
async function prepare() {
  const stamp = join(root, 'node_modules/.installed');
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = `${process.platform}-${process.arch} ${createHash('sha256').update(lock).digest('hex')}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // error: on an old Node, npm would otherwise warn once for each package that wants a newer one.
  await quietly('Installing packages (once for each change of package-lock.json)', [
    'npm',
    'ci',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ]);
  writeFileSync(stamp, wanted);
}

/** The environment of every step: Nx neither calls home nor stays behind; a Node that is new enough. */
function environment() {
  return {
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NG_CLI_ANALYTICS: 'false',
    ...process.env,
    PATH: [nodeFolder(), join(root, 'node_modules/.bin'), process.env.PATH]
      .filter(Boolean)
      .join(delimiter),
  };
}

/** The folder of the node to run, or undefined where the one running this is new enough. */
function nodeFolder() {
  const require = createRequire(join(root, 'package.json'));
  // Before the install there is nothing to compare with, and nothing but npm to run.
  if (!existsSync(join(root, 'node_modules/semver'))) return undefined;
  const { engines } = require('./package.json');
  const { satisfies } = require('semver');
  if (satisfies(process.versions.node, engines.node)) return undefined;
  const platform = windows ? 'win' : process.platform;
  const folder = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin');
  if (existsSync(folder)) return folder;
  throw new Refusal(`Node.js ${engines.node} is needed; this is ${process.version}.`);
}

/** Runs a step under a title; what it prints is returned, and shown only when it fails. */
async function quietly(title, step) {
  const began = Date.now();
  process.stdout.write(`${title} … `);
  const { code, output } = await run(step);
  console.log(code === 0 ? seconds(began) : 'failed');
  if (code !== 0) throw new Refusal(output.trimEnd());
  return output;
}

/** Runs a step on this terminal and resolves with its exit code. */
async function show(step, env) {
  await prepare();
  return (await run(step, { env, inherit: true })).code;
}

/** Runs a step; its output is kept, and echoed as it comes where that is asked for. */
function run([file, ...rest], { env = {}, echo = false, inherit = false } = {}) {
  const child = spawn(file, rest, {
    cwd: root,
    env: {
      ...environment(),
      // Nx colours its children's output whoever reads it, unless it is told.
      ...(inherit ? {} : { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }),
      ...env,
    },
    stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: windows,
  });
  const pieces = [];
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    stream?.on('data', (bytes) => {
      pieces.push(bytes);
      if (echo) terminal.write(bytes);
    });
  }
  let stopped = false;
  const stop = (signal) => {
    stopped = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  // npm passes a signal only to its shell, which dies of it and tells nobody: being adopted by
  // another parent is how it is noticed.
  const parent = process.ppid;
  const orphaned = setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Refusal(`${file} does not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      clearInterval(orphaned);
      for (const other of signals) process.off(other, stop);
      const output = Buffer.concat(pieces).toString();
      // A server that was asked to stop and did so has done well; a check has not been finished.
      resolve({ code: stopped && inherit ? 0 : (code ?? (signal ? 1 : 0)), output });
    });
  });
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
