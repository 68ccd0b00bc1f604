/// <reference lib="webworker" />
import { encodePhoto, type EncodedPhoto } from './photo-encode';

/** Answer to one file; `error` when the browser could not decode it. */
export type PhotoAnswer = { id: number; photo: EncodedPhoto } | { id: number; error: string };

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', (event: MessageEvent<{ id: number; file: Blob }>) => {
	const { id, file } = event.data;
	encodePhoto(file).then(
		(photo) =>
			scope.postMessage({ id, photo } satisfies PhotoAnswer, [photo.bytes, photo.thumbnail]),
		(error: unknown) => scope.postMessage({ id, error: String(error) } satisfies PhotoAnswer)
	);
});
