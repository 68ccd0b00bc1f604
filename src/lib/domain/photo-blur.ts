/**
 * What is to be made unrecognisable in a picture. Lengths are shares of its longest side, so that the same
 * marks fit the small picture on the screen and the file that is kept; 0, 0 is its upper left corner.
 */
export type BlurMark =
	/** Where a finger went; `radius` is half the width of the stroke. */
	| { kind: 'stroke'; radius: number; points: readonly (readonly [x: number, y: number])[] }
	/** A frame: centre and size. */
	| ({ kind: 'frame' } & BlurFrame);

export interface BlurFrame {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Smallest and largest side of a frame. */
const frameLeast = 0.04;

/** A frame moved by a share of the longest side; its centre stays in a picture of `width` × `height` shares. */
export function movedFrame(
	frame: BlurFrame,
	by: { x: number; y: number },
	picture: { width: number; height: number }
): BlurFrame {
	return {
		...frame,
		x: within(frame.x + by.x, 0, picture.width),
		y: within(frame.y + by.y, 0, picture.height)
	};
}

/** A frame made larger or smaller; never too small to hide anything, nor larger than the picture. */
export function sizedFrame(
	frame: BlurFrame,
	by: { width: number; height: number },
	picture: { width: number; height: number }
): BlurFrame {
	return {
		...frame,
		width: within(frame.width + by.width, frameLeast, picture.width),
		height: within(frame.height + by.height, frameLeast, picture.height)
	};
}

/** Width and height of a picture as shares of its longest side. */
export function sharesOf(picture: { width: number; height: number }): {
	width: number;
	height: number;
} {
	const longest = Math.max(picture.width, picture.height);
	return { width: picture.width / longest, height: picture.height / longest };
}

function within(value: number, least: number, most: number): number {
	return Math.min(most, Math.max(least, value));
}
