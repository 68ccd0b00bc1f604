/** About half of what a frame leaves, in ms. */
const sliceMs = 6;
/** A page that is not seen paints nothing, and must go on all the same. */
const unseenMs = 100;

/** Calls back once what was changed so far is on the screen. @returns what calls it off */
export function afterPaint(work: () => void): () => void {
	let timer = setTimeout(work, unseenMs);
	const frame = requestAnimationFrame(() => {
		clearTimeout(timer);
		timer = setTimeout(work);
	});
	return () => {
		cancelAnimationFrame(frame);
		clearTimeout(timer);
	};
}

/** Work of one slice. */
export function* once(work: () => void): Generator<void, void> {
	yield work();
}

/** Work that waits for the screen. */
export interface Later {
	/** Does this after the next frame, a slice at a time, in place of what still waited. */
	put(work: Iterator<unknown>): void;
	/** Does now what waits. */
	flush(): void;
	cancel(): void;
}

/** Long work in slices between frames: the finger is followed meanwhile. */
export function createLater(): Later {
	let waiting: Iterator<unknown> | null = null;
	let callOff = () => {};

	function slice(ms: number) {
		const end = performance.now() + ms;
		const mine = waiting;
		while (mine && waiting === mine) {
			if (mine.next().done) {
				if (waiting === mine) waiting = null;
			} else if (performance.now() > end) return next();
		}
	}
	function next() {
		callOff = afterPaint(() => slice(sliceMs));
	}

	return {
		put(work) {
			callOff();
			waiting = work;
			next();
		},
		flush() {
			callOff();
			slice(Infinity);
		},
		cancel() {
			callOff();
			waiting = null;
		}
	};
}
