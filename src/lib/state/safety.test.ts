import { describe, expect, test } from 'vitest';
import type { SafetyReminder } from '$lib/domain/vocabulary/types';
import { SafetyState } from './safety.svelte';

const reminder = (id: string): SafetyReminder => ({
	id,
	concepts: [],
	icon: null,
	text: { fr: id }
});
const [wells, land] = [reminder('wells'), reminder('land')];
const ids = (reminders: SafetyReminder[]) => reminders.map(({ id }) => id);

/** A device that keeps what was read. */
function device(kept: string[] = []) {
	return {
		kept,
		read: async () => kept,
		note: async (fresh: string[]) => void kept.push(...fresh)
	};
}

describe('reminders', () => {
	test('are shown until the person went on, and not again on this device', async () => {
		const ports = device();
		const safety = new SafetyState(ports);
		expect(safety.unseen([wells, land])).toEqual([]);
		await safety.load();
		expect(ids(safety.unseen([wells, land]))).toEqual(['wells', 'land']);
		safety.noted([wells]);
		expect(ids(safety.unseen([wells, land]))).toEqual(['land']);
		const later = new SafetyState(ports);
		await later.load();
		expect(ids(later.unseen([wells, land]))).toEqual(['land']);
	});

	test('are noted once', async () => {
		const ports = device(['land']);
		const safety = new SafetyState(ports);
		await safety.load();
		safety.noted([land, wells]);
		safety.noted([land, wells]);
		expect(ports.kept).toEqual(['land', 'wells']);
	});

	test('come once too often rather than never when the device does not answer', async () => {
		const safety = new SafetyState({
			read: () => Promise.reject(new Error('closed')),
			note: () => Promise.reject(new Error('closed'))
		});
		await safety.load();
		expect(ids(safety.unseen([wells]))).toEqual(['wells']);
		safety.noted([wells]);
		expect(safety.unseen([wells])).toEqual([]);
	});
});
