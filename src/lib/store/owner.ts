import { anonymous } from './types.ts';

/**
 * Whom a row belongs to when it is written again. Sign-in adopts anonymous rows while a form may be open
 * with the old owner in its hands: once adopted, a row does not go back.
 */
export function ownerOf(stored: { owner: string } | undefined, proposed: string): string {
	return stored && proposed === anonymous ? stored.owner : proposed;
}
