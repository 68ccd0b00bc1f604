import { indexVocabulary, ancestorsOf, conceptById, themeOf, fieldsFor } from './graph.ts';
import type { FieldDefinition, FieldValue, GroupRow } from '../fields/types.ts';
import type { Language } from '../language.ts';
import type { Concept, SymbolShape, Theme, Vocabulary } from './types.ts';

/** Themes and concepts with names, symbols and order, and nothing that only forms and editors need. */
export interface PackedSymbols {
	etag: string;
	themes: Pick<Theme, 'id' | 'title' | 'scheme' | 'icon' | 'color' | 'licence' | 'position'>[];
	/** In order of position within each scheme. */
	concepts: PackedConcept[];
}

type PackedConcept = [
	id: string,
	names: Partial<Record<Language, string>>,
	broader: string[],
	icon: string | null,
	color: string | null,
	deprecated?: 0 | 1,
	shape?: SymbolShape | null
];

/**
 * What a map and its filters need of a vocabulary, a tenth of the whole: it comes with the first page,
 * which must not carry forms and definitions.
 */
export function packSymbols(vocabulary: Vocabulary): PackedSymbols {
	const schemes = new Set(vocabulary.themes.map((theme) => theme.scheme));
	const concepts = vocabulary.concepts
		.filter((concept) => schemes.has(concept.scheme))
		.sort((a, b) => a.position - b.position);
	return {
		etag: vocabulary.etag,
		themes: vocabulary.themes.map(({ id, title, scheme, icon, color, licence, position }) => {
			return { id, title, scheme, icon, color, licence, position };
		}),
		concepts: concepts.map(
			({ id, labels, broader, icon, color, shape, deprecated }): PackedConcept => {
				const shown = labels.filter(({ kind, status }) => kind === 'pref' && status !== 'unsure');
				const names = Object.fromEntries(shown.map(({ lang, text }) => [lang, text]));
				if (shape) return [id, names, broader, icon, color, deprecated ? 1 : 0, shape];
				return deprecated
					? [id, names, broader, icon, color, 1]
					: [id, names, broader, icon, color];
			}
		)
	};
}

/** A vocabulary good for names, symbols and the tree of concepts; it has no fields, lists nor definitions. */
export function unpackSymbols({ etag, themes, concepts }: PackedSymbols): Vocabulary {
	return {
		etag,
		themes: themes.map((theme) => ({
			...theme,
			description: { fr: '' },
			titleField: null,
			accuracyGateM: 0,
			notice: null,
			formVersion: 0
		})),
		schemes: [],
		collections: [],
		fields: [],
		concepts: concepts.map(([id, names, broader, icon, color, deprecated, shape], position) => {
			const cut = id.indexOf('/');
			return {
				id,
				uri: '',
				scheme: id.slice(0, cut),
				notation: id.slice(cut + 1),
				broader,
				related: [],
				labels: Object.entries(names).map(([lang, text]) => ({
					kind: 'pref',
					lang: lang as Language,
					text,
					status: 'known'
				})),
				definition: null,
				geometryKinds: [],
				sensitivity: 'public',
				osmTags: [],
				matches: [],
				icon,
				color,
				shape: shape ?? null,
				position,
				deprecated: deprecated === 1,
				replacedBy: null
			};
		})
	};
}

/** What is shown with a record: what was answered at its visits, and the records it goes with. */
interface Beside {
	observations: readonly { properties: Record<string, FieldValue> }[];
	links: readonly { concept: string }[];
}

/** What the page of one record needs: its theme, its concept and the broader ones, its fields and their values. */
export function forRecord(
	vocabulary: Vocabulary,
	record: { concept: string; properties: Record<string, FieldValue> },
	beside: Beside = { observations: [], links: [] }
): Vocabulary {
	const index = indexVocabulary(vocabulary);
	const concept = conceptById(index, record.concept);
	const theme = themeOf(index, record.concept);
	const fields = fieldsFor(index, record.concept).filter((field) => field.isPublic);
	const kept = new Map<string, Concept>();
	if (concept)
		for (const one of [concept, ...ancestorsOf(index, concept.id)]) kept.set(one.id, one);
	for (const field of fields) {
		for (const answers of [record, ...beside.observations]) {
			for (const id of valuesIn(answers.properties[field.key], field)) {
				const value = conceptById(index, id);
				// A choice with levels is said with what is above it.
				if (value) for (const one of [value, ...ancestorsOf(index, id)]) kept.set(one.id, one);
			}
		}
	}
	for (const { concept: id } of beside.links) {
		const linked = conceptById(index, id);
		if (linked) kept.set(linked.id, linked);
	}
	const concepts = [...kept.values()];
	return {
		etag: vocabulary.etag,
		themes: theme ? [theme] : [],
		schemes: vocabulary.schemes.filter((scheme) =>
			concepts.some((one) => one.scheme === scheme.id)
		),
		concepts,
		collections: [],
		fields
	};
}

/** Ids of the concepts that an answer names, in the rows of a group too. */
function valuesIn(value: FieldValue | undefined, field: FieldDefinition): string[] {
	const items = Array.isArray(value) ? value : [value];
	if (field.kind === 'group') {
		const rows = items.filter((row): row is GroupRow => typeof row === 'object');
		return rows.flatMap((row) => field.fields.flatMap((one) => valuesIn(row[one.key], one)));
	}
	if (!field.scheme) return [];
	const notations = items.filter((item) => typeof item === 'string');
	return notations.map((notation) => `${field.scheme}/${notation}`);
}
