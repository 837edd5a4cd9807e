/** What a spec's end tells: jasmine's own result, in Node and in Karma's browser alike. */
interface SpecResult {
  readonly fullName: string;
  readonly status: string;
  readonly duration?: number | null;
  readonly pendingReason?: string;
  readonly failedExpectations?: readonly { readonly message: string; readonly stack?: string }[];
}

/**
 * A jasmine reporter that prints each spec's full name as it ends, each failure with its stack,
 * and closes with 'project: N passed, N failed, N skipped'.
 */
export function specReporter(project: string) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: SpecResult[] = [];
  const report = (result: SpecResult) => {
    // A spec without any expectation fails without a failed one.
    const failed = result.status === 'failed' || (result.failedExpectations?.length ?? 0) > 0;
    if (failed) failures.push(result);
    counts[failed ? 'failed' : result.status === 'passed' ? 'passed' : 'skipped'] += 1;
    const mark = failed ? '✗' : result.status === 'passed' ? '✓' : '○';
    console.log(
      `  ${mark} ${result.fullName}${slow(result)}${result.pendingReason ? ` (${result.pendingReason})` : ''}`,
    );
  };
  return {
    specDone: report,
    suiteDone: (result: SpecResult) => {
      if ((result.failedExpectations?.length ?? 0) > 0) report(result); // afterAll
    },
    jasmineDone: ({ failedExpectations = [] }: Pick<SpecResult, 'failedExpectations'>) => {
      if (failedExpectations.length > 0) {
        report({ fullName: project, status: 'failed', failedExpectations });
      }
      for (const { fullName, failedExpectations } of failures) {
        console.log(`\n✗ ${fullName}`);
        if (!failedExpectations?.length) console.log('It expects nothing, so it cannot fail.');
        for (const { message, stack } of failedExpectations ?? []) {
          console.log(stack?.includes(message) ? stack : `${message}\n${stack ?? ''}`);
        }
      }
      const { passed, failed, skipped } = counts;
      console.log(`\n${project}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    },
  };
}

/** Durations worth a look: a spec over half a second. */
function slow({ duration }: SpecResult): string {
  return duration && duration > 500 ? ` (${(duration / 1000).toFixed(1)} s)` : '';
}
