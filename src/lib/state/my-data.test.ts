import { describe, expect, test } from 'vitest';
import { MyDataState, type MyDataPorts } from './my-data.svelte.ts';

function myData(over: Partial<MyDataPorts> = {}) {
	const calls: string[] = [];
	const state = new MyDataState({
		standing: () => Promise.resolve({ block: null, quarantine: null }),
		log: () => Promise.resolve([]),
		save: () => Promise.resolve(0),
		appeal: (text) => Promise.resolve(void calls.push(`appeal ${text}`)),
		preview: () =>
			Promise.resolve({ published: 2, unpublished: 1, photos: 0, sole_administrator: false }),
		remove: (choice, email) => {
			calls.push(`remove ${choice} ${email}`);
			return Promise.resolve(1);
		},
		leave: () => Promise.resolve(void calls.push('leave')),
		...over
	});
	return { state, calls };
}

describe('leaving for good', () => {
	test('deletes what was chosen, with what was typed, and then leaves this device', async () => {
		const { state, calls } = myData();
		await state.begin();
		expect(state.preview).toMatchObject({ published: 2, unpublished: 1 });
		expect(state.choice).toBe('keep');
		state.choice = 'remove';
		state.typed = 'a@b.example';
		await state.remove();
		expect([state.deleted, calls]).toEqual([1, ['remove remove a@b.example', 'leave']]);
	});

	test('a refusal changes nothing here, and can be tried again', async () => {
		const { state, calls } = myData({ remove: () => Promise.reject(new Error('wrong')) });
		await state.begin();
		await state.remove();
		expect(state.error).toBeInstanceOf(Error);
		expect([state.deleted, calls, state.busy]).toEqual([null, [], null]);
	});

	test('the account is gone even when this device cannot be signed out', async () => {
		const { state } = myData({ leave: () => Promise.reject(new Error('offline')) });
		await state.remove();
		expect(state.deleted).toBe(1);
	});

	test('a second press does nothing while the first is under way', async () => {
		let times = 0;
		const { state } = myData({
			remove: () => {
				times += 1;
				return Promise.resolve(0);
			}
		});
		await Promise.all([state.remove(), state.remove()]);
		expect(times).toBe(1);
	});
});

test('what stands is read again after an appeal', async () => {
	let asked = 0;
	const { state, calls } = myData({
		standing: () => {
			asked += 1;
			return Promise.resolve({ block: null, quarantine: null });
		}
	});
	await state.load();
	await state.appeal('Non.');
	expect([asked, calls]).toEqual([2, ['appeal Non.']]);
});
