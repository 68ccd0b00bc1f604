import { isUuid } from '../../domain/ids.ts';
import { readJson, SourceError, type PublicSource } from './source.ts';

/** The public photo of an id: its file's stream and type, or null when the public has no such photo. */
export async function openPhoto(
	source: PublicSource,
	id: string
): Promise<{ sha256: string; mime: string; body: ReadableStream<Uint8Array> } | null> {
	if (!isUuid(id)) return null;
	const [photo] = await readJson<{ folder: string; sha256: string; mime: string }[]>(
		source,
		`/rest/v1/published_photos?select=folder,sha256,mime&id=eq.${id}`
	);
	if (!photo) return null;
	const extension = photo.mime === 'image/webp' ? 'webp' : 'jpg';
	const path = `/storage/v1/object/photos/${photo.folder}/${photo.sha256}.${extension}`;
	const answer = await source(path);
	if ([400, 403, 404].includes(answer.status)) return null;
	if (!answer.ok || !answer.body) throw new SourceError(path, answer.status, await answer.text());
	return { sha256: photo.sha256, mime: photo.mime, body: answer.body };
}
