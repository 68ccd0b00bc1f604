import { afterEach, expect, test, vi } from 'vitest';
import { cacheNames, packCache } from './caches';
import { forgetRecords } from './forget-records';

afterEach(() => vi.unstubAllGlobals());

const origin = 'https://capitelle.test';
const uuid = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const address = (path: string) => new URL(path, origin).href;

/** Caches of a browser, by name, with the texts they keep by path. */
function cachesOf(content: Record<string, Record<string, string>>) {
	const all = new Map(
		Object.entries(content).map(([name, kept]) => [
			name,
			new Map(Object.entries(kept).map(([path, text]) => [address(path), text]))
		])
	);
	vi.stubGlobal('caches', {
		keys: async () => [...all.keys()],
		async open(name: string) {
			const kept = all.get(name) ?? new Map<string, string>();
			all.set(name, kept);
			return {
				keys: async () => [...kept.keys()].map((url) => ({ url })),
				match: async (url: string) =>
					kept.has(address(url)) ? new Response(kept.get(address(url))) : undefined,
				delete: async (url: string) => kept.delete(address(url))
			};
		}
	});
	return (name: string) => [...(all.get(name)?.keys() ?? [])].map((url) => new URL(url).pathname);
}

test('a record that is public no more is on no page and in no picture of the areas taken along', async () => {
	const page = JSON.stringify({ record: { id: uuid(1), photos: [{ id: uuid(3) }] } });
	const other = JSON.stringify({ record: { id: uuid(2), photos: [{ id: uuid(4) }] } });
	const left = cachesOf({
		[packCache('a')]: {
			[`/api/records/${uuid(1)}`]: page,
			[`/api/records/${uuid(2)}`]: other,
			[`/photos/${uuid(3)}`]: 'gone',
			[`/photos/${uuid(4)}`]: 'stays',
			'/14/1/1.png': 'tile'
		},
		[cacheNames.readings]: { [`/api/records/${uuid(1)}`]: page, '/api/records.json': '[]' },
		[cacheNames.photos]: { [`/photos/${uuid(3)}`]: 'gone' }
	});
	await forgetRecords([uuid(1)]);
	expect(left(packCache('a'))).toEqual([
		`/api/records/${uuid(2)}`,
		`/photos/${uuid(4)}`,
		'/14/1/1.png'
	]);
	expect(left(cacheNames.readings)).toEqual(['/api/records.json']);
	expect(left(cacheNames.photos)).toEqual([]);
});

test('where nothing can be kept there is nothing to forget', async () => {
	await expect(forgetRecords([uuid(1)])).resolves.toBeUndefined();
});
