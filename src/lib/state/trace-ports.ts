import type { WalkWatcher } from '$lib/device/trace';
import type { Geometry } from '$lib/domain/record';
import type { CapitelleDatabase } from '$lib/store/database';
import type { Draft } from '$lib/store/types';
import type { HoldWalk } from './walk-hold';

/** Starts following the device along a walk; answers how to stop. */
export type FollowWalk = (watcher: WalkWatcher) => () => void;

/** What a walk reaches outside itself. */
export interface TracePorts {
	db: CapitelleDatabase;
	followWalk: FollowWalk;
	holdWalk: HoldWalk;
}

/** What a walk needs of the form around it. */
export interface TraceForm {
	readonly draft: Draft | null;
	/** The walked line as the record's place, measured within `accuracyM`; null takes it away. */
	putWalked(geometry: Geometry | null, accuracyM: number | null): void;
	/** Stores the draft as it is, so that what is walked is found again. */
	keep(): void;
}
