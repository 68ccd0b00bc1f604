import { promisify } from 'node:util';
import { brotliCompress, constants, gunzip, gzip } from 'node:zlib';

const gunzipped = promisify(gunzip);
const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Below this a coded answer is hardly smaller, and costs its time. */
const leastBytes = 1_000;
const textual = /^(application\/(json|[a-z.+-]*\+json)|text\/)/;

/**
 * A request to the data interface with its body as it was before the device packed it: on a slow network a day's
 * records leave in a sixth of the time. Anything else passes untouched.
 * @param mostBytes of the unpacked body: a small file can unpack to more than there is memory
 * @returns the request, or the refusal
 */
export async function unpacked(request: Request, mostBytes: number): Promise<Request | Response> {
	const isData = new URL(request.url).pathname.startsWith('/rest/v1/');
	if (!isData || !request.body || request.headers.get('content-encoding') !== 'gzip')
		return request;
	const headers = new Headers(request.headers);
	headers.delete('content-encoding');
	headers.delete('content-length');
	try {
		const bytes = Buffer.from(await request.arrayBuffer());
		const body = new Uint8Array(await gunzipped(bytes, { maxOutputLength: mostBytes }));
		return new Request(request.url, { method: request.method, headers, body });
	} catch (error) {
		const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
		const message = tooLarge ? 'The request is too large' : 'The body is not what it says it is';
		return Response.json({ code: 'PGRST102', message }, { status: tooLarge ? 413 : 400 });
	}
}

/** An answer packed as its reader accepts it: what many records have in common travels once. */
export async function packed(request: Request, response: Response): Promise<Response> {
	const accepted = request.headers.get('accept-encoding') ?? '';
	const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
	const isText = textual.test(response.headers.get('content-type') ?? '');
	if (!coding || !isText || !response.body || response.headers.has('content-encoding')) {
		return response;
	}
	const bytes = Buffer.from(await response.arrayBuffer());
	const headers = new Headers(response.headers);
	headers.append('vary', 'accept-encoding');
	if (bytes.length < leastBytes)
		return new Response(new Uint8Array(bytes), { ...said(response), headers });
	const quality = {
		[constants.BROTLI_PARAM_QUALITY]: 4,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
	};
	const body = coding === 'br' ? await brotlied(bytes, { params: quality }) : await gzipped(bytes);
	headers.set('content-encoding', coding);
	headers.delete('content-length');
	return new Response(new Uint8Array(body), { ...said(response), headers });
}

const said = ({ status, statusText }: Response) => ({ status, statusText });
