import { describe, expect, test } from 'vitest';
import { linkedPieces } from './linked-text';
import { commentProblems, isClosed, tidyText } from './talk';

const word = (body: string) => ({
	id: '01980000-0000-7000-8000-000000000001',
	body,
	visibility: 'public' as const,
	mentions: [],
	closes: false
});

describe('a comment', () => {
	test('says something, and not too much', () => {
		expect(commentProblems(word(''))).toMatchObject([{ code: 'required' }]);
		expect(commentProblems(word('é'.repeat(4000)))).toEqual([]);
		expect(commentProblems(word('é'.repeat(4001)))).toMatchObject([{ code: 'too_long' }]);
	});

	test('loses what nobody sees of what was pasted', () => {
		expect(tidyText('  a\u0000b\r\nc\td \n')).toBe('ab\nc d');
	});

	test('closes a conversation until somebody says more, unless it is hidden', () => {
		const said = (closes: boolean, hidden = false) => ({
			closes,
			hidden: hidden ? { reason: 'x', at: '' } : null
		});
		expect(isClosed([])).toBe(false);
		expect(isClosed([said(false), said(true)])).toBe(true);
		expect(isClosed([said(true), said(false)])).toBe(false);
		expect(isClosed([said(false), said(true, true)])).toBe(false);
	});
});

describe('links in a text', () => {
	test('are web addresses and nothing else', () => {
		const hrefs = (text: string) => linkedPieces(text).flatMap(({ href }) => href ?? []);
		expect(hrefs('Voir https://example.org/mur.')).toEqual(['https://example.org/mur']);
		expect(hrefs('(« http://example.org/a?b=c »), ici')).toEqual(['http://example.org/a?b=c']);
		expect(hrefs('javascript:alert(1) data:text/html,x <a href="//evil">x</a>')).toEqual([]);
		expect(hrefs('https://')).toEqual([]);
	});

	test('leave every letter of the text', () => {
		for (const text of ['', 'rien', 'https://a.fr', 'a https://a.fr, b https://b.fr; c'])
			expect(
				linkedPieces(text)
					.map((piece) => piece.text)
					.join('')
			).toBe(text);
	});
});
