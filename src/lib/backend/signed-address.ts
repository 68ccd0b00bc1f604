const prefix = '/storage/v1';

/**
 * Makes the answer to "sign the address of this object" the one a hosted project gives, which is what
 * supabase-js reads: `signedURL`, counted from the root of the storage interface. The library answers
 * `signedUrl`, counted from the root of the server. Any other answer passes untouched.
 */
export async function hostedSignedAddress(request: Request, answer: Response): Promise<Response> {
	const path = new URL(request.url).pathname;
	if (request.method !== 'POST' || !path.startsWith(`${prefix}/object/sign/`) || !answer.ok) {
		return answer;
	}
	const body = (await answer.json()) as { signedUrl?: string; signedURL?: string };
	const address = body.signedURL ?? body.signedUrl ?? '';
	const headers = new Headers(answer.headers);
	headers.delete('content-length');
	const signedURL = address.startsWith(prefix) ? address.slice(prefix.length) : address;
	return Response.json({ signedURL }, { status: answer.status, headers });
}
