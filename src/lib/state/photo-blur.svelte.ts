import { fewCells, paintMarks, scaledCopy } from '$lib/device/photo-paint';
import {
	movedFrame,
	sharesOf,
	sizedFrame,
	type BlurFrame,
	type BlurMark
} from '$lib/domain/photo-blur';

/** Longest side of the picture that is drawn upon: as sharp as a phone shows, quick to draw at each touch. */
const SHOWN_EDGE = 1280;
/** How thick a finger is, as a share of the longest side: a plate far away, a face, somebody near. */
export const brushes = { small: 0.02, medium: 0.045, large: 0.09 } as const;
export type Brush = keyof typeof brushes;

/** A picture in which something is being made unrecognisable, until it is confirmed; nothing is destroyed before. */
export class BlurState {
	marks = $state.raw<BlurMark[]>([]);
	/** Moved by keys, by who cannot draw. Null until it is asked for. */
	frame = $state.raw<BlurFrame | null>(null);
	brush = $state<Brush>('medium');
	#undone = $state.raw<BlurMark[]>([]);
	/** Pixels of the picture on the screen. */
	readonly size: { width: number; height: number };
	/** As it is, and blurred all over: each stroke copies from the second onto the first. */
	#clear: ReturnType<typeof scaledCopy>;
	#blurred: ReturnType<typeof scaledCopy>;

	constructor(picture: ImageBitmap) {
		const { width, height } = picture;
		const ratio = Math.min(1, SHOWN_EDGE / Math.max(width, height));
		this.size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
		this.#clear = scaledCopy(picture, this.size);
		this.#blurred = scaledCopy(fewCells(this.#clear), this.size);
	}

	/** Opens a picture to draw upon. @throws when it cannot be decoded */
	static async open(file: Blob): Promise<BlurState> {
		const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
		try {
			return new BlurState(picture);
		} finally {
			picture.close();
		}
	}

	canUndo = $derived(this.marks.length > 0);
	canRedo = $derived(this.#undone.length > 0);

	/** A finger touches the picture; places are shares of its longest side. */
	begin(x: number, y: number): void {
		this.#add({ kind: 'stroke', radius: brushes[this.brush], points: [[x, y]] });
	}

	/** The finger goes on. */
	draw(x: number, y: number): void {
		const last = this.marks.at(-1);
		if (last?.kind !== 'stroke') return;
		const longer = { ...last, points: [...last.points, [x, y] as const] };
		this.marks = [...this.marks.slice(0, -1), longer];
	}

	/** A frame in the middle, to be moved by keys. */
	addFrame(): void {
		const { width, height } = sharesOf(this.size);
		this.frame = { x: width / 2, y: height / 2, width: width / 4, height: height / 4 };
	}

	moveFrame(x: number, y: number): void {
		if (this.frame) this.frame = movedFrame(this.frame, { x, y }, sharesOf(this.size));
	}

	sizeFrame(width: number, height: number): void {
		if (this.frame) this.frame = sizedFrame(this.frame, { width, height }, sharesOf(this.size));
	}

	/** What is in the frame is marked, and the frame is gone. */
	applyFrame(): void {
		if (!this.frame) return;
		this.#add({ kind: 'frame', ...this.frame });
		this.frame = null;
	}

	#add(mark: BlurMark): void {
		this.marks = [...this.marks, mark];
		this.#undone = [];
	}

	undo(): void {
		const last = this.marks.at(-1);
		if (!last) return;
		this.marks = this.marks.slice(0, -1);
		this.#undone = [...this.#undone, last];
	}

	redo(): void {
		const last = this.#undone.at(-1);
		if (!last) return;
		this.#undone = this.#undone.slice(0, -1);
		this.marks = [...this.marks, last];
	}

	/** Draws the picture as it would be, with the frame to be moved around it. */
	paint(canvas: HTMLCanvasElement): void {
		const { width, height } = this.size;
		if (canvas.width !== width) canvas.width = width;
		if (canvas.height !== height) canvas.height = height;
		const context = canvas.getContext('2d', { alpha: false });
		if (!context) return;
		context.drawImage(this.#clear, 0, 0);
		const frame = this.frame;
		const marks = frame ? [...this.marks, { kind: 'frame' as const, ...frame }] : this.marks;
		paintMarks(context, this.#blurred, { width, height }, marks);
		if (frame) outline(context, frame, Math.max(width, height));
	}
}

/** Black in white: seen on any picture. */
function outline(context: CanvasRenderingContext2D, frame: BlurFrame, longest: number): void {
	const box = [
		(frame.x - frame.width / 2) * longest,
		(frame.y - frame.height / 2) * longest,
		frame.width * longest,
		frame.height * longest
	] as const;
	for (const [colour, thickness] of [
		['#fff', 7],
		['#000', 3]
	] as const) {
		context.strokeStyle = colour;
		context.lineWidth = thickness;
		context.strokeRect(...box);
	}
}
