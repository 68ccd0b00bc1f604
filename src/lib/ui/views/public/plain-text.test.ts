import { expect, test } from 'vitest';
import { blocksOf } from './plain-text';

test('headings, paragraphs and lists are told apart by their form', () => {
	const text =
		'Nos promesses\n\nVos notes restent\nles vôtres.\n\n- une\n- deux\n\nUne phrase seule.';
	expect(blocksOf(text)).toEqual([
		{ kind: 'heading', lines: ['Nos promesses'] },
		{ kind: 'paragraph', lines: ['Vos notes restent', 'les vôtres.'] },
		{ kind: 'list', lines: ['une', 'deux'] },
		{ kind: 'paragraph', lines: ['Une phrase seule.'] }
	]);
});

test('a numbered line is the heading of what stands right below', () => {
	expect(blocksOf('3. Rôles\nToute personne peut lire.')).toEqual([
		{ kind: 'heading', lines: ['3. Rôles'] },
		{ kind: 'paragraph', lines: ['Toute personne peut lire.'] }
	]);
});

test('markup is only text, and an empty text has no block', () => {
	expect(blocksOf('<b>gras</b>')).toEqual([{ kind: 'heading', lines: ['<b>gras</b>'] }]);
	expect(blocksOf(' \n\n ')).toEqual([]);
});
