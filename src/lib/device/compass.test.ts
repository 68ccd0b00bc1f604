import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	headingOf,
	watchCompass,
	type CompassDevice,
	type CompassError,
	type Heading,
	type OrientationReading
} from './compass';

const reading = (alpha: number, beta = 0, gamma = 0, absolute = true): OrientationReading => ({
	alpha,
	beta,
	gamma,
	absolute
});
const degrees = (one: OrientationReading, screenAngle = 0) =>
	Math.round(headingOf(one, screenAngle)?.degrees ?? NaN);

describe('the heading of an orientation', () => {
	it('is that of the top edge when the phone lies, of the camera when it stands', () => {
		expect(degrees(reading(0))).toBe(0);
		expect(degrees(reading(270))).toBe(90);
		expect(degrees(reading(270, 20, 5))).toBe(90);
		expect(degrees(reading(270, 90))).toBe(90);
		expect(degrees(reading(180, 80))).toBe(180);
	});

	it('follows the picture when the screen is turned', () => {
		expect(degrees(reading(0), 90)).toBe(90);
		expect(degrees(reading(0), 270)).toBe(270);
		expect(
			degrees({ ...reading(0), webkitCompassHeading: 350, webkitCompassAccuracy: 12 }, 90)
		).toBe(80);
	});

	it('is unknown when north is: a device without a compass, or one to be calibrated', () => {
		expect(headingOf(reading(10, 0, 0, false), 0)).toBeNull();
		expect(headingOf({ alpha: null, beta: null, gamma: null, absolute: true }, 0)).toBeNull();
		const wild = { ...reading(0), webkitCompassHeading: 10, webkitCompassAccuracy: -1 };
		expect(headingOf(wild, 0)).toBeNull();
	});
});

/** A device whose events a test sends. */
function device(more: Partial<CompassDevice> = {}) {
	const listeners = new Map<string, (event: Event) => void>();
	return {
		listeners,
		send: (one: OrientationReading) =>
			listeners.get('deviceorientationabsolute')?.(one as unknown as Event),
		compass: {
			listen: (type: string, listener: (event: Event) => void) =>
				void listeners.set(type, listener),
			forget: (type: string) => void listeners.delete(type),
			ask: null,
			supported: true,
			screenAngle: () => 0,
			...more
		} satisfies CompassDevice
	};
}

describe('following the compass', () => {
	const headings: Heading[] = [];
	const errors: CompassError[] = [];
	const watcher = {
		onHeading: (heading: Heading) => void headings.push(heading),
		onError: (error: CompassError) => void errors.push(error)
	};
	beforeEach(() => {
		vi.useFakeTimers();
		headings.length = 0;
		errors.length = 0;
	});
	afterEach(() => void vi.useRealTimers());

	it('tells the direction calmly until it is stopped', () => {
		const { compass, send, listeners } = device();
		const stop = watchCompass(watcher, compass);
		send(reading(1));
		send(reading(359));
		expect(headings.map((one) => Math.round(one.degrees))).toEqual([359]);
		for (let i = 0; i < 20; i++) {
			vi.advanceTimersByTime(100);
			send(reading(350));
		}
		expect(headings.at(-1)?.degrees).toBeCloseTo(10, 0);
		stop();
		expect(listeners.size).toBe(0);
		vi.advanceTimersByTime(10_000);
		expect(errors).toEqual([]);
	});

	it('says that there is none when nothing comes, or nothing that knows north', () => {
		const { compass, send } = device();
		watchCompass(watcher, compass);
		send({ alpha: null, beta: null, gamma: null, absolute: true });
		vi.advanceTimersByTime(2000);
		expect([headings, errors]).toEqual([[], ['unsupported']]);
	});

	it('says that there is none in a browser without such events', async () => {
		watchCompass(watcher, device({ supported: false }).compass);
		await Promise.resolve();
		expect(errors).toEqual(['unsupported']);
	});

	it('asks where the person must be asked, and takes no for an answer', async () => {
		const allowed = device({ ask: async () => 'granted' });
		watchCompass(watcher, allowed.compass);
		expect(allowed.listeners.size).toBe(0);
		await vi.advanceTimersByTimeAsync(0);
		allowed.send(reading(90));
		expect(headings).toHaveLength(1);
		watchCompass(watcher, device({ ask: async () => 'denied' }).compass);
		watchCompass(watcher, device({ ask: () => Promise.reject(new Error('no tap')) }).compass);
		await vi.advanceTimersByTimeAsync(0);
		expect(errors).toEqual(['denied', 'denied']);
	});

	it('stays silent once stopped, whatever is answered later', async () => {
		const late = device({ ask: async () => 'granted' });
		watchCompass(watcher, late.compass)();
		await vi.advanceTimersByTimeAsync(5000);
		expect([late.listeners.size, errors]).toEqual([0, []]);
	});
});
