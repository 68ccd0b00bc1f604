import type { FieldDefinition } from '../domain/fields/types.ts';
import type { Language } from '../domain/language.ts';
import { DEFAULT_GATE_M } from '../domain/position.ts';
import type {
	Collection,
	Concept,
	Label,
	LabelKind,
	SafetyReminder,
	Scheme,
	Vocabulary
} from '../domain/vocabulary/types.ts';
import type {
	CompiledTheme,
	ConceptSource,
	FieldSource,
	LabelSource,
	ListSource,
	MatchSources,
	SafetySource,
	SchemeSource,
	ThemeSource,
	TraitSource,
	ValueSource
} from './contract.ts';

/** w3id.org gives addresses that outlive a host: they redirect to wherever the project lives. */
const URI_BASE = 'https://w3id.org/capitelle/';

/** Other people's concepts, shortened in the sources. */
const PREFIXES: Record<string, string> = {
	pactols: 'https://ark.frantiq.fr/ark:/26678/',
	wikidata: 'http://www.wikidata.org/entity/',
	aat: 'http://vocab.getty.edu/aat/',
	fish: 'http://purl.org/heritagedata/schemes/eh_tmt2/concepts/',
	threat: 'http://purl.org/heritagedata/schemes/HE_threat/concepts/',
	t96: 'http://data.culture.fr/thesaurus/resource/ark:/67717/',
	taxref: 'https://taxref.mnhn.fr/lod/taxon/'
};

/** Positions leave room, so that a line added between two others does not touch every row after it. */
const STEP = 10;

/** The rows of a theme. Throws on a prefix nobody declared: a mistake in the data, found by the tests. */
export function compileTheme(source: ThemeSource): CompiledTheme {
	const { theme, scheme, concepts, lists, traits = [], fields, safety = [], icons } = source;
	return {
		theme: {
			...theme,
			accuracyGateM: theme.accuracyGateM ?? DEFAULT_GATE_M,
			alikeWithinM: theme.alikeWithinM ?? {},
			safety: safety.map((reminder) => compileSafety(reminder, theme.id, scheme.id)),
			formVersion: 1
		},
		schemes: [
			compileScheme(scheme, 'thesaurus'),
			...lists.map((list) => compileScheme(list, 'list'))
		],
		concepts: [
			...concepts.map((concept, index) => compileConcept(concept, scheme.id, index)),
			...lists.flatMap(compileList)
		],
		collections: traits.map((trait, index) => compileTrait(trait, scheme.id, index)),
		fields: fields.flatMap((field, index) => compileField(field, theme.id, scheme.id, index)),
		icons
	};
}

function compileScheme({ id, title }: SchemeSource, kind: Scheme['kind']): Scheme {
	return { id, title, uri: `${URI_BASE}${id}/`, kind };
}

function compileTrait(trait: TraitSource, scheme: string, index: number): Collection {
	return {
		id: `${scheme}/${trait.id}`,
		scheme,
		title: trait.title,
		members: trait.members.map((notation) => `${scheme}/${notation}`),
		isTrait: true,
		icon: trait.icon ?? null,
		position: (index + 1) * STEP
	};
}

function compileSafety(reminder: SafetySource, theme: string, scheme: string): SafetyReminder {
	return {
		id: `${theme}/${reminder.id}`,
		concepts: (reminder.on ?? []).map((notation) => `${scheme}/${notation}`),
		icon: reminder.icon ?? null,
		text: reminder.text
	};
}

/** Several themes as one vocabulary, as the server's `vocabulary()` gives it to an editor. */
export function vocabularyOf(themes: readonly CompiledTheme[]): Vocabulary {
	return {
		etag: 'compiled',
		themes: themes.map(({ theme }) => theme),
		schemes: themes.flatMap(({ schemes }) => schemes),
		concepts: themes.flatMap(({ concepts }) => concepts),
		collections: themes.flatMap(({ collections }) => collections),
		fields: themes.flatMap(({ fields }) => fields)
	};
}

