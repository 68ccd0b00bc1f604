import { describe, expect, it } from 'vitest';
import { accuracyClass, watchPosition, type GpsError } from './gps';

describe('accuracyClass', () => {
	it('names what the figure means', () => {
		expect([3, 8, 8.1, 20, 45, 60, 61].map(accuracyClass)).toEqual([
			'good',
			'good',
			'fair',
			'fair',
			'poor',
			'poor',
			'bad'
		]);
	});
});

describe('watchPosition', () => {
	it('says each failure by its own name, and stops the device when asked', () => {
		const errors: GpsError[] = [];
		let fail: PositionErrorCallback = () => undefined;
		let cleared = 0;
		const device = {
			watchPosition: (_: PositionCallback, onError: PositionErrorCallback) => {
				fail = onError;
				return 7;
			},
			clearWatch: (id: number) => (cleared = id)
		} as unknown as Geolocation;
		const stop = watchPosition(
			{ onFix: () => undefined, onError: (error) => errors.push(error) },
			device
		);
		for (const code of [1, 2, 3]) fail({ code } as GeolocationPositionError);
		stop();
		expect(errors).toEqual(['denied', 'unavailable', 'timeout']);
		expect(cleared).toBe(7);
	});

	it('says that a device has none', () => {
		const errors: GpsError[] = [];
		// Node has no `navigator.geolocation`, like an old browser.
		watchPosition({ onFix: () => undefined, onError: (error) => errors.push(error) });
		expect(errors).toEqual(['unsupported']);
	});
});
