import { describe, expect, test, vi } from 'vitest';
import type { FieldDefinition } from '$lib/domain/fields/types';
import { aField } from '../../../tests/support/vocabulary-parts.ts';
import { FormEditorState } from './form-editor.svelte';
import { FormDeskState } from './form-desk.svelte';
import { withKey, withRow } from './form-keys';
import { formDrafts, type FormVersion } from './form-ports';

const fields = [
	aField('t/name', { position: 10, label: { fr: 'Nom' } }),
	aField('t/height', { id: 's/wall/height', concept: 's/wall', kind: 'measure', position: 20 }),
	aField('t/height', { id: 's/hut/height', concept: 's/hut', kind: 'measure', position: 20 })
];

function memoryShelf() {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
}

function setUp(shelf = memoryShelf(), version = 3) {
	const saved: FieldDefinition[][] = [];
	const ports = {
		save: vi.fn((made: FieldDefinition[], _base: number) => {
			saved.push(made);
			return Promise.resolve({ version: version + 1 });
		}),
		preview: vi.fn(() => Promise.resolve({ problems: [], flagged: 2, of: 9 })),
		history: () => Promise.resolve([]),
		check: (made: FieldDefinition[]) =>
			made.flatMap(({ label }, at) =>
				label.fr ? [] : [{ code: 'required' as const, field: `fields[${at}].label.fr` }]
			),
		drafts: formDrafts(shelf, 'me'),
		changed: vi.fn()
	};
	return { editor: new FormEditorState('t', { fields, version }, ports), ports, saved, shelf };
}
const keys = (editor: FormEditorState) => editor.questions.map(({ field }) => field.key);

describe('editing a form', () => {
	test('a question is added after the selected one, named after its label, and told as wrong until it has one', () => {
		const { editor } = setUp();
		editor.selected = editor.questions[0]!.id;
		const question = editor.add('integer', ['s/wall']);
		expect(keys(editor)).toEqual(['name', 'question', 'height']);
		expect(editor.current?.id).toBe(question.id);
		expect(editor.problemsOf(editor.current!)).toMatchObject([
			{ code: 'required', attribute: 'label.fr' }
		]);
		editor.change(question.id, { label: { fr: 'Nombre de marches' } });
		expect(keys(editor)[1]).toBe('nombre_de_marches');
		expect(editor.problems).toEqual([]);
	});

	test('the key of a question that records answer stays when its label changes', () => {
		const { editor } = setUp();
		editor.change(editor.questions[0]!.id, { label: { fr: 'Nom local' } });
		expect(keys(editor)).toEqual(['name', 'height']);
	});

	test('a key typed by hand stays when the label changes, and what depends on it follows', () => {
		const { editor } = setUp();
		const { id } = editor.add('boolean', null);
		editor.change(id, { label: { fr: 'Murée ?' } });
		const name = editor.questions[0]!;
		editor.change(name.id, { showWhen: { field: 'muree', in: [true] } });
		editor.change(id, { key: 'walled' });
		expect(editor.questions[0]!.field.showWhen).toEqual({ field: 'walled', in: [true] });
		editor.change(id, { label: { fr: 'Est-elle murée ?' } });
		expect(keys(editor).at(-1)).toBe('walled');
	});

	test('a row’s key does as a question’s', () => {
		const row = { ...aField('t/by', { label: { fr: 'Par' } }), key: 'par' };
		const asked = { ...row, key: 'when', showWhen: { field: 'par', in: ['me'] } };
		expect(withKey(row, { label: { fr: 'Par qui' } }, ['when']).key).toBe('par_qui');
		expect(withKey({ ...row, key: 'by' }, { label: { fr: 'Par qui' } }, ['when'])).toEqual({
			label: { fr: 'Par qui' }
		});
		const rows = withRow([row, asked], 0, { ...row, key: 'by' });
		expect(rows[1]?.showWhen?.field).toBe('by');
	});

	test('a problem of one question asked of two concepts is told once', () => {
		const { editor } = setUp();
		const height = editor.questions[1]!;
		editor.change(height.id, { label: { fr: '' } });
		expect(editor.problems).toHaveLength(1);
	});

	test('every step is taken back, typing in one place at once', () => {
		const { editor } = setUp();
		const { id } = editor.questions[0]!;
		for (const text of ['N', 'No', 'Nom!']) editor.change(id, { label: { fr: text } });
		editor.move(editor.questions[1]!.id, id);
		expect(keys(editor)).toEqual(['height', 'name']);
		editor.undo();
		expect(keys(editor)).toEqual(['name', 'height']);
		editor.undo();
		expect(editor.questions[0]?.field.label.fr).toBe('Nom');
		expect(editor.dirty).toBe(false);
		expect(editor.mayUndo).toBe(false);
	});
});

