import { describe, expect, test } from 'vitest';
import type { Sketch, VertexAt } from '$lib/domain/shape-edit';
import { chooseHandles } from './handle-choice';
import { positionFrom } from './ring-xy';

/** A world of 1,000,000 pixels, seen through a phone's map. */
const view = { scale: 1e6, origin: { x: -500_000, y: -400_000 }, width: 340, height: 300 };
/** A position that lies on this pixel of the map. */
const pixel = (x: number, y: number) =>
	positionFrom((x - view.origin.x) / view.scale, (y - view.origin.y) / view.scale);
const line = (...places: [number, number][]): Sketch => ({
	kind: 'line',
	parts: [[places.map(([x, y]) => pixel(x, y))]]
});
const choose = (sketch: Sketch, selected: VertexAt | null = null, betweens = false) =>
	chooseHandles(sketch, 0, selected, view, betweens);

describe('the vertices that get a handle', () => {
	test('are those in view that a finger can tell apart, the ends before what lies between', () => {
		const chosen = choose(line([20, 20], [60, 40], [180, 100], [200, 110], [900, 20]));
		expect(chosen.map(({ at }) => at.vertex)).toEqual([0, 1, 2]);
	});

	test('include the selected one, whatever is beside it', () => {
		const selected = { part: 0, ring: 0, vertex: 1 };
		const chosen = choose(line([20, 20], [22, 21], [200, 200]), selected);
		expect(chosen[0]!.at).toEqual(selected);
		expect(chosen.map(({ at }) => at.vertex)).toEqual([1, 2]);
	});

	test('stay few on a line of thousands, none nearer to another than a fingertip', () => {
		const spiral = Array.from({ length: 5000 }, (_, i): [number, number] => [
			170 + (i / 40) * Math.cos(i / 20),
			150 + (i / 40) * Math.sin(i / 20)
		]);
		const chosen = choose(line(...spiral));
		expect(chosen.length).toBeGreaterThan(10);
		expect(chosen.length).toBeLessThanOrEqual(60);
		const places = chosen.map(({ at }) => spiral[at.vertex]!);
		for (const [i, [x, y]] of places.entries())
			for (const [otherX, otherY] of places.slice(0, i))
				expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(39);
	});

	test('keep the handle that they have, when another vertex moves or is selected', () => {
		const crowd = line([20, 20], [90, 90], [100, 100], [110, 110], [280, 280]);
		const before = choose(crowd, { part: 0, ring: 0, vertex: 2 });
		expect(before.map(({ at }) => at.vertex)).toEqual([2, 0, 4]);
		const after = chooseHandles(crowd, 0, null, view, false, before);
		expect(after.map(({ at }) => at.vertex)).toEqual([0, 4, 2]);
	});

	test('have one between them where there is room, round a ring but not across a line', () => {
		const corners: [number, number][] = [
			[20, 20],
			[300, 20],
			[300, 280]
		];
		const between = (sketch: Sketch) =>
			choose(sketch, null, true)
				.filter((grip) => grip.between)
				.map(({ at }) => at.vertex);
		expect(between(line(...corners)).toSorted()).toEqual([1, 2]);
		expect(between({ ...line(...corners), kind: 'polygon' }).toSorted()).toEqual([0, 1, 2]);
		expect(between(line([20, 20], [80, 20]))).toEqual([]);
	});
});
