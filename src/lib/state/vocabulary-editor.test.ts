import { describe, expect, test } from 'vitest';
import { nameOf } from '$lib/domain/vocabulary/skos-tree';
import { aSkosConcept, at, FakeVocabulary } from '../../../tests/support/fake-vocabulary';
import { VocabularyEditor } from './vocabulary-editor.svelte';

const someWords = () => [
	aSkosConcept('murs'),
	aSkosConcept('mur', ['murs']),
	aSkosConcept('muret', ['mur']),
	aSkosConcept('eau'),
	aSkosConcept('puits', ['eau'])
];

async function opened(server = new FakeVocabulary(someWords())) {
	const editor = new VocabularyEditor(server.ports, 'words');
	await editor.source.load();
	return { editor, server };
}

/** Types a French definition into the concept on the form. */
function define(editor: VocabularyEditor, text: string): void {
	editor.draft?.concept.notes.push({ kind: 'definition', lang: 'fr', text });
	editor.keep();
}

describe('a concept on the form', () => {
	test('is sent whole and tidy, and can be taken back', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		editor.draft?.concept.labels.push({
			kind: 'alt',
			lang: 'oc',
			text: ' potz ',
			status: 'sourced'
		});
		editor.draft?.concept.labels.push({ kind: 'alt', lang: 'fr', text: '', status: 'known' });
		if (editor.draft) editor.draft.note = ' from a reader ';
		expect(await editor.save()).toBe(at('puits'));
		const [{ edits, note } = { edits: [], note: '' }] = server.sent;
		expect(note).toBe('from a reader');
		expect(edits).toMatchObject([
			{ action: 'put', concept: { uri: at('puits'), broader: [at('eau')] } }
		]);
		expect(editor.concept(at('puits'))?.labels).toEqual([
			{ kind: 'alt', lang: 'oc', text: 'potz', status: 'sourced' },
			{ kind: 'pref', lang: 'fr', text: 'puits', status: 'known' }
		]);
		expect(editor.draft?.changed).toBe(false);
		expect(server.changes).toBe(1);

		const { event } = editor.source;
		expect(event).toMatchObject({ kind: 'saved', name: 'puits' });
		await editor.source.undo(event?.batch ?? '', event?.name ?? '');
		expect(editor.concept(at('puits'))?.labels).toHaveLength(1);
		expect(editor.draft?.concept.labels).toHaveLength(1);
		expect(editor.source.event?.kind).toBe('undone');
	});

	test('survives a reload, a look at another, and a refusal', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Trou dans la terre.');
		editor.select(at('mur'));
		expect(editor.draft?.concept.notes).toEqual([]);
		expect(editor.unsent).toEqual([at('puits')]);

		const { editor: later } = await opened(server);
		expect(later.unsent).toEqual([at('puits')]);
		later.select(at('puits'));
		expect(later.draft?.concept.notes[0]?.text).toBe('Trou dans la terre.');

		const refusal = { kind: 'refused', problems: [{ code: 'skos_s13', field: null }] };
		server.refuse = refusal;
		expect(await later.save()).toBeNull();
		expect(later.source.refusal).toBe(refusal);
		expect(later.draft?.concept.notes[0]?.text).toBe('Trou dans la terre.');
		expect(later.unsent).toEqual([at('puits')]);
		expect(await later.save()).toBe(at('puits'));
		expect(later.unsent).toEqual([]);
		expect(server.kept.size).toBe(0);
	});

	test('is another person’s own: who signs in next does not find it', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Mine.');
		server.account = 'other';
		const { editor: other } = await opened(server);
		expect(other.unsent).toEqual([]);
	});

	test('given up is what it was', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'No.');
		editor.discard();
		expect(editor.draft?.concept.notes).toEqual([]);
		expect(editor.unsent).toEqual([]);
		expect(server.kept.size).toBe(0);
	});

	test('keeps what somebody else wrote meanwhile into another part of it', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Trou.');
		const theirs = server.scheme.concepts.find(({ uri }) => uri === at('puits'))!;
		const labels = [
			...theirs.labels,
			{ kind: 'alt' as const, lang: 'oc', text: 'potz', status: 'known' as const }
		];
		server.edit([{ action: 'put', concept: { ...theirs, labels } }]);
		expect(await editor.save()).toBe(at('puits'));
		const now = server.scheme.concepts.find(({ uri }) => uri === at('puits'));
		expect(now?.labels.map(({ text }) => text)).toEqual(['potz', 'puits']);
		expect(now?.notes).toHaveLength(1);
	});

	test('waits for a second look when somebody else changed the same thing', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Trou.');
		const theirs = server.scheme.concepts.find(({ uri }) => uri === at('puits'))!;
		const notes = [{ kind: 'definition' as const, lang: 'fr', text: 'Cavité.' }];
		server.edit([{ action: 'put', concept: { ...theirs, notes } }]);
		expect(await editor.save()).toBeNull();
		expect(server.sent).toEqual([]);
		expect(editor.source.event?.kind).toBe('changed_meanwhile');
		expect(editor.draft?.disputed).toMatchObject([{ before: ['Cavité.'], after: ['Trou.'] }]);
		editor.draft?.settle();
		expect(await editor.save()).toBe(at('puits'));
		const now = server.scheme.concepts.find(({ uri }) => uri === at('puits'));
		expect(now?.notes.map(({ text }) => text)).toEqual(['Trou.']);
	});

	test('still waits for that second look after a reload, or a look at another', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Trou.');
		const theirs = server.scheme.concepts.find(({ uri }) => uri === at('puits'))!;
		const notes = [{ kind: 'definition' as const, lang: 'fr', text: 'Cavité.' }];
		server.edit([{ action: 'put', concept: { ...theirs, notes } }]);
		expect(await editor.save()).toBeNull();
		editor.keep();
		editor.select(at('mur'));
		editor.select(at('puits'));
		expect(editor.draft?.disputed).toHaveLength(1);

		const { editor: later } = await opened(server);
		later.select(at('puits'));
		expect(later.draft?.disputed).toMatchObject([{ before: ['Cavité.'], after: ['Trou.'] }]);
		expect(await later.save()).toBeNull();
		expect(server.sent).toEqual([]);
		later.draft?.settle();
		later.keep();
		const { editor: settled } = await opened(server);
		settled.select(at('puits'));
		expect(settled.draft?.disputed).toEqual([]);
		expect(await settled.save()).toBe(at('puits'));
	});

	test('keeps what is typed while it is being saved', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Trou.');
		if (editor.draft) editor.draft.note = 'why';
		const saving = editor.save();
		server.during = () => {
			const [definition] = editor.draft?.concept.notes ?? [];
			if (definition) definition.text = 'Trou profond.';
			editor.keep();
		};
		expect(await saving).toBe(at('puits'));
		expect(editor.concept(at('puits'))?.notes[0]?.text).toBe('Trou.');
		expect(editor.draft?.concept.notes.map(({ text }) => text)).toEqual(['Trou profond.']);
		expect([editor.draft?.note, editor.draft?.disputed, editor.unsent]).toEqual([
			'',
			[],
			[at('puits')]
		]);
		server.during = () => undefined;
		expect(await editor.save()).toBe(at('puits'));
		expect(editor.concept(at('puits'))?.notes[0]?.text).toBe('Trou profond.');
		expect(editor.unsent).toEqual([]);
	});

	test('being saved does not call back who opened another', async () => {
		const { editor, server } = await opened();
		editor.select(at('puits'));
		define(editor, 'Trou.');
		server.during = () => editor.select(at('mur'));
		expect(await editor.save()).toBe(at('puits'));
		expect(editor.draft?.base.uri).toBe(at('mur'));
		expect(editor.unsent).toEqual([]);
	});

	test('begun in two tabs is two concepts', async () => {
		const { editor, server } = await opened();
		const { editor: other } = await opened(server);
		expect(other.begin(null)).not.toBe(editor.begin(null));
	});

	test('that is new gets a notation of its own, under its parent, after its siblings', async () => {
		const { editor, server } = await opened();
		const address = editor.begin(at('mur'));
		editor.select(address);
		editor.draft?.concept.labels.push({ kind: 'pref', lang: 'fr', text: 'Muret', status: 'known' });
		editor.keep();
		expect(editor.draft && editor.notationFor(editor.draft)).toBe('muret-2');

		const { editor: later } = await opened(server);
		later.select(address);
		expect(await later.save()).toBe(at('muret-2'));
		expect(server.sent[0]?.edits).toMatchObject([
			{ action: 'put', concept: { uri: at('muret-2'), notation: 'muret-2', broader: [at('mur')] } }
		]);
		expect(later.draft?.base.uri).toBe(at('muret-2'));
		expect(later.unsent).toEqual([]);
	});
});

