import type { EncodedPhoto, PhotoResult } from '$lib/device/photo';
import type { BlurMark } from '$lib/domain/photo-blur';
import type { PhotoChoices, PhotoWeight } from '$lib/domain/photo-choices';

/** What handling photos reaches outside the form. */
export interface PhotoTools {
	prepare(file: Blob, weight: PhotoWeight): Promise<PhotoResult>;
	/** Writes a photo anew, what is marked blurred. @throws when the file cannot be read */
	blur(file: Blob, marks: BlurMark[]): Promise<EncodedPhoto>;
	/** How this person wants their photos kept and given. */
	choices(): Promise<PhotoChoices>;
	/**
	 * Where the device looks now, in degrees from north; null without a compass that may be read.
	 * @param ask whether the person may be asked for it, from inside their tap
	 */
	heading(ask: boolean): Promise<number | null>;
}
