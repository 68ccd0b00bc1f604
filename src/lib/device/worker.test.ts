import { afterEach, describe, expect, it, vi } from 'vitest';
import { followWorker, handOverWhenHidden } from './worker';

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

describe('a newer version', () => {
	/** A version being fetched. */
	class Version extends EventTarget {
		scriptURL = 'http://localhost/service-worker.js';
		state = 'installing';
		becomes(state: string) {
			this.state = state;
			this.dispatchEvent(new Event('statechange'));
		}
	}

	/** A page whose app is there already, or for the first time, and how often it was told of a newer version. */
	async function opened({ active = true } = {}) {
		const registration = Object.assign(new EventTarget(), {
			installing: null as Version | null,
			waiting: null as Version | null,
			active: active ? new Version() : null
		});
		const serviceWorker = Object.assign(new EventTarget(), {
			controller: registration.active,
			register: async () => registration
		});
		vi.stubGlobal('navigator', { serviceWorker });
		vi.stubGlobal('document', Object.assign(new EventTarget(), { readyState: 'complete' }));
		vi.stubGlobal('location', { href: 'http://localhost/' });
		vi.stubGlobal('self', globalThis);
		let told = 0;
		await followWorker({ onWaiting: () => told++, onTakenOver: () => undefined });
		const find = () => {
			const version = new Version();
			registration.installing = version;
			registration.dispatchEvent(new Event('updatefound'));
			const end = (how: 'waiting' | null, state: string) => {
				registration.installing = null;
				registration.waiting = how && version;
				version.becomes(state);
			};
			return {
				fails: () => end(null, 'redundant'),
				arrives: () => end('waiting', 'installed'),
				takesOver: () => end(null, 'activating')
			};
		};
		return { find, told: () => told };
	}

	it('is told of, after any number of them that came to nothing', async () => {
		const { find, told } = await opened();
		for (let tried = 0; tried < 4; tried++) find().fails();
		expect(told()).toBe(0);
		find().arrives();
		expect(told()).toBe(1);
		find().arrives();
		expect(told()).toBe(2);
	});

	it('is told of once, not again when it takes over', async () => {
		const { find, told } = await opened();
		const version = find();
		version.arrives();
		version.takesOver();
		expect(told()).toBe(1);
	});

	it('is none where the app comes for the first time', async () => {
		const { find, told } = await opened({ active: false });
		find().arrives();
		expect(told()).toBe(0);
	});
});
