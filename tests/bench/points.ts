import { newId } from '../../src/lib/domain/ids.ts';

/** A seeded number between 0 and 1 (mulberry32): the same points at every run. */
function random(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Places gathered around villages of Occitanie, as records are. */
export function places(count: number): [lon: number, lat: number][] {
	const next = random(1789);
	const villages = Array.from({ length: 120 }, () => [0 + next() * 4.8, 42.6 + next() * 2.3]);
	return Array.from({ length: count }, () => {
		const [lon, lat] = villages[Math.floor(next() * villages.length)]!;
		const spread = 0.08 * (next() + next() - 1);
		return [lon! + spread * (next() * 2 - 1) * 2, lat! + spread];
	});
}

/** What `/api/points.json` answers when so many records are published. */
export function pointsFile(count: number, concepts: string[]): string {
	const points = places(count).map(([lon, lat], i) => [newId(), lon, lat, i % concepts.length]);
	return JSON.stringify({ stamp: `bench-${count}`, concepts, points });
}
