import type { Position } from 'geojson';
import { crossingsOf, lookForCrossings } from '$lib/domain/crossings';
import { vertexTotal, type Sketch } from '$lib/domain/shape-edit';
import { createLater } from '../later';
import type { Drawing } from './drawing';
import type { EditorTexts } from './tool';

/** From so many vertices on, what is done to all of them takes longer than a frame on an old phone. */
const large = 1000;

/** Whether a drawing is looked at a slice at a time. */
export function isLarge(sketch: Sketch): boolean {
	return vertexTotal(sketch) > large;
}

/** Where a drawing crosses itself, kept up as it changes. */
export interface CrossingsKept {
	readonly crossings: Position[];
	/** Looks for them; of a large drawing soon, with those of before or these shown `meanwhile`. */
	find(drawing: Drawing, meanwhile?: Position[]): void;
	/** How many there are, in words; empty for none. */
	warning(texts: EditorTexts): string;
	stop(): void;
}

/** @param found called when those of a large drawing were found */
export function followCrossings(found: () => void): CrossingsKept {
	const later = createLater();
	let crossings: Position[] = [];
	let of: { sketch: Sketch; closing: boolean } | null = null;

	function* look(sketch: Sketch, closing: boolean) {
		crossings = yield* lookForCrossings(sketch, closing);
		found();
	}

	return {
		get crossings() {
			return crossings;
		},
		find({ sketch, growing }, meanwhile = crossings) {
			const closing = growing === null;
			if (of?.sketch === sketch && of.closing === closing) return;
			of = { sketch, closing };
			if (!isLarge(sketch)) {
				later.cancel();
				crossings = crossingsOf(sketch, closing);
				return;
			}
			crossings = meanwhile;
			later.put(look(sketch, closing));
		},
		warning: ({ say }) =>
			of && crossings.length > 0 ? say.crossing(of.sketch.kind, crossings.length) : '',
		stop: () => later.cancel()
	};
}
