import { describe, expect, it } from 'vitest';
import { indexVocabulary, isUsable } from '../../domain/vocabulary/graph.ts';
import { conceptsWith, countWith, traitsOf, traitsSaid } from '../../domain/vocabulary/traits.ts';
import { compileTheme, vocabularyOf } from '../compile.ts';
import heritage from './theme.ts';

const compiled = compileTheme(heritage);
const index = indexVocabulary(vocabularyOf([compiled]));
const traits = traitsOf(index, 'patrimoine');
const named = (...ids: string[]) =>
	ids.map((id) => traits.find((trait) => trait.id === `patrimoine/trait-${id}`)!);
const found = (...ids: string[]) =>
	conceptsWith(index, 'patrimoine', named(...ids)).map(({ notation }) => notation);

describe('who does not know the word', () => {
	it('finds the dry stone huts by what they see: round, of stone, no mortar', () => {
		const huts = found('rond', 'pierre', 'sans-mortier');
		expect(huts).toEqual(
			expect.arrayContaining(['cabane-pierre-seche', 'capitelle', 'caselle', 'gariotte', 'orri'])
		);
		expect(huts.length).toBeLessThan(10);
		expect(found('rond', 'pierre', 'sans-mortier', 'toit')).not.toContain('mur-pierre-seche');
	});

	it.each([
		[['tourne', 'haut'], 'moulin-vent'],
		[['tas', 'chemin'], 'montjoie'],
		[['eau', 'creuse'], 'puits'],
		[['feu', 'recolte'], 'sechoir-chataignes'],
		[['rocher', 'creuse'], 'troglodyte'],
		[['croix', 'montagne'], 'croix-sommitale']
	])('%j leaves few, with %s', (ids, notation) => {
		expect(found(...ids)).toContain(notation);
		expect(found(...ids).length).toBeLessThan(12);
	});

	it('finds every concept by some trait, save the one for what has no word', () => {
		const fits = new Set(
			traits.flatMap((trait) => conceptsWith(index, 'patrimoine', [trait]).map(({ id }) => id))
		);
		const without = (index.byScheme.get('patrimoine') ?? [])
			.filter((concept) => isUsable(concept) && !fits.has(concept.id))
			.map(({ notation }) => notation);
		expect(without).toEqual(['autre']);
	});

	it('may say it in a sentence', () => {
		const said = (text: string, lang: 'fr' | 'oc' = 'fr') =>
			traitsSaid(traits, text, lang).map(({ id }) => id.replace('patrimoine/trait-', ''));
		expect(said('c’est rond, en pierre, sans mortier')).toEqual(['rond', 'pierre', 'sans-mortier']);
		expect(said('es redond, de pèira, sens mortièr', 'oc')).toEqual([
			'rond',
			'pierre',
			'sans-mortier'
		]);
		expect(said('une capitelle')).toEqual([]);
		expect(said('')).toEqual([]);
	});
});

describe('every trait', () => {
	it('fits concepts that exist, each named once', () => {
		for (const { id, members } of traits) {
			expect(
				members.filter((member) => !index.concepts.has(member)),
				id
			).toEqual([]);
			expect(new Set(members).size, id).toBe(members.length);
		}
	});

	it('is drawn, and says so in three languages', () => {
		expect(traits.length).toBeGreaterThan(8);
		for (const { icon, title } of traits) {
			expect(compiled.icons[icon ?? '']).toMatch(/^M/);
			expect([title.oc, title.en].every(Boolean)).toBe(true);
		}
		expect(new Set(traits.map(({ icon }) => icon)).size).toBe(traits.length);
	});

	it('leaves something to choose with at least one other', () => {
		for (const trait of traits) {
			const left = conceptsWith(index, 'patrimoine', [trait]);
			const others = traits.filter((one) => one !== trait && countWith(left, index, one) > 0);
			expect(others.length, trait.id).toBeGreaterThan(0);
		}
	});
});
