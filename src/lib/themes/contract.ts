import type { FieldDefinition, FieldKind, FieldValue } from '../domain/fields/types.ts';
import type { Language, LocalizedText } from '../domain/language.ts';
import type {
	Collection,
	Concept,
	GeometryKind,
	LabelStatus,
	Scheme,
	Sensitivity,
	SymbolShape,
	Theme
} from '../domain/vocabulary/types.ts';

/**
 * What a theme's folder gives to the rest: `theme.ts` exports one of these as its default export.
 * The sources below are written for the person who edits them; `compile.ts` fills in what is implied.
 */
export interface ThemeSource {
	theme: Omit<Theme, 'notice' | 'safety' | 'formVersion' | 'accuracyGateM'> & {
		notice: LocalizedText;
		/** Metres; 15 when it is left out. */
		accuracyGateM?: number;
	};
	/** Where its concepts live; its id is `theme.scheme`. */
	scheme: SchemeSource;
	/** One is `autre`, for what has no word; a question on it takes the person's own. */
	concepts: ConceptSource[];
	lists: ListSource[];
	/** What people see, for who does not know the word; each names the concepts it fits. */
	traits?: readonly TraitSource[];
	fields: FieldSource[];
	/** What to be careful about on the spot, in a sentence each. */
	safety?: readonly SafetySource[];
	/** Drawn symbols by name: one SVG path on a 24 × 24 grid, stroked without fill (see `drawing.ts`). */
	icons: Record<string, string>;
}

/** A theme's rows, as the database and the {@link Vocabulary} hold them. */
export interface CompiledTheme {
	theme: Theme;
	schemes: Scheme[];
	concepts: Concept[];
	collections: Collection[];
	fields: FieldDefinition[];
	icons: Record<string, string>;
}

export interface SchemeSource {
	id: string;
	title: LocalizedText;
}

/** A label; alone it is `known` (house rule of heritage.md: sourced, known, or unsure). */
export type LabelSource = string | readonly [text: string, status: LabelStatus];

type MatchKind = 'exact' | 'close' | 'broad' | 'narrow' | 'related';

/** Concepts of others as `prefix:local`, prefixes in `compile.ts`. */
export type MatchSources = Partial<Record<MatchKind, readonly string[]>>;

export interface ConceptSource {
	/** Notation: stable for ever. The concept's id is `{scheme}/{id}`. */
	id: string;
	/** Notation of the broader concept. */
	broader?: string;
	/** Notations of concepts that go with it. */
	related?: readonly string[];
	pref: { fr: LabelSource } & Partial<Record<Language, LabelSource>>;
	alt?: Partial<Record<Language, readonly LabelSource[]>>;
	/** Found by search, never shown: misleading or misspelt names. */
	hidden?: Partial<Record<Language, readonly LabelSource[]>>;
	definition?: LocalizedText;
	/** None: a heading. */
	geometry?: readonly GeometryKind[];
	/** Default of a record; public when left out. */
	sensitivity?: Sensitivity;
	osm?: readonly string[];
	matches?: MatchSources;
	icon?: string;
	color?: string;
	shape?: SymbolShape;
	/** Withdrawn: old records keep it, new ones cannot take it. */
	deprecated?: boolean;
	/** Notation of the concept to use instead. */
	replacedBy?: string;
}

export interface TraitSource {
	id: string;
	title: LocalizedText;
	icon?: string;
	/** Notations; what is narrower than one of them fits too. */
	members: readonly string[];
}

export interface SafetySource {
	id: string;
	/** Notations of the concepts it is about, and everything narrower; left out: all. */
	on?: readonly string[];
	icon?: string;
	text: LocalizedText;
}

/** A list of values for choice fields. */
export interface ListSource extends SchemeSource {
	values: readonly ValueSource[];
}

export interface ValueSource {
	/** Notation: what records store. */
	code: string;
	/** Code of the value it is a part of, in a list with levels. */
	broader?: string;
	fr: string;
	en: string;
	oc?: string;
	matches?: MatchSources;
	/** Withdrawn: no longer offered, still understood. */
	deprecated?: boolean;
}

/** A field inside a group: it has neither concept nor group of its own. */
type RowFieldSource = Omit<FieldSource, 'on' | 'group' | 'fields' | 'perVisit' | 'version'>;

export interface FieldSource {
	key: string;
	kind: FieldKind;
	/** Notations of the concepts that ask for it (and everything narrower); left out: all. */
	on?: readonly string[];
	label: LocalizedText;
	help?: LocalizedText;
	group?: LocalizedText;
	required?: boolean;
	/** Id of the list, for choices. */
	list?: string;
	/** Notation in that list: only what is narrower. */
	branch?: string;
	linkTheme?: string;
	/** Of a group. */
	fields?: readonly RowFieldSource[];
	default?: FieldValue;
	example?: { src: string; alt: LocalizedText };
	/** Answered anew at each visit. */
	perVisit?: boolean;
	min?: number;
	max?: number;
	unit?: string;
	maxLength?: number;
	pattern?: string;
	showWhen?: { field: string; in: (string | number | boolean)[] };
	/** False: never shown outside the people in charge. */
	isPublic?: boolean;
	/** Raised when the meaning of the answers changes. */
	version?: number;
}
