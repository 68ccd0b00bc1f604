import { fieldKinds } from '../domain/fields/registry.ts';
import { isOther, takesWords } from '../domain/vocabulary/other.ts';
import type { SymbolShape } from '../domain/vocabulary/types.ts';
import { Notes, type ThemeFault } from './notes.ts';

const name = /^[a-z][a-z0-9_-]*$/;
const notation = /^[^/\s]+$/;
const color = /^#[0-9a-fA-F]{6}$/;
/** What the `d` of an SVG path may hold. */
const drawing = /^[MmLlHhVvCcSsQqTtAaZz0-9 ,.+-]+$/;
const shapes: Record<SymbolShape, true> = {
	circle: true,
	square: true,
	diamond: true,
	triangle: true,
	pentagon: true,
	hexagon: true
};
/** Kinds whose values come from a list. */
const ofList = ['choice', 'multiple_choice', 'hierarchical_choice'];

/** Names that are taken by themes that are there already, and the drawings they offer. */
export interface TakenNames {
	themes: readonly string[];
	schemes: readonly string[];
	icons: Readonly<Record<string, string>>;
}

/**
 * Looks at a theme that came from outside the project, where no compiler did. Answers with everything
 * that is wrong with it, so that one reading is enough to mend it; nothing when it may be compiled.
 */
export function checkTheme(source: unknown, taken: TakenNames): ThemeFault[] {
	const notes = new Notes();
	const root = notes.fields('', source);
	const drawn = checkIcons(notes, root['icons'], taken);
	const scheme = checkScheme(notes, 'scheme', root['scheme']);
	checkHead(notes, root['theme'], { taken, drawn, scheme });
	const lists = checkLists(notes, root['lists']);
	const schemes = [scheme, ...lists.keys()];
	notes.distinct('lists', schemes);
	for (const id of schemes.filter((one) => taken.schemes.includes(one))) {
		notes.add('scheme', `« ${id} » est déjà pris`, `"${id}" is taken already`);
	}
	const concepts = checkConcepts(notes, root['concepts'], drawn);
	checkDistances(notes, root['theme'], concepts);
	checkTraits(notes, root['traits'], { concepts, drawn });
	checkSafety(notes, root['safety'], { concepts, drawn });
	const keys = checkFields(notes, root['fields'], { concepts, lists });
	checkOther(notes, root['concepts'], root['fields']);
	const title = (root['theme'] as { titleField?: unknown } | undefined)?.titleField;
	if (title !== null) notes.oneOf('theme.titleField', title, keys);
	return notes.faults;
}

function checkHead(
	notes: Notes,
	value: unknown,
	{ taken, drawn, scheme }: { taken: TakenNames; drawn: string[]; scheme: string }
): void {
	const theme = notes.fields('theme', value);
	const id = notes.text('theme.id', theme['id'], name);
	if (taken.themes.includes(id)) {
		notes.add('theme.id', `« ${id} » est déjà pris`, `"${id}" is taken already`);
	}
	for (const part of ['title', 'description', 'notice']) {
		notes.localized(`theme.${part}`, theme[part]);
	}
	notes.oneOf('theme.scheme', theme['scheme'], [scheme]);
	notes.oneOf('theme.icon', theme['icon'], drawn);
	notes.text('theme.color', theme['color'], color);
	notes.oneOf('theme.licence', theme['licence'], ['lov2', 'odbl']);
	for (const part of ['accuracyGateM', 'position']) {
		const left = part === 'accuracyGateM' && theme[part] === undefined;
		if (!left && !Number.isFinite(theme[part])) {
			notes.add(`theme.${part}`, 'il faut un nombre', 'a number is needed');
		}
	}
}

/** Metres by notation; a theme need not say any. */
function checkDistances(notes: Notes, theme: unknown, concepts: string[]): void {
	const said = (theme as { alikeWithinM?: unknown } | undefined)?.alikeWithinM;
	if (said === undefined) return;
	for (const [of, metres] of Object.entries(notes.fields('theme.alikeWithinM', said))) {
		notes.oneOf('theme.alikeWithinM', of, ['*', ...concepts]);
		if (typeof metres !== 'number' || !(metres >= 0)) {
			notes.add(`theme.alikeWithinM.${of}`, 'il faut un nombre', 'a number is needed');
		}
	}
}

