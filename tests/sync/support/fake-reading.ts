import type { Observation } from '$lib/domain/observation.ts';
import type { PullAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import type { Comment } from '$lib/domain/talk.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import type { Changed } from './fake-merging.ts';

export interface ServerRecord extends Changed {
	/** Order of the last change, as the server's cursor sees it. */
	stamp: number;
}

/** What the server in memory holds, as far as reading and storing go. */
interface Shelves {
	records: ReadonlyMap<string, ServerRecord>;
	talk: ReadonlyMap<string, Comment[]>;
	visitors: ReadonlyMap<string, string>;
	objects: Map<string, Uint8Array>;
	pageSize: number;
}

/** A page of what changed after a cursor, as one account may read it. */
export function pullFrom(
	server: Shelves,
	cursor: string | null,
	account: string | null
): PullAnswer {
	// A cursor of elsewhere starts over.
	const from = Number(cursor) || 0;
	const later = [...server.records.values()]
		.filter(({ stamp }) => stamp > from)
		.sort((a, b) => a.stamp - b.stamp);
	const page = later.slice(0, server.pageSize);
	const own = ({ id }: Observation) => server.visitors.get(id) === account;
	const mine = ({ record, deleted }: ServerRecord) =>
		!deleted && (record.author_id === account || record.observations.some(own));
	return {
		cursor: String(page.at(-1)?.stamp ?? from),
		more: later.length > page.length,
		records: page.filter(mine).map(({ record }) => ({
			access: 'full',
			record: record.author_id === account ? record : seenBy(record, own)
		})),
		gone: page.filter((found) => !mine(found)).map(({ record }) => record.id),
		talk: page.filter(mine).flatMap(({ record }) => {
			const comments = server.talk.get(record.id);
			return comments ? [{ record_id: record.id, comments }] : [];
		})
	};
}

/** A record as somebody who visited it reads it. */
function seenBy(record: FullRecord, own: (visit: Observation) => boolean): FullRecord {
	const observations = record.observations
		.filter((visit) => visit.status === 'accepted' || own(visit))
		.map((visit) => ({ ...visit, own: own(visit) }));
	return { ...record, author_id: null, observations };
}

/** Takes the file of a photo that was announced, once. @throws RemoteError */
export function storeFile(server: Shelves, path: string, bytes: Uint8Array): void {
	const [record_id] = path.split('/');
	const attached = [...server.talk.values()]
		.flat()
		.flatMap(({ photos = [] }) => photos)
		.filter(({ id }) => id === record_id);
	const known = server.records.get(record_id!)?.record.photos ?? attached;
	const photo = known.find(({ sha256 }) => path.includes(sha256));
	if (!photo || server.objects.has(path)) {
		const problems: Problem[] = [{ code: 'not_allowed', field: null }];
		throw new RemoteError('refused', { status: 403, problems });
	}
	server.objects.set(path, bytes);
}
