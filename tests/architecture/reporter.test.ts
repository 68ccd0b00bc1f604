import { describe, expect, test } from 'vitest';
import { lastLine } from '../support/reporter.ts';

describe('the last line of a test run', () => {
	test('counts passed and failed', () => {
		expect(lastLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
	});
	test('never hides what was skipped', () => {
		expect(lastLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
	});
});
