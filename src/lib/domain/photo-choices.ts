import type { Photo } from './record.ts';

/** How heavy photos may be: few kilobytes for a slow network, many for details, or in between. */
export const photoWeights = {
	light: { edge: 1280, smallerEdge: 960, bytes: 200_000 },
	usual: { edge: 2048, smallerEdge: 1280, bytes: 600_000 },
	fine: { edge: 3072, smallerEdge: 2048, bytes: 1_500_000 }
} as const satisfies Record<string, PhotoSize>;

/** Longest side in pixels; the one fallen back to when the photo is still too heavy; bytes aimed at. */
export interface PhotoSize {
	edge: number;
	smallerEdge: number;
	bytes: number;
}

export type PhotoWeight = keyof typeof photoWeights;

/** Licences a photo may be given under, the usual one first. The server knows the same. */
export const photoLicences: readonly Photo['licence'][] = ['cc-by-sa-4.0', 'cc-by-4.0', 'lov2'];

/** What a person chose once for all the photos they take from now on. */
export interface PhotoChoices {
	weight: PhotoWeight;
	licence: Photo['licence'];
	/** Whom to name; null: as their account says, which may be nobody. */
	credit: string | null;
}

/** Longest name that is taken, in characters, as in the database. */
export const creditMost = 120;

export const usualPhotoChoices: PhotoChoices = {
	weight: 'usual',
	licence: 'cc-by-sa-4.0',
	credit: null
};

/** What was stored once, by whatever version of the app; anything unknown gives way to the usual. */
export function readPhotoChoices(stored: unknown): PhotoChoices {
	const found = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<
		Record<keyof PhotoChoices, unknown>
	>;
	const licence = photoLicences.find((one) => one === found.licence);
	const weight = Object.keys(photoWeights).find((one) => one === found.weight);
	return {
		weight: (weight as PhotoWeight | undefined) ?? usualPhotoChoices.weight,
		licence: licence ?? usualPhotoChoices.licence,
		credit: typeof found.credit === 'string' ? cleanCredit(found.credit) : null
	};
}

/** A typed name as it is kept: on one line, no longer than is taken; null when nothing is left of it. */
export function cleanCredit(typed: string): string | null {
	// Control characters are refused by the database too.
	const text = typed.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
	return [...text].slice(0, creditMost).join('').trim() || null;
}