/** @returns names of every drawing it may use */
function checkIcons(notes: Notes, value: unknown, taken: TakenNames): string[] {
	const icons = notes.fields('icons', value);
	for (const [icon, path] of Object.entries(icons)) {
		const text = notes.text(`icons.${icon}`, path, drawing);
		const before = taken.icons[icon];
		if (before !== undefined && before !== text) {
			notes.add(
				`icons.${icon}`,
				'un autre dessin porte déjà ce nom',
				'another drawing has that name already'
			);
		}
	}
	return [...new Set([...Object.keys(taken.icons), ...Object.keys(icons)])];
}

function checkScheme(notes: Notes, path: string, value: unknown): string {
	const scheme = notes.fields(path, value);
	notes.localized(`${path}.title`, scheme['title']);
	return notes.text(`${path}.id`, scheme['id'], name);
}

/** @returns codes of the values by list */
function checkLists(notes: Notes, value: unknown): Map<string, string[]> {
	const lists = new Map<string, string[]>();
	for (const [path, item] of notes.items('lists', value)) {
		const id = checkScheme(notes, path, item);
		const codes = notes
			.items(`${path}.values`, notes.fields(path, item)['values'])
			.map(([at, one]) => {
				const { code, fr, en } = notes.fields(at, one);
				notes.text(`${at}.fr`, fr);
				notes.text(`${at}.en`, en);
				return notes.text(`${at}.code`, code, notation);
			});
		notes.distinct(`${path}.values`, codes);
		lists.set(id, codes);
	}
	return lists;
}

/** @returns the notations */
function checkConcepts(notes: Notes, value: unknown, drawn: string[]): string[] {
	const items = notes.items('concepts', value).map(([path, item]) => ({
		path,
		concept: notes.fields(path, item)
	}));
	const ids = items.map(({ path, concept }) => notes.text(`${path}.id`, concept['id'], notation));
	notes.distinct('concepts', ids);
	for (const { path, concept } of items) {
		const pref = notes.fields(`${path}.pref`, concept['pref']);
		if (pref['fr'] === undefined) notes.text(`${path}.pref.fr`, undefined);
		for (const [lang, label] of Object.entries(pref))
			checkLabel(notes, `${path}.pref.${lang}`, label);
		for (const part of ['alt', 'hidden']) {
			for (const [lang, list] of Object.entries(
				notes.fields(`${path}.${part}`, concept[part] ?? {})
			))
				for (const [at, label] of notes.items(`${path}.${part}.${lang}`, list))
					checkLabel(notes, at, label);
		}
		if (concept['definition'] !== undefined)
			notes.localized(`${path}.definition`, concept['definition']);
		for (const part of ['broader', 'replacedBy'])
			if (concept[part] !== undefined) notes.oneOf(`${path}.${part}`, concept[part], ids);
		for (const [at, other] of notes.items(`${path}.related`, concept['related'], true))
			notes.oneOf(at, other, ids);
		for (const [at, kind] of notes.items(`${path}.geometry`, concept['geometry'], true))
			notes.oneOf(at, kind, ['point', 'line', 'polygon']);
		for (const [at, tag] of notes.items(`${path}.osm`, concept['osm'], true))
			notes.text(at, tag, /^[^\s=]+=.+$/);
		if (concept['sensitivity'] !== undefined)
			notes.oneOf(`${path}.sensitivity`, concept['sensitivity'], ['public', 'blurred', 'hidden']);
		if (concept['icon'] !== undefined) notes.oneOf(`${path}.icon`, concept['icon'], drawn);
		if (concept['color'] !== undefined) notes.text(`${path}.color`, concept['color'], color);
		if (concept['shape'] !== undefined)
			notes.oneOf(`${path}.shape`, concept['shape'], Object.keys(shapes));
	}
	return ids;
}

function checkLabel(notes: Notes, path: string, label: unknown): void {
	if (!Array.isArray(label)) return void notes.text(path, label);
	const [text, status] = label as unknown[];
	notes.text(`${path}[0]`, text);
	notes.oneOf(`${path}[1]`, status, ['sourced', 'known', 'unsure']);
}

