import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followWalk, type WalkDevice } from './trace';

/** A phone whose screen, position and page do as they are told. */
class Phone implements WalkDevice {
	readonly heard: string[] = [];
	readonly page = Object.assign(new EventTarget(), {
		visibilityState: 'visible' as DocumentVisibilityState
	});
	/** Callbacks of the watches that run. */
	readonly watches = new Map<number, [PositionCallback, PositionErrorCallback]>();
	locks: (EventTarget & { released: boolean })[] = [];
	refuses = false;
	readonly cell = Object.assign(new EventTarget(), { level: 0.8, charging: false });
	readonly battery = async () => this.cell;
	#next = 1;

	readonly geolocation = {
		watchPosition: (onFix: PositionCallback, onError: PositionErrorCallback) => {
			this.watches.set(this.#next, [onFix, onError]);
			return this.#next++;
		},
		clearWatch: (id: number) => this.watches.delete(id)
	} as unknown as Geolocation;

	readonly wakeLock = {
		request: async () => {
			if (this.refuses) throw new DOMException('low battery', 'NotAllowedError');
			const lock = Object.assign(new EventTarget(), {
				released: false,
				release: async () => {
					lock.released = true;
					lock.dispatchEvent(new Event('release'));
				}
			});
			this.locks.push(lock);
			return lock;
		}
	} as unknown as WakeLock;

	follow(device: WalkDevice = this) {
		const note = (text: string) => void this.heard.push(text);
		return followWalk(
			{
				onFix: ({ accuracyM }) => note(`fix ${accuracyM}`),
				onError: note,
				onSilence: () => note('silence'),
				onHidden: () => note('hidden'),
				onShown: () => note('shown'),
				onAwake: (awake) => note(awake ? 'awake' : 'may sleep'),
				onBattery: (left) => note(left === null ? 'battery well' : `battery ${left}`)
			},
			device
		);
	}

	fix(accuracy: number) {
		for (const [onFix] of this.watches.values()) {
			const coords = { longitude: 3.7, latitude: 43.8, accuracy } as GeolocationCoordinates;
			onFix({ coords, timestamp: Date.now() } as GeolocationPosition);
		}
	}

	fail(code: number) {
		for (const [, onError] of this.watches.values()) onError({ code } as GeolocationPositionError);
	}

	turn(visibilityState: DocumentVisibilityState, event = 'visibilitychange') {
		this.page.visibilityState = visibilityState;
		this.page.dispatchEvent(new Event(event));
	}
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('followWalk (fault-20)', () => {
	it('keeps the screen on, and gives both back at the end', async () => {
		const phone = new Phone();
		const stop = phone.follow();
		await vi.advanceTimersByTimeAsync(0);
		phone.fix(5);
		expect(phone.heard).toEqual(['awake', 'fix 5']);
		stop();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(phone.watches.size).toBe(0);
		expect(phone.locks.map(({ released }) => released)).toEqual([true]);
		expect(phone.heard).toHaveLength(2);
	});

	it('tells that nothing comes any more, once, until something does', async () => {
		const phone = new Phone();
		const stop = phone.follow();
		phone.fix(5);
		await vi.advanceTimersByTimeAsync(120_000);
		expect(phone.heard.filter((one) => one === 'silence')).toHaveLength(1);
		phone.fix(6);
		await vi.advanceTimersByTimeAsync(120_000);
		expect(phone.heard.filter((one) => one === 'silence')).toHaveLength(2);
		stop();
	});

	it('asks for the position and the screen again after a lock, on one watch only', async () => {
		const phone = new Phone();
		const stop = phone.follow();
		await vi.advanceTimersByTimeAsync(0);
		const [first] = [...phone.watches.keys()];
		phone.turn('hidden');
		phone.locks[0]!.released = true;
		phone.locks[0]!.dispatchEvent(new Event('release'));
		await vi.advanceTimersByTimeAsync(600_000);
		phone.turn('visible');
		await vi.advanceTimersByTimeAsync(0);
		expect(phone.heard).toEqual(['awake', 'hidden', 'may sleep', 'shown', 'awake']);
		expect(phone.watches.size).toBe(1);
		expect([...phone.watches.keys()]).not.toEqual([first]);
		stop();
	});

	it('goes on when the system thaws a page that it had frozen', async () => {
		const phone = new Phone();
		const stop = phone.follow();
		phone.turn('visible', 'resume');
		expect(phone.heard).toContain('shown');
		expect(phone.watches.size).toBe(1);
		stop();
	});

	it('says when the screen will not stay on: a low battery, or an old browser', async () => {
		const tired = new Phone();
		tired.refuses = true;
		const stopTired = tired.follow();
		await vi.advanceTimersByTimeAsync(0);
		expect(tired.heard).toEqual(['may sleep']);
		stopTired();

		const old = new Phone();
		old.follow({
			geolocation: old.geolocation,
			page: old.page,
			wakeLock: undefined,
			battery: undefined
		})();
		expect(old.heard).toEqual(['may sleep']);
	});

	it('gives back a lock that comes after the end', async () => {
		const phone = new Phone();
		phone.follow()();
		await vi.advanceTimersByTimeAsync(0);
		expect(phone.locks.map(({ released }) => released)).toEqual([true]);
		expect(phone.heard).toEqual([]);
	});

	it('says why no position comes', () => {
		const phone = new Phone();
		const stop = phone.follow();
		for (const code of [1, 2, 3]) phone.fail(code);
		expect(phone.heard).toEqual(['denied', 'unavailable', 'timeout']);
		stop();
	});

	it('says when the battery runs low, and that it is charged again', async () => {
		const phone = new Phone();
		const stop = phone.follow();
		await vi.advanceTimersByTimeAsync(0);
		const set = (level: number, charging: boolean) => {
			Object.assign(phone.cell, { level, charging });
			phone.cell.dispatchEvent(new Event('levelchange'));
		};
		set(0.5, false);
		set(0.15, false);
		set(0.15, false);
		set(0.15, true);
		stop();
		set(0.05, false);
		expect(phone.heard).toEqual(['awake', 'battery 0.15', 'battery well']);
	});

	it('walks on with a battery that is not told', async () => {
		const phone = new Phone();
		const stop = phone.follow({
			geolocation: phone.geolocation,
			page: phone.page,
			wakeLock: phone.wakeLock,
			battery: () => Promise.reject(new DOMException('not here', 'NotAllowedError'))
		});
		await vi.advanceTimersByTimeAsync(0);
		phone.fix(5);
		expect(phone.heard).toEqual(['awake', 'fix 5']);
		stop();
	});
});
