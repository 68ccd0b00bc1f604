import type { DBCore, DBCoreMutateRequest } from 'dexie';
import type { CapitelleDatabase } from '$lib/store/database.ts';

/** How much room a device still has; a test takes it away and gives it back. */
export interface Room {
	/** A write of more bytes than this finds no room. */
	left: number;
	/** Bytes that dropping one public copy gives back. */
	perCopy: number;
}

function sizeOf(value: unknown): number {
	const { data } = value as { data?: ArrayBuffer };
	return data?.byteLength ?? JSON.stringify(value).length;
}

function wanted(request: DBCoreMutateRequest): number {
	if (request.type !== 'put' && request.type !== 'add') return 0;
	return request.values.reduce<number>((sum, value) => sum + sizeOf(value), 0);
}

/** Makes writes fail as browsers do when the quota is reached: the whole transaction is undone. */
export function limitRoom(db: CapitelleDatabase): Room {
	const room: Room = { left: Infinity, perCopy: 0 };
	db.use({
		stack: 'dbcore',
		name: 'room',
		create: (core): DBCore => ({
			...core,
			table: (name) => {
				const table = core.table(name);
				return {
					...table,
					mutate: async (request) => {
						// What a setting weighs finds room on any disk.
						if (name !== 'meta' && wanted(request) > room.left)
							throw new DOMException('no room', 'QuotaExceededError');
						const done = await table.mutate(request);
						if (name === 'replica' && request.type === 'delete')
							room.left += request.keys.length * room.perCopy;
						return done;
					}
				};
			}
		})
	});
	return room;
}
