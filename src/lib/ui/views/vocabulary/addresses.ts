/** Where the screens of the vocabularies are. */
export const addresses = {
	list: '/vocabulaires',
	import: '/importer-un-vocabulaire',
	words: '/mots-proposes',
	scheme: (id: string) => `/vocabulaires/${encodeURIComponent(id)}`,
	concept: (id: string, uri: string) =>
		`/vocabulaires/${encodeURIComponent(id)}?concept=${encodeURIComponent(uri)}`,
	collections: (id: string) => `/vocabulaires/${encodeURIComponent(id)}/collections`,
	history: (id: string) => `/vocabulaires/${encodeURIComponent(id)}/historique`,
	/** A new concept with a name already typed, under another or at the top. */
	beginFrom(id: string, parent: string | null, word: string, lang: string): string {
		const query = new URLSearchParams({ mot: word, langue: lang });
		if (parent !== null) query.set('sous', parent);
		return `/vocabulaires/${encodeURIComponent(id)}?${query}`;
	},
	/** The page everyone reads. */
	publicConcept: (id: string, notation: string) =>
		`/concept/${encodeURIComponent(id)}/${encodeURIComponent(notation)}`
};
