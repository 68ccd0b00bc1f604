import { expect, test, vi } from 'vitest';
import { newsIn, openNews, showNews } from './push.ts';

const message = (text: string) => ({ text: () => text });

test('what the server says is shown, in the place of the one before', async () => {
	const showNotification = vi.fn(() => Promise.resolve());
	const data = message(JSON.stringify({ title: 'Capitelle', body: 'Du nouveau.' }));
	await showNews({ showNotification }, data);
	expect(showNotification).toHaveBeenCalledWith(
		'Capitelle',
		expect.objectContaining({ body: 'Du nouveau.', tag: 'capitelle-notices' })
	);
});

test.each([null, message(''), message('null'), message('{"title": 3}'), message('<b>')])(
	'an odd message shows the name of the app, and nothing else',
	(data) => {
		expect(newsIn(data)).toEqual({ title: 'Capitelle', body: '' });
	}
);

test('pressing it opens the notices, and leaves a page with a form alone', async () => {
	const focus = vi.fn(() => Promise.resolve());
	const openWindow = vi.fn(() => Promise.resolve(null));
	const clients = (path: string) =>
		({
			matchAll: () => Promise.resolve([{ url: `https://x.example${path}`, focus }]),
			openWindow
		}) as unknown as Clients;
	await openNews(clients('/noter'));
	expect(openWindow).toHaveBeenCalledWith('/avis');
	expect(focus).not.toHaveBeenCalled();
	await openNews(clients('/avis'));
	expect(focus).toHaveBeenCalledOnce();
});
