import type { Facet } from '$lib/domain/vocabulary/skos-changes';
import type { MatchRelation, NoteKind } from '$lib/domain/vocabulary/skos/types';
import type {
	GeometryKind,
	LabelStatus,
	Sensitivity,
	SymbolShape
} from '$lib/domain/vocabulary/types';
import { m } from '$lib/i18n/paraglide/messages';
import { languageName } from './language-name';

const notes: Record<NoteKind, () => string> = {
	definition: m.vocabulary_note_definition,
	scopeNote: m.vocabulary_note_scope,
	example: m.vocabulary_note_example,
	historyNote: m.vocabulary_note_history,
	editorialNote: m.vocabulary_note_editorial,
	changeNote: m.vocabulary_note_change,
	note: m.vocabulary_note_note
};
export const noteKinds = Object.keys(notes) as NoteKind[];

/** What a kind of note is called. */
export function noteText(kind: NoteKind): string {
	return notes[kind]();
}

const matches: Record<MatchRelation, () => string> = {
	exactMatch: m.vocabulary_match_exact,
	closeMatch: m.vocabulary_match_close,
	broadMatch: m.vocabulary_match_broad,
	narrowMatch: m.vocabulary_match_narrow,
	relatedMatch: m.vocabulary_match_related
};
export const matchRelations = Object.keys(matches) as MatchRelation[];

/** What a relation to another vocabulary is called. */
export function matchText(relation: MatchRelation): string {
	return matches[relation]();
}

const geometries: Record<GeometryKind, () => string> = {
	point: m.vocabulary_geometry_point,
	line: m.vocabulary_geometry_line,
	polygon: m.vocabulary_geometry_polygon
};
/** What a kind of geometry is called. */
export function geometryText(kind: GeometryKind): string {
	return geometries[kind]();
}

const sensitivities: Record<Sensitivity, () => string> = {
	public: m.vocabulary_sensitivity_public,
	blurred: m.vocabulary_sensitivity_blurred,
	hidden: m.vocabulary_sensitivity_hidden
};
/** How much of a record's place everyone sees. */
export function sensitivityText(sensitivity: Sensitivity): string {
	return sensitivities[sensitivity]();
}

const shapes: Record<SymbolShape, () => string> = {
	circle: m.vocabulary_shape_circle,
	square: m.vocabulary_shape_square,
	diamond: m.vocabulary_shape_diamond,
	triangle: m.vocabulary_shape_triangle,
	pentagon: m.vocabulary_shape_pentagon,
	hexagon: m.vocabulary_shape_hexagon
};
/** What the outline of a symbol is called. */
export function shapeText(shape: SymbolShape): string {
	return shapes[shape]();
}

const actions: Record<string, () => string> = {
	put: m.vocabulary_action_put,
	deprecate: m.vocabulary_action_deprecate,
	restore: m.vocabulary_action_restore,
	merge: m.vocabulary_action_merge,
	put_collection: m.vocabulary_action_collection,
	put_scheme: m.vocabulary_action_scheme,
	import: m.vocabulary_action_import,
	undo: m.vocabulary_action_undo
};
/** What was done, as the history tells it; a newer server may do what this version has no word for. */
export function actionText(action: string): string {
	return (actions[action] ?? m.vocabulary_action_put)();
}

const statusTexts: Record<LabelStatus, () => string> = {
	sourced: m.vocabulary_status_sourced,
	known: m.vocabulary_status_known,
	unsure: m.vocabulary_status_unsure
};
export const statuses = Object.keys(statusTexts) as LabelStatus[];

/** How sure a form is. */
export function statusText(status: LabelStatus): string {
	return statusTexts[status]();
}

const labels = {
	pref: m.vocabulary_label_pref,
	alt: m.vocabulary_label_alt,
	hidden: m.vocabulary_label_hidden
};
const parts: Record<Exclude<Facet['part'], 'label' | 'note'>, () => string> = {
	notations: m.vocabulary_notation,
	broader: m.vocabulary_broader,
	related: m.vocabulary_related,
	matches: m.vocabulary_matches,
	isTop: m.vocabulary_is_top,
	deprecated: m.vocabulary_deprecated,
	replacedBy: m.vocabulary_replacement,
	geometryKinds: m.vocabulary_geometry,
	sensitivity: m.vocabulary_sensitivity,
	osmTags: m.vocabulary_osm,
	icon: m.vocabulary_icon,
	color: m.vocabulary_color,
	shape: m.vocabulary_shape,
	position: m.vocabulary_position,
	members: m.vocabulary_members,
	ordered: m.vocabulary_ordered,
	isTrait: m.vocabulary_is_trait,
	other: m.vocabulary_other
};

/** What changed, in words: « Autre nom, occitan ». */
export function facetText(facet: Facet): string {
	if (facet.part === 'label') return `${labels[facet.kind]()}, ${languageName(facet.lang)}`;
	if (facet.part === 'note') return `${noteText(facet.kind)}, ${languageName(facet.lang)}`;
	return parts[facet.part]();
}

/** One of the things a facet says, in words; URIs of concepts by their names. */
export function valueText(facet: Facet, value: string, nameOf: (uri: string) => string): string {
	switch (facet.part) {
		case 'broader':
		case 'related':
		case 'replacedBy':
		case 'members':
			return nameOf(value);
		case 'isTop':
		case 'deprecated':
		case 'ordered':
		case 'isTrait':
			return m.common_yes();
		case 'geometryKinds':
			return geometryText(value as GeometryKind);
		case 'sensitivity':
			return sensitivityText(value as Sensitivity);
		case 'shape':
			return shapeText(value as SymbolShape);
		case 'matches': {
			const [relation = '', uri = ''] = value.split(' ');
			return `${matchText(relation as MatchRelation)} ${uri}`;
		}
		case 'label':
			return value
				.replace(/ \[unsure\]$/, ` (${m.vocabulary_status_unsure().toLowerCase()})`)
				.replace(/ \[sourced\]$/, ` (${m.vocabulary_status_sourced().toLowerCase()})`);
		default:
			return value;
	}
}
