/** Names that change with what is in the file. */
const HASHED = '/_app/immutable/';
/** Where a version writes down what it is made of, in the cache that all versions share. */
const NOTE = '/_app/this-version';

const TYPES: [ending: RegExp, type: RegExp][] = [
	[/[.]m?js$/, /javascript/],
	[/[.]css$/, /^text\/css/],
	[/[.](json|webmanifest)$/, /json/]
];

/**
 * Whether an answer is the file of this build that was asked for. A captive portal answers 200 to everything
 * with a page of its own, and a server that is being updated gives the shell of one version and the code of
 * another: kept once, either would be all that the app is without a network.
 * @param shell address of the one empty page
 * @param build addresses of the code and styles of this version
 */
export async function isOfThisBuild(
	address: string,
	response: Response,
	shell: string,
	build: string[]
): Promise<boolean> {
	if (response.status !== 200) return false;
	const { pathname } = new URL(address);
	const type = response.headers.get('content-type') ?? '';
	if (pathname !== shell) {
		const expected = TYPES.find(([ending]) => ending.test(pathname))?.[1];
		return expected ? expected.test(type) : !/html/.test(type);
	}
	const named = (await response.clone().text()).match(/\/_app\/immutable\/[\w./-]+/g) ?? [];
	return named.length > 0 && named.every((url) => build.includes(url));
}

/**
 * Lets go of what older versions kept, except the code of the one just before: a page of it may still be open
 * in another tab, with a form in it that asks for its next piece.
 * @param current addresses of everything this version keeps
 */
export async function forgetOlder(cache: Cache, current: string[]): Promise<void> {
	const note = await cache.match(NOTE);
	const before = note ? ((await note.json()) as string[]) : [];
	const kept = new Set([...current, ...before.filter((url) => url.includes(HASHED))]);
	for (const request of await cache.keys()) {
		if (!kept.has(request.url)) await cache.delete(request);
	}
	await cache.put(NOTE, Response.json(current));
}

/** Whether a request is for a piece of some version of the app. */
export function isPiece(pathname: string): boolean {
	return pathname.startsWith(HASHED);
}
