/** What the server says when there is something new: a sentence in the person's language, nothing of a record. */
interface News {
	title: string;
	body: string;
}

/** Reads it; a message that is empty or of another kind still has to be shown, for the browser asks that. */
export function newsIn(data: { text(): string } | null): News {
	try {
		const said = JSON.parse(data?.text() ?? '') as Partial<News>;
		return {
			title: typeof said.title === 'string' && said.title ? said.title : 'Capitelle',
			body: typeof said.body === 'string' ? said.body : ''
		};
	} catch {
		return { title: 'Capitelle', body: '' };
	}
}

/** Where what is new is read. */
const newsPage = '/avis';

/** Shows it, in the place of one that was not looked at yet. */
export function showNews(
	registration: Pick<ServiceWorkerRegistration, 'showNotification'>,
	data: { text(): string } | null
): Promise<void> {
	const { title, body } = newsIn(data);
	return registration.showNotification(title, {
		body,
		tag: 'capitelle-notices',
		icon: '/icons/capitelle-192.png',
		data: newsPage
	});
}

/** Brings the app to the front on what is new, or opens it. */
export async function openNews(clients: Pick<Clients, 'matchAll' | 'openWindow'>): Promise<void> {
	const [page] = await clients.matchAll({ type: 'window' });
	// A form may be open in it: it is shown, not led away.
	const shown = page as WindowClient | undefined;
	if (shown && new URL(shown.url).pathname === newsPage) await shown.focus();
	else await clients.openWindow(newsPage);
}

/** Shows what is pushed to this device, and opens it when it is chosen. */
export function listenForNews(scope: ServiceWorkerGlobalScope): void {
	// Somebody asked for it on this device: a push without a notification would be taken for a breach of that.
	scope.addEventListener('push', (event) => {
		event.waitUntil(showNews(scope.registration, event.data));
	});
	scope.addEventListener('notificationclick', (event) => {
		event.notification.close();
		event.waitUntil(openNews(scope.clients));
	});
}
