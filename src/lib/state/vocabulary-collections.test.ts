import { expect, test } from 'vitest';
import type { SkosCollection } from '$lib/domain/vocabulary/skos/types';
import { aSkosConcept, at, FakeVocabulary } from '../../../tests/support/fake-vocabulary';
import { VocabularyEditor } from './vocabulary-editor.svelte';

const label = (lang: string, text: string) =>
	({ kind: 'pref', lang, text, status: 'known' }) as const;
const round: SkosCollection = {
	uri: at('round'),
	labels: [label('fr', 'rond')],
	notes: [],
	members: [at('a'), at('b')],
	ordered: false,
	isTrait: true,
	other: []
};

async function opened(server: FakeVocabulary) {
	const editor = new VocabularyEditor(server.ports, 'words');
	await editor.source.load();
	return editor;
}
const aServer = () =>
	new FakeVocabulary(
		['a', 'b', 'c', 'd'].map((notation) => aSkosConcept(notation)),
		{ collections: [round] }
	);
/** A colleague adds one member, takes one out, and says it in Occitan. */
const colleague: SkosCollection = {
	...round,
	labels: [label('fr', 'rond'), label('oc', 'redond')],
	members: [at('a'), at('d')]
};

test('a collection saved from an older form keeps what a colleague made of it', async () => {
	const server = aServer();
	const { collections } = await opened(server);
	const form = collections.form(round);
	form.members.push(at('c'));
	form.labels = [label('fr', 'arrondi')];
	server.edit([{ action: 'put_collection', collection: colleague }]);
	await collections.save(form, 'arrondi');
	expect(server.scheme.collections[0]).toEqual({
		...round,
		labels: [label('fr', 'arrondi'), label('oc', 'redond')],
		members: [at('a'), at('c'), at('d')]
	});
	expect(server.kept.size).toBe(0);
});

test('so does one kept on the device and taken up again', async () => {
	const server = aServer();
	const { collections } = await opened(server);
	const form = collections.form(round);
	form.members.push(at('c'));
	collections.keep(form);
	server.edit([{ action: 'put_collection', collection: colleague }]);

	const { collections: later, source } = await opened(server);
	const again = later.form(source.scheme?.collections[0] ?? null);
	expect(again.members).toEqual([at('a'), at('c'), at('d')]);
	await later.save(again, 'rond');
	expect(server.scheme.collections[0]?.members).toEqual([at('a'), at('c'), at('d')]);
});

test('names that both wrote are mine, and of one language there is one', async () => {
	const server = aServer();
	const { collections } = await opened(server);
	const form = collections.form(round);
	form.labels = [label('fr', 'circulaire'), label('oc', 'redond')];
	const labels = [label('fr', 'arrondi'), label('oc', 'redond')];
	server.edit([{ action: 'put_collection', collection: { ...round, labels } }]);
	await collections.save(form, 'circulaire');
	expect(server.scheme.collections[0]?.labels).toEqual([
		label('fr', 'circulaire'),
		label('oc', 'redond')
	]);
});
