import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Graph {
  readonly graph: {
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
  };
}

/** Which project needs which, as nx sees it: what it rebuilds and what it takes from its cache hang on it. */
function readGraph(): ReadonlyMap<string, ReadonlySet<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'project-graph-'));
  try {
    const file = join(folder, 'graph.json');
    execFileSync('nx', ['graph', `--file=${file}`], { stdio: 'pipe' });
    const { graph } = JSON.parse(readFileSync(file, 'utf8')) as Graph;
    return new Map(
      Object.entries(graph.dependencies).map(([project, edges]) => [
        project,
        new Set(edges.map(({ target }) => target).filter((target) => !target.startsWith('npm:'))),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the graph of projects', () => {
  const graph = readGraph();

  // Without an edge, a change in a library leaves the application's cached build 'valid'.
  for (const [project, needs] of [
    ['client', ['room', 'transfer', 'crypto', 'protocol']],
    ['gateway', ['protocol']],
    ['room', ['peer', 'transfer', 'crypto', 'protocol']],
    ['peer', ['protocol']],
    ['transfer', ['protocol']],
    ['client-e2e', ['client', 'gateway']],
    ['tools', ['peer', 'transfer']],
  ] as const) {
    it(`knows that ${project} needs ${needs.join(', ')}`, () => {
      for (const need of needs) expect(graph.get(project)).toContain(need);
    });
  }

  it('knows that crypto, protocol and testing need nothing of ours but what specs need', () => {
    for (const project of ['crypto', 'protocol', 'testing']) {
      const needs = [...(graph.get(project) ?? [])].filter((need) => need !== 'testing');
      expect(needs).withContext(project).toEqual([]);
    }
  });
});
