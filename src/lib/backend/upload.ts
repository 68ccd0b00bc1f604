import { createHash } from 'node:crypto';

/** An uploaded file, whatever way the client wrapped it. */
interface Upload {
	bytes: Uint8Array<ArrayBuffer>;
	type: string;
	cacheControl: string | null;
}

/**
 * Prepares a request for the storage interface; any other request passes untouched.
 *
 * Browser clients wrap the file in a form under an empty name, which the library does not find: it
 * is unwrapped here. Photos are named by the SHA-256 of their bytes; hosted storage can only compare
 * sizes, here bytes of another kind or another hash are refused before anything is written.
 * @returns the request to pass on, or the refusal
 */
export async function prepareUpload(request: Request): Promise<Request | Response> {
	const path = new URL(request.url).pathname;
	if (request.method !== 'POST' && request.method !== 'PUT') return request;
	if (
		!path.startsWith('/storage/v1/object/') ||
		request.headers.get('content-type')?.startsWith('application/json')
	) {
		return request;
	}
	const upload = await readUpload(request);
	if (!upload) return refuse('Missing file in upload');
	const photo = /^\/storage\/v1\/object\/photos\/[^/]+\/([0-9a-f]{64})\.(jpg|webp)$/.exec(path);
	if (photo) {
		if (kindOf(upload.bytes) !== photo[2]) return refuse('photo_not_an_image');
		const hash = createHash('sha256').update(upload.bytes).digest('hex');
		if (hash !== photo[1]) return refuse('The bytes do not have the hash of their name');
	}
	const headers = new Headers(request.headers);
	headers.set('content-type', upload.type);
	headers.set('content-length', String(upload.bytes.byteLength));
	if (upload.cacheControl) headers.set('cache-control', upload.cacheControl);
	return new Request(request.url, { method: request.method, headers, body: upload.bytes });
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
