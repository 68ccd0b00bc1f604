import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SkosConcept, SkosScheme } from '../../src/lib/domain/vocabulary/skos/types.ts';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Vocabularies that people published, and the draft of our own; none is part of the repository. */
export const publishedFiles = [
	'heritage/thesaurus-draft.ttl',
	'skos/Building_Materials_20260209.rdf',
	'skos/Evidence_20250417.rdf',
	'skos/Farmsteads_20190718.rdf',
	'skos/arches_HE_Threat_Type_20200127.xml'
];

/** Whether the published files are on this machine, beside the repository. */
export const hasPublishedFiles = publishedFiles.every((name) => existsSync(folder + name));

/** A published file as it came. */
export function publishedFile(name: string): Uint8Array {
	return readFileSync(folder + name);
}

/** A concept that says nothing but a French name, its last path segment, unless said otherwise. */
export function aSkosConcept(uri: string, more: Partial<SkosConcept> = {}): SkosConcept {
	return {
		uri,
		notations: [],
		labels: [{ kind: 'pref', lang: 'fr', text: uri.split('/').at(-1)!, status: 'known' }],
		notes: [],
		broader: [],
		related: [],
		matches: [],
		isTop: false,
		deprecated: false,
		replacedBy: null,
		use: null,
		other: [],
		...more
	};
}

/** A scheme of these concepts at https://example.org/s. */
export function aSkosScheme(concepts: SkosConcept[], more: Partial<SkosScheme> = {}): SkosScheme {
	return {
		uri: 'https://example.org/s',
		titles: [{ lang: 'fr', text: 'Essai' }],
		other: [],
		concepts,
		collections: [],
		...more
	};
}

/** Text as the bytes of a UTF-8 file. */
export function bytesOf(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
