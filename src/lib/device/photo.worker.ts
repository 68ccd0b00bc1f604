/// <reference lib="webworker" />
import type { BlurMark } from '../domain/photo-blur.ts';
import type { PhotoSize } from '../domain/photo-choices.ts';
import { encodeBlurred, encodePhoto, type EncodedPhoto } from './photo-encode';
import { offscreen } from './photo-surface';

/** One picture to write: a new one, or one that is kept with what is to be blurred in it. */
export type PhotoWork =
	{ source: Blob | ImageBitmap; size: PhotoSize } | { file: Blob; marks: BlurMark[] };

/** Answer to one picture; `unable`: this browser draws nothing in a worker, `undecodable`: it cannot read the file. */
export type PhotoAnswer =
	{ id: number; photo: EncodedPhoto } | { id: number; error: 'unable' | 'undecodable' };

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data }: MessageEvent<{ id: number } & PhotoWork>) => {
	const { id } = data;
	if (!offscreen(1, 1)) {
		scope.postMessage({ id, error: 'unable' } satisfies PhotoAnswer);
		return;
	}
	const photo =
		'marks' in data ? encodeBlurred(data.file, data.marks) : encodePhoto(data.source, data.size);
	photo.then(
		(done) =>
			scope.postMessage({ id, photo: done } satisfies PhotoAnswer, [done.bytes, done.thumbnail]),
		() => scope.postMessage({ id, error: 'undecodable' } satisfies PhotoAnswer)
	);
});
