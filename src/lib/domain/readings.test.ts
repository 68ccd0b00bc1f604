import { describe, expect, it } from 'vitest';
import { follow, unheard, type Following, type Reading } from './readings.ts';

const reading = (accuracyM: number, second: number, north = 0): Reading => ({
	lon: 3.9,
	lat: 43.8 + north / 111_195,
	accuracyM,
	at: second * 1000
});

/** The best after each of them. */
function best(...readings: Reading[]): (Reading | null)[] {
	let memory: Following = unheard;
	return readings.map((one) => {
		memory = follow(memory, one).memory;
		return memory.best;
	});
}

describe('following the device', () => {
	it('keeps the most accurate reading while it is fresh', () => {
		const [good, worse, finer] = [reading(4, 1), reading(30, 5), reading(3, 6)];
		expect(best(good, worse, finer)).toEqual([good, good, finer]);
	});

	it('lets a worse one replace a stale one, and one that shows that the person has left', () => {
		const late = reading(30, 20);
		expect(best(reading(4, 1), late).at(-1)).toBe(late);
		const further = reading(8, 10, 40);
		expect(best(reading(4, 1), further).at(-1)).toBe(further);
	});

	it('holds a jump of 10 km back until four readings in a row agree with it', () => {
		const here = reading(5, 1);
		const [a, b, c, d] = [2, 3, 4, 5].map((second) => reading(3, second, 10_000));
		expect(best(here, a!, b!, reading(5, 4), a!)).toEqual([
			here,
			here,
			here,
			expect.objectContaining({ lat: here.lat }),
			expect.objectContaining({ lat: here.lat })
		]);
		expect(best(here, a!, b!, c!).at(-1)).toBe(here);
		expect(best(here, a!, b!, c!, d!).at(-1)).toBe(d);
	});

	it('goes on when the clock is set back or forward', () => {
		const back = reading(20, -3600, 3);
		expect(best(reading(4, 1), back).at(-1)).toBe(back);
		const forward = reading(20, 7200, 3);
		expect(best(reading(4, 1), forward).at(-1)).toBe(forward);
	});

	it('passes over what is no place', () => {
		const here = reading(5, 1);
		const wrong = [
			{ ...here, lat: NaN },
			{ ...here, lon: 999 },
			{ ...here, accuracyM: -1 },
			{ ...here, accuracyM: NaN },
			{ ...here, at: NaN }
		];
		expect(best(here, ...wrong).at(-1)).toBe(here);
	});
});
