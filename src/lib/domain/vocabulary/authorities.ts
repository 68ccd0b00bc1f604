/** A vocabulary of others that ours is mapped to. */
export interface Authority {
	/** Stable: names a column of exports. */
	id: string;
	/** As its users call it; a proper name, the same in every language. */
	name: string;
	/** How its addresses begin. */
	bases: readonly string[];
	/** The page for people of one of its concepts, when its address gives data. */
	page?: (local: string) => string;
}

/** Those the field uses, in the order they are shown. */
export const authorities: readonly Authority[] = [
	{
		id: 'merimee',
		name: 'Mérimée (T96)',
		bases: [
			'http://data.culture.fr/thesaurus/resource/ark:/67717/',
			'https://data.culture.fr/thesaurus/resource/ark:/67717/'
		]
	},
	{
		id: 'pactols',
		name: 'PACTOLS',
		bases: ['https://ark.frantiq.fr/ark:/26678/', 'http://ark.frantiq.fr/ark:/26678/']
	},
	{
		id: 'wikidata',
		name: 'Wikidata',
		bases: ['http://www.wikidata.org/entity/', 'https://www.wikidata.org/entity/'],
		page: (local) => `https://www.wikidata.org/wiki/${local}`
	},
	{
		id: 'aat',
		name: 'AAT (Getty)',
		bases: ['http://vocab.getty.edu/aat/', 'https://vocab.getty.edu/aat/'],
		page: (local) => `https://vocab.getty.edu/page/aat/${local}`
	},
	{
		id: 'fish',
		name: 'FISH (Historic England)',
		bases: ['http://purl.org/heritagedata/schemes/', 'https://purl.org/heritagedata/schemes/']
	},
	{
		id: 'taxref',
		name: 'TAXREF',
		bases: ['https://taxref.mnhn.fr/lod/taxon/', 'http://taxref.mnhn.fr/lod/taxon/'],
		page: (local) => `https://inpn.mnhn.fr/espece/cd_nom/${local.split('/')[0]}`
	}
];

/** Whose concept an address is; null for somebody we do not know. */
export function authorityOf(uri: string): Authority | null {
	return authorities.find(({ bases }) => bases.some((base) => uri.startsWith(base))) ?? null;
}

/** The short form of an address and the page where a person reads about it; null when it is no web address. */
export function linkOf(uri: string): { text: string; href: string | null } {
	const authority = authorityOf(uri);
	const base = authority?.bases.find((one) => uri.startsWith(one));
	const local = base === undefined ? uri : uri.slice(base.length);
	const href = authority?.page && local !== '' ? authority.page(local) : uri;
	return { text: local || uri, href: /^https?:\/\//.test(href) ? href : null };
}

/** The page of OpenStreetMap's wiki about a tag; of its key, when the value is anything. */
export function osmTagPage(tag: string): string {
	const [key = '', value = '*'] = tag.split('=');
	const name = value === '*' ? `Key:${key}` : `Tag:${tag}`;
	return `https://wiki.openstreetmap.org/wiki/${encodeURIComponent(name)}`;
}
