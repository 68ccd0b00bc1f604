import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fix, GpsError } from '$lib/device/gps';
import type { CompassError, Heading } from '$lib/device/compass';
import { distanceM } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import type { Concept } from '$lib/domain/vocabulary/types';
import { emptyDraft } from '$lib/store/corrections';
import type { Draft } from '$lib/store/types';
import { aConcept } from '../../../tests/support/vocabulary-parts';
import { CapturePlace } from './capture-place.svelte';
import type { PlaceForm, PlacePorts } from './place-ports';

const degreeM = 111_195;
const here = { lon: 4.4131, lat: 43.9116 };
const shrink = Math.cos((here.lat * Math.PI) / 180);

let watcher: { onFix(fix: Fix): void; onError(error: GpsError): void } | null;
let compass: { onHeading(heading: Heading): void; onError(error: CompassError): void } | null;
let second: number;

class Form implements PlaceForm {
	draft: Draft | null = emptyDraft('d', 'me', new Date());
	concept: Concept | null = aConcept('things/hut', { geometryKinds: ['point', 'line'] });
	step = 'place' as const;
	change(patch: Partial<Draft>): void {
		if (this.draft) this.draft = { ...this.draft, ...patch };
	}
	/** Metres east and north of where everything begins. */
	get at(): [number, number] | null {
		const geometry = this.draft?.geometry;
		if (geometry?.type !== 'Point') return null;
		const [lon = 0, lat = 0] = geometry.coordinates;
		return [
			Math.round((lon - here.lon) * degreeM * shrink),
			Math.round((lat - here.lat) * degreeM)
		];
	}
}

function placing(form = new Form()): { form: Form; place: CapturePlace } {
	const ports = {
		watchPosition: (next: NonNullable<typeof watcher>) => {
			watcher = next;
			return () => (watcher = null);
		},
		watchCompass: (next: NonNullable<typeof compass>) => {
			compass = next;
			return () => (compass = null);
		},
		followWalk: () => () => undefined,
		holdWalk: async () => () => undefined,
		mayLocate: async () => false
	} as unknown as PlacePorts;
	return { form, place: new CapturePlace(form, ports) };
}

/** A second passes, and the device says where it is. */
function give(east: number, north: number, accuracyM = 5): void {
	vi.advanceTimersByTime(1000);
	second += 1;
	watcher?.onFix({
		lon: here.lon + east / (degreeM * shrink),
		lat: here.lat + north / degreeM,
		accuracyM,
		at: second * 1000
	});
}
const point = (east: number, north: number): Geometry => ({
	type: 'Point',
	coordinates: [here.lon + east / (degreeM * shrink), here.lat + north / degreeM]
});

beforeEach(() => {
	vi.useFakeTimers();
	[watcher, compass, second] = [null, null, 0];
});
afterEach(() => void vi.useRealTimers());

