import { expect, test } from 'vitest';
import { jobText, saidText } from './job-text';

test.each([
	['7', '7'],
	['0 events, 12 mails', '12'],
	['3 of 4', '3'],
	['{"reports":1,"operations":0,"refused_records":2}', '3'],
	['', '0']
])('what a job said of its run (%s) is told in the language of the page', (said, count) => {
	const told = saidText(said, 'fr');
	expect(told).toMatch(new RegExp(`: ${count}$`));
	expect(told).not.toMatch(/of|mails|\{/);
});

test('a job that nobody named is told by its code', () => {
	expect(jobText('new_job')).toBe('new_job');
});
