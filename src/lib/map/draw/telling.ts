import { begunOf, type Begun } from '$lib/domain/begun';
import type { Geometry } from '$lib/domain/record';
import type { History } from '$lib/domain/shape-history';
import { createLater, once } from '../later';
import { geometryOfSketch, keepHistory, type Drawing } from './drawing';
import { isLarge } from './follow-crossings';
import type { ToolContext } from './tool';

/** What the form around was told of a drawing. */
export interface Telling {
	/** Tells what changed. What a large shape means for the form waits until the finger has seen it move. */
	tell(history: History<Drawing>): void;
	/** The form knows this, because it said so. */
	known(geometry: Geometry | null, drawing: Drawing): void;
	/** Tells now what waits. */
	flush(): void;
}

/** Tells the form around each change once. */
export function createTelling(emit: ToolContext['emit']): Telling {
	const later = createLater();
	let emitted: Geometry | null = null;
	let begun: Begun | null = null;

	function tell(history: History<Drawing>) {
		const { sketch } = history.now;
		const geometry = geometryOfSketch(sketch);
		keepHistory(geometry, history);
		const next = begunOf(sketch);
		if (geometry === emitted && next?.positions === begun?.positions) return;
		[emitted, begun] = [geometry, next];
		emit(geometry, begun);
	}

	return {
		tell(history) {
			later.cancel();
			if (isLarge(history.now.sketch)) later.put(once(() => tell(history)));
			else tell(history);
		},
		known(geometry, { sketch }) {
			later.cancel();
			[emitted, begun] = [geometry, begunOf(sketch)];
		},
		flush: () => later.flush()
	};
}