function compileConcept(source: ConceptSource, scheme: string, index: number): Concept {
	return {
		id: `${scheme}/${source.id}`,
		uri: `${URI_BASE}${scheme}/${source.id}`,
		scheme,
		notation: source.id,
		broader: source.broader === undefined ? [] : [`${scheme}/${source.broader}`],
		related: (source.related ?? []).map((notation) => `${scheme}/${notation}`),
		labels: [
			...labels('pref', asLists(source.pref)),
			...labels('alt', source.alt ?? {}),
			...labels('hidden', source.hidden ?? {})
		],
		definition: source.definition ?? null,
		geometryKinds: [...(source.geometry ?? [])],
		sensitivity: source.sensitivity ?? 'public',
		osmTags: [...(source.osm ?? [])],
		matches: matches(source.matches ?? {}),
		icon: source.icon ?? null,
		color: source.color ?? null,
		shape: source.shape ?? null,
		position: (index + 1) * STEP,
		deprecated: source.deprecated ?? false,
		replacedBy: source.replacedBy === undefined ? null : `${scheme}/${source.replacedBy}`
	};
}

function compileList({ id: scheme, values }: ListSource): Concept[] {
	return values.map((value, index) => compileConcept(valueConcept(value), scheme, index));
}

function valueConcept(value: ValueSource): ConceptSource {
	const { code, broader, fr, en, oc, matches, deprecated } = value;
	return {
		id: code,
		...(broader === undefined ? {} : { broader }),
		pref: { fr, en, ...(oc === undefined ? {} : { oc }) },
		matches: matches ?? {},
		deprecated: deprecated ?? false
	};
}

function asLists(pref: ConceptSource['pref']): Partial<Record<Language, readonly LabelSource[]>> {
	return Object.fromEntries(Object.entries(pref).map(([lang, label]) => [lang, [label]]));
}

function labels(
	kind: LabelKind,
	sources: Partial<Record<Language, readonly LabelSource[]>>
): Label[] {
	return Object.entries(sources).flatMap(([lang, list]) =>
		list.map((label) => {
			const [text, status] = typeof label === 'string' ? [label, 'known' as const] : label;
			return { kind, lang: lang as Language, text, status };
		})
	);
}

function matches(sources: MatchSources): Concept['matches'] {
	return Object.entries(sources).flatMap(([kind, names]) =>
		names.map((name) => ({
			relation: `${kind as keyof MatchSources}Match` as const,
			uri: expand(name)
		}))
	);
}

function expand(name: string): string {
	const [prefix = '', ...local] = name.split(':');
	const base = PREFIXES[prefix];
	if (base === undefined) throw new Error(`Unknown prefix in match: ${name}`);
	return base + local.join(':');
}

function compileField(
	source: FieldSource,
	theme: string,
	scheme: string,
	index: number
): FieldDefinition[] {
	const concepts = source.on?.map((notation) => `${scheme}/${notation}`) ?? [null];
	return concepts.map((concept) =>
		fieldOf(source, { id: `${concept ?? theme}/${source.key}`, theme, concept, index })
	);
}

function fieldOf(
	source: FieldSource,
	at: { id: string; theme: string; concept: string | null; index: number }
): FieldDefinition {
	return {
		id: at.id,
		theme: at.theme,
		concept: at.concept,
		key: source.key,
		kind: source.kind,
		label: source.label,
		help: source.help ?? null,
		group: source.group ?? null,
		required: source.required ?? false,
		scheme: source.list ?? null,
		branch: source.branch === undefined ? null : `${source.list}/${source.branch}`,
		linkTheme: source.linkTheme ?? null,
		fields: (source.fields ?? []).map((row, index) =>
			fieldOf(row, { ...at, id: `${at.id}.${row.key}`, index })
		),
		min: source.min ?? null,
		max: source.max ?? null,
		unit: source.unit ?? null,
		maxLength: source.maxLength ?? null,
		pattern: source.pattern ?? null,
		showWhen: source.showWhen ?? null,
		default: source.default ?? null,
		example: source.example ?? null,
		perVisit: source.perVisit ?? false,
		isPublic: source.isPublic ?? true,
		position: (at.index + 1) * STEP,
		version: source.version ?? 1
	};
}
