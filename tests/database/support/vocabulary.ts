/** A made-up theme with one concept per case and one field per kind. */

const theme = 'kilns';

interface TestConcept {
	id: string;
	kinds: string[];
	broader?: string;
	sensitivity?: string;
	deprecated?: boolean;
	replacedBy?: string;
}

const concepts: TestConcept[] = [
	{ id: 'kilns/any', kinds: [] },
	{ id: 'kilns/lime', kinds: ['point'], broader: 'kilns/any' },
	{ id: 'kilns/row', kinds: ['line'], broader: 'kilns/any' },
	{ id: 'kilns/yard', kinds: ['polygon', 'point'], broader: 'kilns/any' },
	{ id: 'kilns/shy', kinds: ['point', 'polygon'], broader: 'kilns/lime', sensitivity: 'blurred' },
	{ id: 'kilns/secret', kinds: ['point'], broader: 'kilns/lime', sensitivity: 'hidden' },
	{
		id: 'kilns/old',
		kinds: ['point'],
		broader: 'kilns/any',
		deprecated: true,
		replacedBy: 'kilns/lime'
	},
	{ id: 'stuff/brick', kinds: [] },
	{ id: 'stuff/stone', kinds: [] },
	{ id: 'stuff/mud', kinds: [], deprecated: true }
];

interface TestField {
	key: string;
	kind: string;
	more?: Record<string, unknown>;
	concept?: string;
}

const fields: TestField[] = [
	{ key: 'name', kind: 'local_text' },
	{ key: 'note', kind: 'long_text' },
	{ key: 'keeper', kind: 'text', more: { is_public: false } },
	{ key: 'state', kind: 'choice', more: { scheme: 'stuff', required: true } },
	{ key: 'made_of', kind: 'multiple_choice', more: { scheme: 'stuff' } },
	{ key: 'height', kind: 'measure', more: { min: 0, max: 50, unit: 'm' } },
	{ key: 'mouths', kind: 'integer', more: { min: 1 } },
	{ key: 'heat', kind: 'decimal', more: { max: 2000, unit: '°C' } },
	{ key: 'lit_on', kind: 'date' },
	{ key: 'dated', kind: 'edtf' },
	{ key: 'lit', kind: 'boolean' },
	{ key: 'ref', kind: 'identifier', more: { pattern: '[A-Z]{2}[0-9]{4}' } },
	{ key: 'mail', kind: 'email', more: { is_public: false } },
	{ key: 'web', kind: 'url' },
	{
		key: 'why',
		kind: 'text',
		more: { required: true, max_length: 20, show_when: { field: 'state', in: ['brick'] } }
	},
	{ key: 'condition', kind: 'choice', more: { scheme: 'stuff', per_visit: true } },
	{ key: 'danger', kind: 'text', more: { per_visit: true, is_public: false } },
	{
		key: 'repair',
		kind: 'text',
		more: { per_visit: true, required: true, show_when: { field: 'condition', in: ['mud'] } }
	},
	{ key: 'part_of', kind: 'record_link' },
	{ key: 'depth', kind: 'measure', concept: 'kilns/lime', more: { unit: 'm' } }
];

const quote = (value: unknown): string => {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'object') return `'${JSON.stringify(value)}'`;
	return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
};

/** The rows, in an order that no constraint minds. */
export function vocabularySql(): string {
	return [
		`insert into public.concept_schemes (id, title, uri) values ('kilns', '{"fr": "Fours"}', 'https://example.org/kilns/'), ('stuff', '{"fr": "Matières"}', 'https://example.org/stuff/');`,
		`insert into public.themes (id, title, description, scheme, title_field, icon, color, licence, accuracy_gate_m)
			values ('kilns', '{"fr": "Fours"}', '{"fr": "Les fours."}', 'kilns', 'name', 'kiln', '#aa5500', 'lov2', 20);`,
		...concepts.map(
			(
				c
			) => `insert into public.concepts (id, scheme, notation, geometry_kinds, sensitivity, deprecated, replaced_by) values (${quote(c.id)},
				${quote(c.id.split('/')[0])}, ${quote(c.id.split('/')[1])}, '{${c.kinds.join(',')}}', ${quote(c.sensitivity ?? 'public')}, ${c.deprecated ?? false}, ${quote(c.replacedBy)});`
		),
		...concepts.map(
			(c) =>
				`insert into public.concept_labels (concept, kind, lang, text) values (${quote(c.id)}, 'pref', 'fr', ${quote(c.id)});`
		),
		`insert into public.concept_labels (concept, kind, lang, text, status) values ('kilns/lime', 'pref', 'oc', 'forn de cauç', 'unsure');`,
		`insert into public.concept_relations (subject, predicate, object) values ('kilns/lime', 'exactMatch', 'https://example.org/other/1');`,
		`insert into public.concept_notes (concept, kind, lang, text) values ('kilns/lime', 'definition', 'fr', 'Four où l’on cuit la chaux.');`,
		`insert into public.collections (id, scheme, notation, labels, is_trait) values ('kilns/warm', 'kilns', 'warm', '[{"kind": "pref", "lang": "fr", "text": "Chaud", "status": "known"}]', true);`,
		`insert into public.collection_members (collection, member) values ('kilns/warm', 'kilns/lime');`,
		...concepts
			.filter((c) => c.broader)
			.map(
				(c) =>
					`insert into public.concept_relations (subject, predicate, object) values (${quote(c.id)}, 'broader', ${quote(c.broader)});`
			),
		...fields.map(({ key, kind, more = {}, concept }, position) => {
			const names = Object.keys(more);
			return `insert into public.field_definitions (id, theme, concept, key, kind, label, position${names.map((n) => `, ${n}`).join('')})
				values (${quote(`${concept ?? theme}/${key}`)}, '${theme}', ${quote(concept)}, '${key}', '${kind}', '{"fr": "${key}"}', ${position}${names.map((n) => `, ${quote(more[n])}`).join('')});`;
		})
	].join('\n');
}
