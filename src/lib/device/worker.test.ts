import { afterEach, describe, expect, it, vi } from 'vitest';
import { handOverWhenHidden } from './worker';

/** A page that can be hidden, and what it asked of Background Sync. */
function page() {
	const asked: string[] = [];
	const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	const registration = { sync: { register: async (tag: string) => void asked.push(tag) } };
	vi.stubGlobal('document', document);
	vi.stubGlobal('navigator', {
		serviceWorker: { getRegistration: async () => registration }
	});
	const turn = async (state: 'visible' | 'hidden') => {
		document.visibilityState = state;
		document.dispatchEvent(new Event('visibilitychange'));
		await new Promise((resolve) => setTimeout(resolve, 0));
	};
	return { asked, turn };
}

afterEach(() => vi.unstubAllGlobals());

describe('a page that leaves the screen', () => {
	it('hands over what waits, and nothing when nothing does', async () => {
		const { asked, turn } = page();
		let waits = false;
		const stop = handOverWhenHidden(() => waits);
		await turn('hidden');
		expect(asked).toEqual([]);
		await turn('visible');
		waits = true;
		await turn('visible');
		expect(asked).toEqual([]);
		await turn('hidden');
		expect(asked).toEqual(['capitelle-drain']);
		stop();
		await turn('hidden');
		expect(asked).toHaveLength(1);
	});
});
