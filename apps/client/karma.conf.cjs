/** Feeds Karma's results to the reporter that the other projects' specs use: every name, then the sum. */
const specNames = (specReporter) =>
  function SpecNames() {
    const reporter = specReporter('client');
    this.onSpecComplete = (_browser, { suite, description, skipped, success, log, time }) => {
      reporter.specDone({
        fullName: [...suite, description].join(' '),
        status: skipped ? 'pending' : success ? 'passed' : 'failed',
        duration: time,
        failedExpectations: success ? [] : log.map((message) => ({ message })),
      });
    };
    // What went wrong outside of any spec: a file that does not load, a browser that is lost.
    const outside = [];
    this.onBrowserError = (_browser, error) => {
      outside.push({ message: typeof error === 'string' ? error : JSON.stringify(error) });
    };
    this.onBrowserLog = (_browser, log, type) => {
      console.log(`${type}: ${log}`);
    };
    this.onRunComplete = () => {
      reporter.jasmineDone({ failedExpectations: outside });
    };
  };

module.exports = async (config) => {
  const { findBrowser } = await import('../../tools/browser.ts');
  const { specReporter } = await import('../../tools/spec-reporter.ts');
  const { executablePath, env } = await findBrowser();
  Object.assign(process.env, env, { CHROME_BIN: executablePath });
  config.set({
    frameworks: ['jasmine'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      { 'reporter:spec-names': ['type', specNames(specReporter)] },
    ],
    hostname: '127.0.0.1',
    listenAddress: '127.0.0.1',
    client: {
      jasmine: {
        random: true,
        failSpecWithNoExpectations: true,
        timeoutInterval: 60_000, // catches what hangs: no spec says how fast a machine has to be
      },
    },
    browserNoActivityTimeout: 90_000, // longer than a spec may take
    reporters: ['spec-names'],
    browsers: ['ChromeQuiet'],
    customLaunchers: {
      ChromeQuiet: {
        base: 'ChromeHeadless',
        flags: [
          '--headless=new',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--disable-dev-shm-usage',
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          // A spec that listens to a sound has no hand to press a button first.
          '--autoplay-policy=no-user-gesture-required',
          // Roles and names as a screen reader gets them, for by-role.ts.
          '--enable-blink-features=ComputedAccessibilityInfo',
          // Nothing is looked up: the specs need no network but the loop.
          '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
        ],
      },
    },
  });
};
