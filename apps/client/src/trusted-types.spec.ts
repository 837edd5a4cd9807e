import { isOwnWorker, trustOwnWorkers } from './trusted-types';

const origin = 'https://whisper.example';

describe('isOwnWorker', () => {
  it("says yes to a worker of the page's own build", () => {
    expect(isOwnWorker(`${origin}/worker-LFMDDPAX.js`, origin)).toBeTrue();
  });

  it('says yes to the one that keeps the client where it is installed', () => {
    expect(isOwnWorker(`${origin}/service-worker.js`, origin)).toBeTrue();
  });

  for (const url of [
    'https://elsewhere.example/worker-LFMDDPAX.js',
    'https://whisper.example:8443/worker-LFMDDPAX.js',
    'http://whisper.example/worker-LFMDDPAX.js',
    'https://whisper.example@elsewhere.example/worker-LFMDDPAX.js',
    'https://alice@whisper.example/worker-LFMDDPAX.js',
    'https://whisper.example/main-LFMDDPAX.js',
    'https://whisper.example/worker-LFMDDPAX.js/more.js',
    'https://whisper.example/files/worker-LFMDDPAX.js',
    'https://whisper.example/worker-LFMDDPAX.js?code=1',
    'https://whisper.example/service-worker-LFMDDPAX.js',
    'https://whisper.example/worker-LFMDDPAX.js#code',
    'https://whisper.example/worker-..%2Fx.js',
    'blob:https://whisper.example/worker-LFMDDPAX.js',
    'data:text/javascript,worker-LFMDDPAX.js',
    '/worker-LFMDDPAX.js',
    '',
  ]) {
    it(`says no to '${url}'`, () => {
      expect(isOwnWorker(url, origin)).toBeFalse();
    });
  }
});

describe('trustOwnWorkers', () => {
  const rulesOf = () => {
    const made = new Map<string, { readonly createScriptURL: (url: string) => string | null }>();
    trustOwnWorkers({
      location: { origin },
      trustedTypes: { createPolicy: (name, rules) => made.set(name, rules) },
    });
    return made;
  };

  it('makes one policy, which has a word on the URLs of scripts and on nothing else', () => {
    const rules = rulesOf();
    expect([...rules.keys()]).toEqual(['default']);
    expect(Object.keys(rules.get('default') ?? {})).toEqual(['createScriptURL']);
  });

  it('lets its own workers start, and nothing from elsewhere', () => {
    const rule = rulesOf().get('default');
    const own = `${origin}/worker-LFMDDPAX.js`;
    expect(rule?.createScriptURL(own)).toBe(own);
    expect(rule?.createScriptURL('https://elsewhere.example/worker-LFMDDPAX.js')).toBeNull();
  });

  it('does nothing where the browser has no Trusted Types', () => {
    expect(() => {
      trustOwnWorkers({ location: { origin } });
    }).not.toThrow();
  });
});
