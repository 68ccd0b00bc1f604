import type { ServerContext } from './context.ts';
import type { Job } from './run.ts';

/** So many at a time: a run must not hold up the others. */
const most = 200;

/**
 * Takes the files of photos that nobody may see any more out of the bucket. A file goes before its line: cut short
 * in between, the next run finds a file that is gone already, which is as good.
 */
export const removeFiles: Job<ServerContext> = {
	name: 'remove_files',
	everyS: 600,
	async run({ query, removeFile }) {
		const [count] = await query<{ waiting: number }>(
			'select count(*)::int as waiting from private.files_to_remove'
		);
		if (!removeFile) return `${count?.waiting ?? 0} waiting, no way to the files`;
		const files = await query<{ name: string }>(
			'select name from private.removable_files($1) as name',
			[most]
		);
		let removed = 0;
		for (const { name } of files) {
			try {
				await removeFile(name);
				await query('select private.file_removed($1)', [name]);
				removed += 1;
			} catch (error) {
				const said = error instanceof Error ? error.message : String(error);
				await query(
					'update private.files_to_remove set tries = tries + 1, error = left($2, 500) where name = $1',
					[name, said]
				);
			}
		}
		return `${removed} of ${count?.waiting ?? 0}`;
	}
};

/**
 * Removes files of a hosted project through its storage API.
 *
 * @param key its secret key (service role)
 * @throws when the API answers neither that it is gone nor that it was not there
 */
export function hostedRemoval(
	url: string,
	key: string,
	fetcher: typeof fetch = fetch
): (name: string) => Promise<void> {
	return async (name) => {
		const { status } = await fetcher(`${url}/storage/v1/object/photos/${name}`, {
			method: 'DELETE',
			headers: { apikey: key, authorization: `Bearer ${key}` },
			signal: AbortSignal.timeout(30_000)
		});
		// Hosted storage says 400 of what is not there.
		if (status >= 300 && status !== 404 && status !== 400) {
			throw new Error(`the storage answered ${status}`);
		}
	};
}