function checkTraits(
	notes: Notes,
	value: unknown,
	{ concepts, drawn }: { concepts: string[]; drawn: string[] }
): void {
	const ids = notes.items('traits', value, true).map(([path, item]) => {
		const trait = notes.fields(path, item);
		notes.localized(`${path}.title`, trait['title']);
		if (trait['icon'] !== undefined) notes.oneOf(`${path}.icon`, trait['icon'], drawn);
		for (const [at, member] of notes.items(`${path}.members`, trait['members']))
			notes.oneOf(at, member, concepts);
		return notes.text(`${path}.id`, trait['id'], notation);
	});
	notes.distinct('traits', [...ids, ...concepts]);
}

function checkSafety(
	notes: Notes,
	value: unknown,
	{ concepts, drawn }: { concepts: string[]; drawn: string[] }
): void {
	const ids = notes.items('safety', value, true).map(([path, item]) => {
		const reminder = notes.fields(path, item);
		notes.localized(`${path}.text`, reminder['text']);
		if (reminder['icon'] !== undefined) notes.oneOf(`${path}.icon`, reminder['icon'], drawn);
		for (const [at, concept] of notes.items(`${path}.on`, reminder['on'], true))
			notes.oneOf(at, concept, concepts);
		return notes.text(`${path}.id`, reminder['id'], notation);
	});
	notes.distinct('safety', ids);
}

/** @returns the keys */
function checkFields(
	notes: Notes,
	value: unknown,
	known: { concepts: string[]; lists: Map<string, string[]> },
	at = 'fields'
): string[] {
	const items = notes.items(at, value).map(([path, item]) => ({
		path,
		field: notes.fields(path, item)
	}));
	const keys = items.map(({ path, field }) =>
		notes.text(`${path}.key`, field['key'], /^[a-z][a-z0-9_]*$/)
	);
	for (const { path, field } of items) {
		notes.localized(`${path}.label`, field['label']);
		notes.oneOf(`${path}.kind`, field['kind'], Object.keys(fieldKinds));
		for (const part of ['help', 'group'])
			if (field[part] !== undefined) notes.localized(`${path}.${part}`, field[part]);
		for (const [on, concept] of notes.items(`${path}.on`, field['on'], true))
			notes.oneOf(on, concept, known.concepts);
		if (ofList.includes(String(field['kind'])) || field['list'] !== undefined)
			notes.oneOf(`${path}.list`, field['list'], known.lists.keys());
		if (field['branch'] !== undefined)
			notes.oneOf(`${path}.branch`, field['branch'], known.lists.get(String(field['list'])) ?? []);
		if (field['showWhen'] !== undefined) {
			const condition = notes.fields(`${path}.showWhen`, field['showWhen']);
			notes.oneOf(`${path}.showWhen.field`, condition['field'], keys);
			notes.items(`${path}.showWhen.in`, condition['in']);
		}
		if (field['kind'] === 'group') checkFields(notes, field['fields'], known, `${path}.fields`);
	}
	return keys;
}

/** What nobody has a word for must find a place too, in the person's own words. */
function checkOther(notes: Notes, concepts: unknown, fields: unknown): void {
	const others = objects(concepts)
		.filter(({ geometry }) => Array.isArray(geometry) && geometry.length > 0)
		.map(({ id }) => String(id))
		.filter(isOther);
	if (others.length === 0) {
		notes.add(
			'concepts',
			'il manque « autre / je ne sais pas » : un concept « autre » avec une géométrie',
			'"other / I do not know" is missing: a concept "autre" with a geometry'
		);
		return;
	}
	const asks = objects(fields).some(
		({ kind, on }) =>
			takesWords(String(kind)) && Array.isArray(on) && on.some((id) => others.includes(String(id)))
	);
	if (!asks) {
		notes.add(
			'fields',
			`il manque une question sur « ${others[0]} » qui prend les mots de la personne (text)`,
			`a question about "${others[0]}" that takes the person's own words (text) is missing`
		);
	}
}

/** Items that are objects; what else is wrong with the others is told elsewhere. */
function objects(list: unknown): Record<string, unknown>[] {
	const items: unknown[] = Array.isArray(list) ? list : [];
	return items.filter(
		(item): item is Record<string, unknown> => typeof item === 'object' && item !== null
	);
}