describe('what was edited', () => {
	test('outlives the page, for its author only', () => {
		const { editor, shelf } = setUp();
		editor.remove(editor.questions[0]!.id);
		const again = setUp(shelf).editor;
		expect(keys(again)).toEqual(['height']);
		expect(again.dirty).toBe(true);
		expect(formDrafts(shelf, 'someone-else').read('t')).toBeNull();
	});

	test('does not hide that somebody published since', () => {
		const { editor, shelf } = setUp();
		editor.remove(editor.questions[0]!.id);
		const again = setUp(shelf, 5).editor;
		expect(again.overtaken).toBe(5);
		again.keepMine({ fields, version: 5 });
		expect([again.overtaken, again.base, keys(again)]).toEqual([null, 5, ['height']]);
		again.discard({ fields, version: 5 });
		expect(keys(again)).toEqual(['name', 'height']);
		expect(shelf.kept.size).toBe(0);
	});

	test('is no longer kept once it is as it was', () => {
		const { editor, shelf } = setUp();
		editor.remove(editor.questions[0]!.id);
		expect(shelf.kept.size).toBe(1);
		editor.undo();
		expect(shelf.kept.size).toBe(0);
	});

	test('is told as not kept when the device has no room for it, or forbids it', () => {
		const full = {
			...memoryShelf(),
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		};
		const { editor } = setUp(full);
		expect(editor.kept).toBe(true);
		editor.remove(editor.questions[0]!.id);
		expect([editor.dirty, editor.kept]).toEqual([true, false]);
		editor.undo();
		expect(editor.kept).toBe(true);
		expect(formDrafts(null, 'me').write('t', { base: 3, questions: [] })).toBe(false);
	});

	test('is left alone when what is kept cannot be read', () => {
		const shelf = memoryShelf();
		shelf.setItem('capitelle.form.me.t', '{"base":');
		expect(keys(setUp(shelf).editor)).toEqual(['name', 'height']);
	});
});

describe('publishing', () => {
	test('sends a definition for each concept, from the version edited, and starts from the new one', async () => {
		const { editor, ports, saved, shelf } = setUp();
		editor.change(editor.questions[1]!.id, { unit: 'm' });
		await editor.ask();
		expect(editor.impact).toMatchObject({ flagged: 2, of: 9 });
		expect(await editor.publish()).toBe(true);
		expect(ports.save).toHaveBeenCalledWith(expect.anything(), 3);
		expect(saved[0]?.map(({ id, unit }) => [id, unit])).toEqual([
			['t/name', null],
			['s/hut/height', 'm'],
			['s/wall/height', 'm']
		]);
		expect([editor.base, editor.dirty, editor.published]).toEqual([4, false, 4]);
		expect(ports.changed).toHaveBeenCalled();
		expect(shelf.kept.size).toBe(0);
	});

	test('over somebody else’s version asks first, and loses nothing', async () => {
		const { editor, ports } = setUp();
		ports.save.mockRejectedValueOnce({
			kind: 'refused',
			problems: [{ code: 'version_changed', field: null, params: { version: 7 } }]
		});
		editor.remove(editor.questions[0]!.id);
		expect(await editor.publish()).toBe(false);
		expect([editor.overtaken, keys(editor), editor.error]).toEqual([7, ['height'], null]);
	});

	test('keeps what is typed while it is on its way, and starts it from what was sent', async () => {
		const { editor, ports, saved, shelf } = setUp();
		const { id } = editor.add('text', null);
		editor.change(id, { label: { fr: 'Usage' } });
		const publishing = editor.publish();
		editor.change(id, { label: { fr: 'Usage ancien' } });
		expect(await publishing).toBe(true);
		expect(saved[0]?.at(-1)?.label).toEqual({ fr: 'Usage' });
		expect(editor.current?.field.label).toEqual({ fr: 'Usage ancien' });
		expect([editor.base, editor.dirty, editor.published]).toEqual([4, true, null]);
		expect(editor.changes.changed.map(({ field }) => field.label.fr)).toEqual(['Usage ancien']);
		expect(shelf.kept.size).toBe(1);
		// It is in force now: records may hold answers under its key.
		const settled = editor.current!.field.key;
		editor.change(editor.current!.id, { label: { fr: 'Autre' } });
		expect(editor.current?.field.key).toBe(settled);
		expect(ports.save).toHaveBeenCalledTimes(1);
	});

	test('that fails says why and keeps everything', async () => {
		const { editor, ports } = setUp();
		ports.save.mockRejectedValueOnce(new Error('offline'));
		editor.remove(editor.questions[0]!.id);
		expect(await editor.publish()).toBe(false);
		expect(editor.error).toBeInstanceOf(Error);
		expect(keys(editor)).toEqual(['height']);
	});

	test('an earlier version is looked at before it is published', () => {
		const { editor, ports } = setUp();
		const version: FormVersion = {
			version: 1,
			publishedAt: '2026-01-01T00:00:00Z',
			by: null,
			fields: fields.slice(0, 1)
		};
		editor.restore(version);
		expect(keys(editor)).toEqual(['name']);
		expect(editor.changes.removed.map(({ field }) => field.key)).toEqual(['height']);
		expect(ports.save).not.toHaveBeenCalled();
	});
});

describe('the desk of the forms', () => {
	const version = (number: number): FormVersion => ({
		version: number,
		publishedAt: '2026-01-01T00:00:00Z',
		by: null,
		fields
	});
	const desk = (history: () => Promise<FormVersion[]>) =>
		new FormDeskState({
			rights: () => Promise.resolve(['t']),
			save: () => Promise.resolve({ version: 9 }),
			preview: () => Promise.resolve({ problems: [], flagged: 0, of: 0 }),
			history,
			check: () => [],
			shelf: null,
			account: () => 'me',
			changed: () => undefined
		});

	test('opens the form in force as the server has it', async () => {
		const state = desk(() => Promise.resolve([version(4), version(3)]));
		await state.open('t');
		expect(state.editor?.base).toBe(4);
	});

	test('says why it cannot, and tries again', async () => {
		let failing = true;
		const state = desk(() =>
			failing ? Promise.reject(new Error('offline')) : Promise.resolve([version(1)])
		);
		await state.open('t');
		expect([state.editor, state.error]).toEqual([null, expect.any(Error)]);
		failing = false;
		await state.open('t');
		expect(state.editor?.base).toBe(1);
	});
});
