/** Where the screens of the vocabularies are. */
export const screens = {
	list: '/vocabulaires',
	import: '/importer-un-vocabulaire',
	words: '/mots-proposes',
	scheme: (id: string) => `/vocabulaires/${encodeURIComponent(id)}`,
	concept: (id: string, uri: string) =>
		`/vocabulaires/${encodeURIComponent(id)}?concept=${encodeURIComponent(uri)}`,
	collections: (id: string) => `/vocabulaires/${encodeURIComponent(id)}/collections`,
	history: (id: string) => `/vocabulaires/${encodeURIComponent(id)}/historique`,
	/** The page everyone reads. */
	publicConcept: (id: string, notation: string) =>
		`/concept/${encodeURIComponent(id)}/${encodeURIComponent(notation)}`
};
