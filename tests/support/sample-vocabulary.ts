import type { FieldDefinition } from '../../src/lib/domain/fields/types.ts';
import type { PublicRecord } from '../../src/lib/domain/record.ts';
import type { Concept, Label, Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { aConcept, aField, aScheme, aTheme } from './vocabulary-parts.ts';

/** A made-up theme, small enough to read: bells that hang in towers, with a list of metals. */
const theme = aTheme('bells', {
	title: { fr: 'Cloches', oc: 'Campanas', en: 'Bells' },
	description: { fr: 'Les cloches et ce qui les porte.' },
	titleField: 'name',
	icon: 'bell',
	color: '#7a4b12',
	position: 1
});

const pref = (fr: string, en: string): Label[] => [
	{ kind: 'pref', lang: 'fr', text: fr, status: 'known' },
	{ kind: 'pref', lang: 'en', text: en, status: 'known' }
];

const concept = (id: string, labels: Label[], more: Partial<Concept> = {}) =>
	aConcept(id, {
		labels,
		geometryKinds: id.startsWith('bells/') ? ['point', 'line', 'polygon'] : [],
		...more
	});

const tower = concept('bells/tower', pref('Clocher', 'Bell tower'), {
	definition: { fr: 'Tour qui porte des cloches.' },
	osmTags: ['man_made=tower'],
	color: '#7a4b12',
	icon: 'tower'
});
const wall = concept(
	'bells/wall',
	[
		...pref('Clocher-mur', 'Bell gable'),
		{ kind: 'hidden', lang: 'fr', text: 'peigne', status: 'known' }
	],
	{
		broader: ['bells/tower'],
		position: 1
	}
);
const handbell = concept(
	'bells/handbell',
	[
		...pref('Clochette', 'Handbell'),
		{ kind: 'pref', lang: 'oc', text: 'Esquila', status: 'unsure' }
	],
	{
		position: 2
	}
);

const field = (key: string, kind: FieldDefinition['kind'], more: Partial<FieldDefinition> = {}) =>
	aField(`bells/${key}`, { kind, ...more });

export const sampleVocabulary: Vocabulary = {
	etag: 'sample',
	themes: [theme],
	schemes: [
		aScheme('bells', { title: { fr: 'Cloches' } }),
		aScheme('metals', { title: { fr: 'Métaux' }, kind: 'list' })
	],
	concepts: [
		tower,
		wall,
		handbell,
		concept('metals/bronze', pref('Bronze', 'Bronze')),
		concept('metals/iron', pref('Fer', 'Iron')),
		concept('metals/steel', pref('Acier', 'Steel'))
	],
	collections: [],
	fields: [
		field('name', 'local_text'),
		field('metal', 'multiple_choice', { scheme: 'metals', position: 1 }),
		field('diameter', 'measure', { unit: 'm', position: 2 }),
		field('keeper', 'text', { isPublic: false, position: 3 }),
		field('gable_width', 'measure', { concept: 'bells/wall', position: 4 })
	]
};

/** A published record of the made-up theme. */
export function sampleRecord(more: Partial<PublicRecord> = {}): PublicRecord {
	return {
		id: '01890000-0000-7000-8000-000000000001',
		theme: 'bells',
		concept: 'bells/wall',
		title: 'La Joana',
		geometry: { type: 'Point', coordinates: [3.6, 44.1] },
		blurred: false,
		position: { method: 'gps', accuracy_m: 4 },
		properties: {
			name: { text: 'La Joana', lang: 'oc' },
			metal: ['bronze', 'iron'],
			diameter: { value: 0.8, estimated: true }
		},
		commune: { insee: '30999', nom: 'Saint-Exemple' },
		author_name: 'Mireille',
		licence: 'lov2',
		photos: [],
		version: 1,
		observed_at: '2026-05-02T10:00:00+02:00',
		last_seen_at: '2026-05-02T10:00:00+02:00',
		published_at: '2026-05-03T08:00:00.123456+00:00',
		updated_at: '2026-05-03T08:00:00.123456+00:00',
		...more
	};
}
