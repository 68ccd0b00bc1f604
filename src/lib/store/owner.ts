import type { CapitelleDatabase } from './database.ts';
import { anonymous } from './types.ts';

/** To whom what nobody had signed for was given, until they leave the device. */
export const givenKey = 'given_to';

/**
 * Whom a row belongs to when it is written again; call it inside a transaction over `meta`. Sign-in adopts
 * anonymous rows while a form may be open with the old owner in its hands: once adopted, a row does not go back.
 * What somebody who has left wrote is not meant: whoever comes after, signed in or not, is somebody else.
 */
export async function ownerOf(
	db: CapitelleDatabase,
	stored: { owner: string } | undefined,
	proposed: string
): Promise<string> {
	if (!stored || proposed !== anonymous || stored.owner === anonymous) return proposed;
	const given = await db.meta.get(givenKey);
	return given?.value === stored.owner ? stored.owner : proposed;
}
