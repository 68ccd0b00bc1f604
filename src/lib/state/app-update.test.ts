import { describe, expect, it } from 'vitest';
import { AppUpdate } from './app-update.svelte';

describe('AppUpdate', () => {
	it('asks, and only reloads once the new version took over', () => {
		const update = new AppUpdate();
		let asked = 0;
		let reloaded = 0;
		update.ready(() => (asked += 1));
		expect([update.state, asked, reloaded]).toEqual(['ready', 0, 0]);
		update.accept();
		expect([asked, reloaded]).toEqual([1, 0]);
		update.applied(() => (reloaded += 1));
		expect(reloaded).toBe(1);
	});

	it('never reloads a page that did not ask, when another tab did', () => {
		const update = new AppUpdate();
		let reloaded = 0;
		update.ready(() => undefined);
		update.applied(() => (reloaded += 1));
		expect([update.state, reloaded]).toEqual(['applied', 0]);
		update.accept();
		expect(reloaded).toBe(1);
	});

	it('says that another tab is in the way, until it is not', () => {
		const update = new AppUpdate();
		update.blocked();
		expect(update.state).toBe('blocked');
		update.opened();
		expect(update.state).toBe('none');
		// What else there is to say stays.
		update.ready(() => undefined);
		update.opened();
		expect(update.state).toBe('ready');
	});

	it('goes away when the person says later', () => {
		const update = new AppUpdate();
		update.ready(() => undefined);
		update.later();
		expect(update.state).toBe('none');
	});
});
