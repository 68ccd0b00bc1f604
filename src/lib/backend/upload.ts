import { createHash } from 'node:crypto';

/** An uploaded file, whatever way the client wrapped it. */
interface Upload {
	bytes: Uint8Array<ArrayBuffer>;
	type: string;
	cacheControl: string | null;
}

/** A photo's file under the one spelling of its address: record, then SHA-256 of the bytes. */
const photoAddress = /^\/storage\/v1\/object\/photos\/[0-9a-f-]{36}\/([0-9a-f]{64})\.(jpg|webp)$/;
/** What else is asked by POST: addresses that show a photo for a while, and lists. Both in JSON. */
const question = /^\/storage\/v1\/object\/(sign|list)\/photos(\/|$)/;

/**
 * Prepares a request for the storage interface; any other request passes untouched.
 *
 * Browser clients wrap the file in a form under an empty name, which the library does not find: it
 * is unwrapped here. Photos are named by the SHA-256 of their bytes; hosted storage can only compare
 * sizes, here bytes of another kind or another hash are refused before anything is written. So is any
 * other way of writing that the library knows (a signed upload, an address with letters encoded): it
 * would get past this check.
 * @returns the request to pass on, or the refusal
 */
export async function prepareUpload(request: Request): Promise<Request | Response> {
	const path = new URL(request.url).pathname;
	if (!['POST', 'PUT', 'PATCH'].includes(request.method) || !isStorage(path)) return request;
	if (question.test(path) && request.headers.get('content-type')?.startsWith('application/json')) {
		return request;
	}
	const [, hash, kind] = photoAddress.exec(path) ?? [];
	if (!hash || request.method === 'PATCH') return refuse('Photos are sent to their own address');
	const upload = await readUpload(request);
	if (!upload) return refuse('Missing file in upload');
	if (kindOf(upload.bytes) !== kind) return refuse('photo_not_an_image');
	if (createHash('sha256').update(upload.bytes).digest('hex') !== hash) {
		return refuse('The bytes do not have the hash of their name');
	}
	const headers = new Headers(request.headers);
	headers.set('content-type', upload.type);
	headers.set('content-length', String(upload.bytes.byteLength));
	if (upload.cacheControl) headers.set('cache-control', upload.cacheControl);
	return new Request(request.url, { method: request.method, headers, body: upload.bytes });
}

/** However it is spelled: what is not understood is taken for storage, and then refused. */
function isStorage(path: string): boolean {
	try {
		return /^\/+storage(\/|$)/.test(decodeURIComponent(path));
	} catch {
		return true;
	}
}

async function readUpload(request: Request): Promise<Upload | null> {
	const type = request.headers.get('content-type') ?? 'application/octet-stream';
	if (!type.startsWith('multipart/form-data')) {
		return { bytes: new Uint8Array(await request.arrayBuffer()), type, cacheControl: null };
	}
	const form = await request.formData().catch(() => null);
	const file = form?.get('') ?? form?.get('file');
	if (!(file instanceof File)) return null;
	const age = form?.get('cacheControl');
	return {
		bytes: new Uint8Array(await file.arrayBuffer()),
		type: file.type || 'application/octet-stream',
		cacheControl: typeof age === 'string' && /^\d+$/.test(age) ? `max-age=${age}` : null
	};
}

/** First bytes of JPEG (ITU-T T.81) and WebP (RFC 9649). */
function kindOf(bytes: Uint8Array): 'jpg' | 'webp' | null {
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpg';
	const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
	return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'webp' : null;
}

function refuse(message: string): Response {
	return Response.json({ statusCode: '400', error: 'InvalidRequest', message }, { status: 400 });
}