describe('a concept in the tree', () => {
	test('is put elsewhere, keeping its other parents', async () => {
		const server = new FakeVocabulary([...someWords(), aSkosConcept('citerne', ['eau', 'murs'])]);
		const { editor } = await opened(server);
		expect(await editor.move(at('citerne'), at('eau'), at('puits'))).toBe(true);
		expect(editor.concept(at('citerne'))?.broader).toEqual([at('murs'), at('puits')].sort());
		expect(await editor.move(at('puits'), at('eau'), null)).toBe(true);
		expect(editor.concept(at('puits'))).toMatchObject({ broader: [], isTop: true });
	});

	test('never goes under what is narrower than itself', async () => {
		const { editor, server } = await opened();
		expect(await editor.move(at('murs'), null, at('muret'))).toBe(false);
		expect(await editor.move(at('mur'), at('murs'), at('mur'))).toBe(false);
		expect(server.sent).toEqual([]);
	});

	test('changes places with its neighbour', async () => {
		const { editor } = await opened();
		const names = () => editor.outline.tree.roots.map((concept) => nameOf(concept, 'fr'));
		expect(names()).toEqual(['eau', 'murs']);
		expect(await editor.reorder(at('eau'), null, 1)).toBe(true);
		expect(names()).toEqual(['murs', 'eau']);
		expect(await editor.reorder(at('eau'), null, 1)).toBe(false);
	});

	test('is not moved by who may only read', async () => {
		const { editor, server } = await opened(new FakeVocabulary(someWords(), { mayEdit: false }));
		expect(await editor.move(at('puits'), at('eau'), at('murs'))).toBe(false);
		expect(await editor.reorder(at('eau'), null, 1)).toBe(false);
		expect(server.sent).toEqual([]);
	});

	test('withdrawn or made one with another says what to use instead', async () => {
		const { editor, server } = await opened();
		expect(await editor.deprecate(at('muret'), at('mur'), 'move', 'same thing')).toBe(true);
		expect(editor.concept(at('muret'))).toMatchObject({ deprecated: true, replacedBy: at('mur') });
		expect(await editor.restore(at('muret'))).toBe(true);
		expect(editor.concept(at('muret'))?.deprecated).toBe(false);
		expect(await editor.merge(at('puits'), at('eau'), 'keep', '')).toBe(true);
		expect(editor.concept(at('puits'))?.replacedBy).toBe(at('eau'));
		expect(server.sent).toHaveLength(3);
	});
});

test('one change at a time', async () => {
	const { editor, server } = await opened();
	const first = editor.restore(at('mur'));
	expect(await editor.restore(at('eau'))).toBe(false);
	expect(await first).toBe(true);
	expect(server.sent).toHaveLength(1);
});
