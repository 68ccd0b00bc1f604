import type { Problem, ProblemCode } from '../../domain/problem.ts';
import { SourceError } from './source.ts';

/** Open data: any page of any site may read it. */
const open = { 'access-control-allow-origin': '*' };

/** Seen again at every use, by its tag only: the answer changes when a record does. */
export const checkedEachTime = 'public, no-cache';

/** The answer to a request that cannot be served as asked: 400 and what is wrong with which parameter. */
export function badRequest(problems: Problem[]): Response {
	return Response.json(
		{ problems },
		{ status: 400, headers: { ...open, 'cache-control': 'no-store' } }
	);
}

/** There is nothing of that name for the public. */
export function missing(code: ProblemCode): Response {
	return Response.json(
		{ problems: [{ code, field: null }] },
		{ status: 404, headers: { ...open, 'cache-control': 'no-store' } }
	);
}

/**
 * Runs a public reading; when the data interface fails, the caller gets a 502 and not its words,
 * which may tell more about the database than a stranger needs.
 */
export async function guarded(read: () => Promise<Response>): Promise<Response> {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		console.error(error.message);
		return Response.json(
			{ problems: [] },
			{ status: 502, headers: { ...open, 'cache-control': 'no-store' } }
		);
	}
}

/** JSON with a tag: a 304 without a body when the caller has it already. */
export async function tagged(
	request: Request,
	options: { tag: string; cache: string; type?: string },
	text: () => Promise<string | Uint8Array<ArrayBuffer>>
): Promise<Response> {
	const etag = `W/"${options.tag}"`;
	const headers = new Headers({
		...open,
		etag,
		'cache-control': options.cache,
		vary: 'accept-encoding'
	});
	// Weak comparison (RFC 9110 §8.8.3.2): the compressed form is another file of the same content.
	const known = (request.headers.get('if-none-match') ?? '').split(',').map(opaque);
	if (known.includes(opaque(etag))) return new Response(null, { status: 304, headers });
	headers.set('content-type', options.type ?? 'application/json; charset=utf-8');
	return compressed(request, new Response(await text(), { headers }));
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** A file made while it is sent, offered under a name when `file` is given. */
export async function streamed(
	request: Request,
	pieces: AsyncGenerator<string>,
	options: { type: string; file: string | null }
): Promise<Response> {
	// The first piece is waited for, so that a failing database is a 502 and not a file cut short.
	const first = await pieces.next();
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			if (!first.done) controller.enqueue(encoder.encode(first.value));
		},
		async pull(controller) {
			const piece = await pieces.next();
			if (piece.done) controller.close();
			else controller.enqueue(encoder.encode(piece.value));
		},
		async cancel() {
			await pieces.return(undefined);
		}
	});
	const headers = new Headers({
		...open,
		'content-type': options.type,
		'cache-control': checkedEachTime,
		vary: 'accept-encoding'
	});
	if (options.file) headers.set('content-disposition', `attachment; filename="${options.file}"`);
	return compressed(request, new Response(body, { headers }));
}

/** Text shrinks to a fifth, which is what a phone in a valley waits for. Small answers stay as they are. */
function compressed(request: Request, response: Response): Response {
	const accepted = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	if (!accepted || !response.body || request.method === 'HEAD') return response;
	const headers = new Headers(response.headers);
	headers.set('content-encoding', 'gzip');
	const body = response.body.pipeThrough(
		new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>
	);
	return new Response(body, { status: response.status, headers });
}
