/**
 * The library knows a code sent by e-mail only under its older name, `magiclink`; clients of hosted
 * Supabase say `email`. Any other request passes untouched.
 */
export async function prepareVerify(request: Request): Promise<Request> {
	if (request.method !== 'POST' || new URL(request.url).pathname !== '/auth/v1/verify')
		return request;
	const text = await request.text();
	const headers = new Headers(request.headers);
	headers.delete('content-length');
	return new Request(request.url, { method: 'POST', headers, body: renameType(text) });
}

function renameType(text: string): string {
	try {
		const body = JSON.parse(text) as { type?: unknown };
		return body.type === 'email' ? JSON.stringify({ ...body, type: 'magiclink' }) : text;
	} catch {
		return text;
	}
}
