import type { Concept } from '$lib/domain/vocabulary/types';
import type { Draft } from '$lib/store/types';
import type { Step } from './capture-steps';
import type { Watch } from './locator.svelte';
import type { WatchCompass } from './sighter.svelte';
import type { TracePorts } from './trace-ports';

/** What placing a record needs from the form around it. */
export interface PlaceForm {
	readonly draft: Draft | null;
	readonly concept: Concept | null;
	readonly step: Step;
	change(patch: Partial<Draft>): void;
}

/** What placing a record reaches outside itself. */
export interface PlacePorts extends TracePorts {
	watchPosition: Watch;
	watchCompass: WatchCompass;
	/** Whether the position may be read without asking the person first. */
	mayLocate(): Promise<boolean>;
}

/** Somewhere for the map to go, without placing anything. */
export interface Look {
	/** Degrees. */
	lon: number;
	lat: number;
	/** West, south, east, north in degrees, when it is wider than a point. */
	bbox?: [number, number, number, number];
	/** Grows with each request: the map goes there once. */
	asked: number;
}
