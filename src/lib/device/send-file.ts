/** A network that moves nothing of a file for so long is gone: better to try again later. */
const stalledMs = 90_000;

/**
 * Sends a file and tells how much of it left: `fetch` never says. What left is not what arrived; the last
 * bytes may still lie in this device. Only in pages: a service worker has no XMLHttpRequest.
 * @param progress bytes handed to the network so far
 * @throws TypeError when there is no network, and what `signal` says when it ends the request
 */
export function sendFile(
	url: string,
	init: RequestInit,
	progress: (sent: number) => void
): Promise<Response> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const { signal } = init;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const end = (settle: () => void) => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', aborted);
			settle();
		};
		const giveUp = (reason: unknown) => {
			end(() => reject(reason as Error));
			request.abort();
		};
		const aborted = () => giveUp(signal?.reason);
		const alive = () => {
			clearTimeout(timer);
			timer = setTimeout(() => giveUp(new DOMException('stalled', 'TimeoutError')), stalledMs);
		};
		request.open(init.method ?? 'POST', url);
		new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value));
		request.upload.addEventListener('progress', ({ loaded }) => {
			alive();
			progress(loaded);
		});
		request.addEventListener('load', () => end(() => resolve(answerOf(request))));
		request.addEventListener('error', () => end(() => reject(new TypeError('no network'))));
		signal?.addEventListener('abort', aborted);
		if (signal?.aborted) return aborted();
		alive();
		request.send(init.body as XMLHttpRequestBodyInit);
	});
}

function answerOf(request: XMLHttpRequest): Response {
	const headers = new Headers();
	for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
		const [name, ...value] = line.split(':');
		if (name) headers.append(name, value.join(':').trim());
	}
	const { status } = request;
	return new Response([204, 205, 304].includes(status) ? null : request.responseText, {
		status,
		headers
	});
}
