import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Problem, ProblemCode } from '$lib/domain/problem';
import { getLocale, locales, overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { failureText } from './failure';
import { problemText, problemTextWithField } from './problem';

const original = getLocale;
afterEach(() => overwriteGetLocale(original));

/** The codes as the domain's own source lists them, so that this test does not copy the list it checks. */
const codes = [
	...readFileSync(new URL('../../domain/problem.ts', import.meta.url), 'utf8').matchAll(
		/^\t\| '([a-z_]+)'/gm
	)
].map(([, code]) => code as ProblemCode);

const problem = (code: ProblemCode, params?: Problem['params']): Problem => ({
	code,
	field: null,
	...(params ? { params } : {})
});

describe.each(locales)('in %s', (locale) => {
	test('every code has its own sentence, with or without what is allowed', () => {
		overwriteGetLocale(() => locale);
		expect(codes.length).toBeGreaterThan(25);
		const bare = codes.map((code) => problemText(problem(code)));
		expect(new Set(bare).size).toBe(codes.length);
		const full = codes.map((code) =>
			problemText(problem(code, { min: 1, max: 5, unit: 'm', kinds: 'point, line', example: 'x' }))
		);
		for (const sentence of [...bare, ...full]) {
			expect(sentence).toMatch(/[.?!x]$/);
			expect(sentence).not.toMatch(/[{}]|undefined|problems_/);
		}
	});
});

describe('what is allowed is part of the sentence', () => {
	test.each([
		[problem('too_long', { max: 250 }), 'C’est trop long\u00a0: 250 caractères au plus.'],
		[
			problem('out_of_range', { min: 0, max: 50, unit: 'm' }),
			'La valeur doit être entre 0 et 50\u00a0m.'
		],
		[problem('out_of_range', { min: 0 }), 'La valeur doit être d’au moins 0.'],
		[problem('out_of_range', { max: 9 }), 'La valeur doit être d’au plus 9.'],
		[
			problem('geometry_kind', { kinds: 'line,polygon' }),
			'Cet élément se note ainsi\u00a0: une ligne, une surface.'
		],
		[problem('geometry_kind', {}), 'Cet élément ne se dessine pas de cette façon.']
	])('%o', (given, sentence) => {
		overwriteGetLocale(() => 'fr');
		expect(problemText(given)).toBe(sentence);
	});

	test('away from the form, the field is named in front', () => {
		overwriteGetLocale(() => 'fr');
		const required = (field: string | null): Problem => ({ code: 'required', field });
		const label = (path: string) => (path === 'properties.height' ? 'Hauteur' : null);
		expect(problemTextWithField(required('properties.height'), label)).toBe(
			'Hauteur\u00a0: À remplir.'
		);
		expect(problemTextWithField(required('concept'))).toBe('Type d’élément\u00a0: À remplir.');
		expect(problemTextWithField(required(null))).toBe('À remplir.');
	});

	test('a code of a newer server still gets a sentence', () => {
		const unheard = problem('made_up_later' as ProblemCode);
		expect(problemText(unheard)).not.toBe('');
	});
});

describe('a failed request', () => {
	test('a refusal says what the server said', () => {
		overwriteGetLocale(() => 'fr');
		expect(failureText({ kind: 'refused', problems: [problem('reason_required')] })).toBe(
			problemText(problem('reason_required'))
		);
	});
	test('a limit says how long to wait', () => {
		overwriteGetLocale(() => 'fr');
		expect(failureText({ kind: 'rate_limited', retryAfterS: 29.2 })).toContain('30 secondes');
	});
	test('anything else gets the general sentence, never its own text', () => {
		expect(failureText(new Error('secret detail'))).not.toContain('secret');
		expect(failureText(undefined)).not.toBe('');
	});
});