describe('averaging', () => {
	it('ends by itself once more would tell little, without what jumped', () => {
		const { form, place } = placing();
		place.average();
		for (let i = 0; i < 40 && place.averager.running; i++)
			give(3 * Math.cos(i * 2.4), 3 * Math.sin(i * 2.4));
		expect(place.averager.end).toBe('done');
		expect(place.locator.running).toBe(false);
		expect(form.at).toEqual([0, 0]);
		expect(form.draft?.position).toMatchObject({ method: 'averaged', samples: 31 });
		expect(form.draft?.position?.accuracy_m).toBeLessThan(5);
	});

	it('passes over a jump of 10 km and readings known within 5 km', () => {
		const { form, place } = placing();
		place.average();
		give(1, 0);
		give(10_000, 0, 3);
		expect(place.locator.doubtful).toBe(true);
		give(-1, 0);
		expect(place.locator.doubtful).toBe(false);
		give(500, 500, 5000);
		give(0, 1);
		place.hold();
		expect(form.at).toEqual([0, 0]);
		expect(form.draft?.position).toMatchObject({ method: 'averaged', samples: 3 });
	});

	it('keeps the single reading when it is stopped too early, and says so', () => {
		const { form, place } = placing();
		place.average();
		give(1, 0);
		place.hold();
		expect(place.averager.end).toBe('few');
		expect(form.draft?.position).toEqual({ method: 'gps', accuracy_m: 5 });
	});

	it('says that a device which repeats itself cannot be averaged', () => {
		const { form, place } = placing();
		place.average();
		for (let i = 0; i < 8; i++) give(2, 2, 1);
		expect(place.averager.end).toBe('same');
		expect(form.draft?.position).toEqual({ method: 'gps', accuracy_m: 1 });
	});

	it('keeps what it had when the permission is taken back in the middle', () => {
		const { form, place } = placing();
		place.average();
		for (const [east, north] of [
			[1, 0],
			[-1, 0],
			[0, 2],
			[0, -2]
		] as const)
			give(east, north);
		watcher?.onError('denied');
		expect(place.averager.end).toBe('done');
		expect(place.locator.error).toBe('denied');
		expect(form.draft?.position).toMatchObject({ method: 'averaged', samples: 4 });
	});

	it.each([
		['once', 1, 'few'],
		['often enough', 4, 'done']
	])('heard %s before the phone slept, keeps what it had there', (_, times, end) => {
		const { form, place } = placing();
		place.average();
		for (let i = 0; i < times; i++) give(Math.cos(i * 2.4), Math.sin(i * 2.4));
		// Five minutes in a pocket: no timer runs, and the person walks on.
		vi.setSystemTime(Date.now() + 300_000);
		second += 300;
		for (let i = 0; i < 10; i++) give(200, i % 2);
		expect(place.averager.end).toBe(end);
		expect(place.locator.running).toBe(false);
		expect(Math.hypot(...form.at!)).toBeLessThan(2);
	});

	it('ends although the device went silent', () => {
		const { place } = placing();
		place.average();
		give(0, 0);
		vi.advanceTimersByTime(100_000);
		expect([place.averager.running, place.averager.end]).toEqual([false, 'few']);
	});
});

describe('taking back a step on the map', () => {
	it('gives the place back with what the device said of it', () => {
		const { form, place } = placing();
		place.locate();
		give(0, 0);
		const before = form.draft?.geometry ?? null;
		place.putByHand(point(9, 9));
		expect(form.draft?.position).toEqual({ method: 'map', accuracy_m: null });
		place.putByHand(structuredClone(before));
		expect(form.draft?.position).toEqual({ method: 'gps', accuracy_m: 5 });
	});
});

describe('a position that is hardly one', () => {
	it('is looked at and not placed, unless the person wants it', () => {
		const { form, place } = placing();
		place.locate();
		give(0, 0, 5000);
		expect([form.draft?.geometry, place.rough, place.fix?.accuracyM]).toEqual([null, true, 5000]);
		place.takeRough();
		expect(form.draft?.position).toEqual({ method: 'gps', accuracy_m: 5000 });
	});

	it('of another wall is forgotten after a while', () => {
		const { form, place } = placing();
		place.locate();
		give(0, 0);
		place.hold();
		form.change({ geometry: null, position: null });
		vi.advanceTimersByTime(60_000);
		place.locate();
		expect([form.draft?.geometry, place.fix]).toEqual([null, null]);
	});
});

