import type { Photo } from './record.ts';

/**
 * Where the server keeps the file of a photo: `{record id}/{sha256}.{jpg|webp}`. Its name is its content, so
 * sending it twice cannot change it.
 */
export function photoPath(photo: Pick<Photo, 'record_id' | 'sha256' | 'mime'>): string {
	const extension = photo.mime === 'image/webp' ? 'webp' : 'jpg';
	return `${photo.record_id}/${photo.sha256}.${extension}`;
}
