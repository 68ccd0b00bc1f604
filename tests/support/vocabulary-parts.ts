import type { FieldDefinition } from '../../src/lib/domain/fields/types.ts';
import type { Concept, Scheme, Theme } from '../../src/lib/domain/vocabulary/types.ts';

/** A concept that can be recorded as a point, named by its notation unless said otherwise. */
export function aConcept(id: string, more: Partial<Concept> = {}): Concept {
	const [scheme = '', notation = ''] = id.split('/');
	return {
		id,
		uri: `https://example.org/${id}`,
		scheme,
		notation,
		broader: [],
		related: [],
		labels: [{ kind: 'pref', lang: 'fr', text: notation, status: 'known' }],
		definition: null,
		geometryKinds: ['point'],
		sensitivity: 'public',
		osmTags: [],
		matches: [],
		icon: null,
		color: null,
		shape: null,
		position: 0,
		deprecated: false,
		replacedBy: null,
		...more
	};
}

/** A field of a whole theme that nobody has to answer: a short text unless said otherwise. */
export function aField(id: string, more: Partial<FieldDefinition> = {}): FieldDefinition {
	const cut = id.lastIndexOf('/');
	return {
		id,
		theme: id.slice(0, cut),
		concept: null,
		key: id.slice(cut + 1),
		kind: 'text',
		label: { fr: id.slice(cut + 1) },
		help: null,
		group: null,
		required: false,
		scheme: null,
		branch: null,
		linkTheme: null,
		fields: [],
		min: null,
		max: null,
		unit: null,
		maxLength: null,
		pattern: null,
		showWhen: null,
		default: null,
		example: null,
		perVisit: false,
		isPublic: true,
		position: 0,
		version: 1,
		...more
	};
}

/** A theme whose concepts are in a scheme of the same name unless said otherwise. */
export function aTheme(id: string, more: Partial<Theme> = {}): Theme {
	return {
		id,
		title: { fr: id },
		description: { fr: id },
		scheme: id,
		titleField: null,
		icon: 'x',
		color: '#000000',
		licence: 'lov2',
		accuracyGateM: 20,
		notice: null,
		formVersion: 1,
		position: 0,
		...more
	};
}

/** A scheme; that of a theme unless said otherwise. */
export function aScheme(id: string, more: Partial<Scheme> = {}): Scheme {
	return { id, title: { fr: id }, uri: `https://example.org/${id}/`, kind: 'thesaurus', ...more };
}
