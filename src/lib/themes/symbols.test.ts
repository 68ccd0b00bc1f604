import { describe, expect, it } from 'vitest';
import { loadThemes } from '../../cli/themes.ts';
import { inkOn } from '../domain/symbol.ts';
import { colorOf, iconOf, indexVocabulary } from '../domain/vocabulary/graph.ts';
import { legendOf, shapeOf } from '../domain/vocabulary/legend.ts';
import { contrast, difference, visions } from '../../../tests/support/vision.ts';
import { vocabularyOf } from './compile.ts';

/*
 * What tells the branches of the themes apart: a shape, a colour and an icon each, of which any one may be
 * lost on a reader (no colour vision, a copy in grey, a symbol half covered).
 */
const themes = await loadThemes();
const index = indexVocabulary(vocabularyOf(themes));
const branches = [...index.themes.values()].flatMap((theme) =>
	legendOf(index, theme).map(({ concept }) => ({
		theme: theme.id,
		id: concept.id,
		color: colorOf(index, concept.id) ?? '',
		shape: shapeOf(index, concept.id),
		icon: iconOf(index, concept.id)
	}))
);
const pairs = branches.flatMap((one, at) =>
	branches.slice(at + 1).map((other) => [one, other] as const)
);
/** “Something else” is the same in every theme, and drawn the same. */
const named = pairs.filter(([one, other]) => one.icon !== 'other' || other.icon !== 'other');

describe('the branches', () => {
	it('have each an icon of their own', () => {
		expect(named.filter(([one, other]) => one.icon === other.icon)).toEqual([]);
	});

	it.each(Object.keys(visions) as (keyof typeof visions)[])(
		'with one and the same shape are of colours that %s vision tells apart',
		(vision) => {
			for (const [one, other] of named) {
				if (one.shape !== other.shape) continue;
				// CIEDE2000: 2 is seen side by side, 10 at a glance.
				const apart = difference(one.color, other.color, vision);
				expect(apart, `${one.id} ${other.id}`).toBeGreaterThan(10);
			}
		}
	);

	it('of a theme take another outline each, as long as there are outlines left', () => {
		for (const theme of index.themes.keys()) {
			const own = branches.filter((one) => one.theme === theme && one.icon !== 'other');
			const shapes = new Set(own.map(({ shape }) => shape));
			// Six outlines: a theme of six branches or fewer repeats none, one of seven repeats one.
			expect(own.length - shapes.size, theme).toBeLessThanOrEqual(Math.max(0, own.length - 6));
		}
	});

	it('carry their icon readably, and show as lines on a white edge (WCAG 1.4.11)', () => {
		for (const { id, color } of branches) {
			expect(contrast(color, inkOn(color)), id).toBeGreaterThanOrEqual(4.5);
			expect(contrast(color, '#ffffff'), id).toBeGreaterThanOrEqual(3);
		}
	});
});

describe('the drawings', () => {
	const all = themes.flatMap(({ theme, icons }) =>
		Object.entries(icons).map(([name, path]) => ({ theme: theme.id, name, path }))
	);

	it('are one stroked path each, within the grid', () => {
		for (const { name, path } of all) {
			expect(path, name).toMatch(/^M[-\d.,\sMmLlHhVvCcSsAaZz]+$/);
			const starts = [...path.matchAll(/M(-?[\d.]+)[ ,]?(-?[\d.]+)/g)];
			for (const [, x, y] of starts) {
				for (const value of [Number(x), Number(y)]) {
					expect(value, name).toBeGreaterThanOrEqual(1);
					expect(value, name).toBeLessThanOrEqual(23);
				}
			}
		}
	});

	it('are the same wherever one name is used, and never the same under two names', () => {
		const paths = new Map<string, string>();
		for (const { name, path } of all) {
			expect(paths.get(name) ?? path, name).toBe(path);
			paths.set(name, path);
		}
		expect(new Set(paths.values()).size).toBe(paths.size);
	});

	it('are all used', () => {
		for (const { theme, concepts, collections, icons } of themes) {
			const used = new Set([
				theme.icon,
				...concepts.map(({ icon }) => icon),
				...collections.map(({ icon }) => icon)
			]);
			expect(
				Object.keys(icons).filter((name) => !used.has(name)),
				theme.id
			).toEqual([]);
		}
	});

	it('of the heritage theme are there for its seven groups and thirty concepts at least', () => {
		const heritage = index.themes.get('heritage')!;
		const lines = legendOf(index, heritage);
		expect(lines.filter(({ concept }) => concept.icon !== 'other')).toHaveLength(7);
		expect(lines.flatMap((branch) => branch.lines).length).toBeGreaterThanOrEqual(30);
	});
});
