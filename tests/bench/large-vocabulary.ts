import type { Concept, Label, Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';

/** Numbers that look random and are the same each time (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const heads =
	'mur muret cabane capitelle moulin four puits fontaine pont croix chapelle borne bergerie grange cave canal bassin tour lavoir pigeonnier'.split(
		' '
	);
const starts = 'b br c ch cl d f fl g gr j l m n p pl qu r s t tr v'.split(' ');
const middles = 'a e é i o ou u ai an en on ò è ie eau'.split(' ');
const ends = ['', 'l', 'r', 's', 't', 'ts', 'lle', 'tte', 'nc', 'ge', 'che', 'da', 'dor', 'ièra'];

/**
 * One scheme of `count` concepts made up of words that sound like ours: labels in four languages, other
 * names, hidden ones and definitions, ten to a heading, under a theme. PACTOLS has about as many.
 */
export function largeVocabulary(count: number, theme: Vocabulary['themes'][number]): Vocabulary {
	const random = numbers(17_000);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const syllable = () => pick(starts) + pick(middles);
	const words = Array.from(
		{ length: 14_000 },
		() => Array.from({ length: 1 + Math.floor(random() * 3) }, syllable).join('') + pick(ends)
	);
	// As in any language, a few words come again and again.
	const word = () => words[Math.floor(random() ** 2 * words.length)]!;
	const name = () =>
		`${random() < 0.4 ? pick(heads) : word()} ${random() < 0.7 ? `de ${word()}` : word()}`;
	const label = (kind: Label['kind'], lang: Label['lang'], text: string): Label => {
		return { kind, lang, text, status: random() < 0.1 ? 'unsure' : 'known' };
	};
	const concepts = Array.from({ length: count }, (_, i): Concept => {
		const id = `${theme.scheme}/c${i}`;
		const labels = [
			{ ...label('pref', 'fr', name()), status: 'known' as const },
			label('pref', 'oc', name()),
			label('alt', 'fr', word())
		];
		if (random() < 0.5) labels.push(label('pref', 'en', name()), label('alt', 'oc', name()));
		if (random() < 0.3) labels.push(label('hidden', 'fr', word()));
		const sentence = () => Array.from({ length: 14 }, word).join(' ');
		return {
			id,
			uri: `https://w3id.org/capitelle/${id}`,
			scheme: theme.scheme,
			notation: `c${i}`,
			broader: i < 10 ? [] : [`${theme.scheme}/c${Math.floor(i / 10)}`],
			related: [],
			labels,
			definition: { fr: sentence() },
			geometryKinds: ['point'],
			sensitivity: 'public',
			osmTags: [],
			matches: [],
			icon: null,
			color: null,
			shape: null,
			position: i,
			deprecated: false,
			replacedBy: null
		};
	});
	return {
		etag: `large-${count}`,
		themes: [theme],
		schemes: [
			{
				id: theme.scheme,
				title: { fr: 'Essai' },
				uri: 'https://w3id.org/capitelle/essai/',
				kind: 'thesaurus'
			}
		],
		concepts,
		collections: [],
		fields: []
	};
}

/** What a person types, letter by letter, towards each of `count` names, with a slip in every other one. */
export function typings(
	vocabulary: Vocabulary,
	count: number
): { target: string; slip: boolean; keys: string[] }[] {
	const random = numbers(4);
	return Array.from({ length: count }, (_, i) => {
		const { id, labels } = vocabulary.concepts[Math.floor(random() * vocabulary.concepts.length)]!;
		const whole = labels[Math.floor(random() * labels.length)]!.text;
		const slip = i % 2 === 1 && whole.length > 6;
		const at = 2 + Math.floor(random() * (whole.length - 4));
		const typed = slip ? whole.slice(0, at) + whole.slice(at + 1) : whole;
		const keys = Array.from(typed.slice(0, 18), (_, letter) => typed.slice(0, letter + 1));
		return { target: id, slip, keys };
	});
}

/** A theme to hang it on. */
export const benchTheme: Vocabulary['themes'][number] = {
	id: 'essai',
	title: { fr: 'Essai', oc: 'Ensag', en: 'Trial' },
	description: { fr: 'Beaucoup de mots', oc: 'Fòrça mots', en: 'Many words' },
	scheme: 'essai',
	titleField: null,
	icon: 'other',
	color: '#5f594d',
	licence: 'lov2',
	accuracyGateM: 20,
	notice: null,
	formVersion: 1,
	position: 10
};
