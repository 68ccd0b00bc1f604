import { writeSync } from 'node:fs';
import { DefaultReporter, type TestModule, type TestRunEndReason } from 'vitest/node';

type RunErrors = Parameters<DefaultReporter['onTestRunEnd']>[1];

interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

/**
 * Counts every test of a run. What broke outside a test — a file that does not load, a failing hook
 * of a suite, an error nobody caught — counts as one failure each, so that a zero is really zero.
 */
export function tally(modules: ReadonlyArray<TestModule>, stray: number): Tally {
	const count: Tally = { passed: 0, failed: stray, skipped: 0 };
	for (const module of modules) {
		count.failed += module.errors().length;
		for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
		for (const test of module.children.allTests()) {
			const state = test.result().state;
			if (state === 'passed') count.passed += 1;
			else if (state === 'failed') count.failed += 1;
			else count.skipped += 1;
		}
	}
	return count;
}

/** The sentence scripts read: `N passed, N failed`, and the skipped ones when there are any. */
export function lastLine({ passed, failed, skipped }: Tally): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Vitest's own report, then the tally alone on the very last line of the output. */
export default class LastLineReporter extends DefaultReporter {
	override onTestRunEnd(
		modules: ReadonlyArray<TestModule>,
		errors: RunErrors,
		reason: TestRunEndReason
	): void {
		super.onTestRunEnd(modules, errors, reason);
		const line = lastLine(tally(modules, errors.length));
		// Vitest still closes servers and may print after the report: wait for the end of the process,
		// where only synchronous writes survive.
		process.once('exit', () => writeSync(1, `\n${line}\n`));
	}
}
