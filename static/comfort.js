// What the person chose in « Réglages », before anything is painted: a page that turns from white to dark, or
// grows, under one's eyes is worse than none. A file of its own, because the policy of the pages lets no
// script stand in them. src/lib/state/comfort.svelte.ts keeps the choices and changes them while a page is open.
(() => {
	try {
		const kept = JSON.parse(localStorage.getItem('capitelle.comfort') ?? '{}');
		for (const name of ['contrast', 'scheme', 'text', 'hand', 'motion']) {
			if (/^[a-z0-9]{1,8}$/.test(kept[name])) document.documentElement.dataset[name] = kept[name];
		}
	} catch {
		// Nothing kept, or nothing readable: the page looks as it is made.
	}
})();
