import { contentOf, type Changes } from './actions/content.ts';
import { differences } from './actions/correct-record.ts';
import type { ReviewItem } from './review.ts';

/**
 * What became of an item between two looks at it, by path as a history has it: what was changed, and each photo
 * and visit that came or went. Empty when only its status or its claim differs.
 */
export function changesSince(before: ReviewItem, after: ReviewItem): Changes {
	const [one, two] = [before.record, after.record];
	if (!one || !two) return {};
	return {
		...differences(contentOf(one), contentOf(two)),
		...comings('photos', received(one.photos), received(two.photos)),
		...comings('observations', one.observations, two.observations)
	};
}

const received = <T extends { received_at: string | null }>(photos: readonly T[]) =>
	photos.filter(({ received_at }) => received_at !== null);

function comings(
	what: string,
	before: readonly { id: string }[],
	after: readonly { id: string }[]
): Changes {
	const gone = before.filter(({ id }) => !after.some((other) => other.id === id));
	const came = after.filter(({ id }) => !before.some((other) => other.id === id));
	return Object.fromEntries([
		...gone.map((one) => [`${what}.${one.id}`, { old: one.id, new: null }]),
		...came.map((one) => [`${what}.${one.id}`, { old: null, new: one.id }])
	]);
}