describe('a thing seen over there', () => {
	it('is placed by direction and distance from where the person stands', () => {
		const { form, place } = placing();
		place.see();
		give(0, 0);
		expect(form.draft?.geometry).toBeNull();
		place.sighter.turn(90);
		expect(form.draft?.geometry).toBeNull();
		place.sighter.goAway(200);
		expect(form.at).toEqual([200, 0]);
		expect(form.draft?.position).toEqual({
			method: 'sighted',
			accuracy_m: 40.3,
			bearing: 90,
			distance_m: 200
		});
		// Better known, the person's own place moves the thing along.
		give(3, 0, 2);
		expect(form.at).toEqual([203, 0]);
	});

	it('follows the compass until the direction is kept', () => {
		const { form, place } = placing();
		place.see();
		give(0, 0);
		place.sighter.goAway(100);
		place.sighter.aim();
		compass?.onHeading({ degrees: 359.7, accuracy: null });
		expect(place.sighter.bearing).toBe(0);
		compass?.onHeading({ degrees: 180.2, accuracy: null });
		place.sighter.rest();
		expect(compass).toBeNull();
		expect(form.at).toEqual([0, -100]);
	});

	it('can be aimed by hand when there is no compass or it is refused', () => {
		const { form, place } = placing();
		place.see();
		give(0, 0);
		place.sighter.aim();
		compass?.onError('denied');
		expect([place.sighter.aiming, place.sighter.error]).toEqual([false, 'denied']);
		place.sighter.turn(0);
		place.sighter.goAway(50);
		expect(form.at).toEqual([0, 50]);
	});

	it('can be corrected on the map, and says how it is seen then', () => {
		const { form, place } = placing();
		place.see();
		give(0, 0);
		place.putByHand(point(0, 80));
		expect(form.draft?.position).toEqual({
			method: 'sighted',
			accuracy_m: null,
			bearing: 0,
			distance_m: 80
		});
		expect(place.sighter.metres).toBe(80);
		// It stays where it was put; a better known standing only changes how it is seen.
		give(0, 3, 2);
		expect(form.at).toEqual([0, 80]);
		expect(form.draft?.position).toMatchObject({ distance_m: 77 });
	});

	it('is seen from where it was seen when it is opened again elsewhere', () => {
		const first = placing();
		first.place.see();
		give(0, 0);
		first.place.sighter.turn(90);
		first.place.sighter.goAway(200);
		const form = new Form();
		form.draft = first.form.draft;
		const { place } = placing(form);
		void place.locateIfAllowed();
		expect(place.locator.running).toBe(false);
		const { from } = place.sighter;
		expect(from && distanceM([from.lon, from.lat], [here.lon, here.lat])).toBeLessThan(1);
		place.sighter.goAway(100);
		expect(form.at).toEqual([100, 0]);
		place.seeFromHere();
		for (let i = 0; i < 4; i++) give(1000, 0);
		expect(form.at).toEqual([1100, 0]);
	});

	it('is placed by hand as ever when nobody knows where the person stands', () => {
		const { form, place } = placing();
		place.see();
		watcher?.onError('denied');
		place.putByHand(point(5, 5));
		expect(form.draft?.position).toEqual({ method: 'map', accuracy_m: null });
		expect(place.sighter.active).toBe(false);
	});
});

describe('a line with one corner', () => {
	const begun = { kind: 'line' as const, positions: [[4.41, 43.91]] };
	const line: Geometry = { type: 'LineString', coordinates: [...begun.positions, [4.42, 43.91]] };

	it('is kept, says what is drawn, and is no more once it is a line', () => {
		const { form, place } = placing();
		place.chooseKind('line');
		place.putDrawn(null, begun);
		expect(form.draft).toMatchObject({ geometry: null, position: null, begun });
		expect(placing(form).place).toMatchObject({ kind: 'line', begun });
		place.putDrawn(line, null);
		expect(form.draft).toMatchObject({ geometry: line, begun: null });
	});

	it('is kept beside what is drawn, which stays as it was measured', () => {
		const { form, place } = placing();
		form.change({ geometry: line, position: { method: 'trace', accuracy_m: 4 } });
		place.putDrawn(line, begun);
		expect(form.draft).toMatchObject({ begun, position: { method: 'trace' } });
	});

	it('goes when something else is placed, and when what is stored is none', () => {
		const { form, place } = placing();
		place.putDrawn(null, begun);
		place.putByHand({ type: 'Point', coordinates: [4.41, 43.91] }, 'typed');
		expect(place.begun).toBeNull();
		form.change({ begun: { kind: 'line', positions: 'here' } as never });
		expect([place.begun, place.kind]).toEqual([null, 'point']);
	});
});
