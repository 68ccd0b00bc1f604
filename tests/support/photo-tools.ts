import { usualPhotoChoices } from '../../src/lib/domain/photo-choices.ts';
import type { PhotoTools } from '../../src/lib/state/photo-tools.ts';

/** What handles photos where nothing can decode them: refuses all, unless told how they come out. */
export function photoTools(
	prepare: PhotoTools['prepare'] = async () => ({
		ok: false,
		problem: { code: 'photo_not_an_image', field: 'photos' }
	}),
	more: Partial<PhotoTools> = {}
): PhotoTools {
	return {
		prepare,
		blur: () => Promise.reject(new Error('no canvas')),
		choices: async () => usualPhotoChoices,
		heading: async () => null,
		...more
	};
}
