import type { VocabularyEdit } from '../../../src/lib/domain/vocabulary/editing.ts';
import type {
	SkosCollection,
	SkosConcept,
	SkosScheme
} from '../../../src/lib/domain/vocabulary/skos/types.ts';
import { aSkosConcept } from '../../support/skos.ts';
import type { Who, World } from './world.ts';

/** Addresses of the made-up vocabulary. */
export const kiln = (notation: string) => `https://example.org/kilns/${notation}`;

/** A concept that says nothing but its French name. */
export function skosConcept(uri: string, more: Partial<SkosConcept> = {}): SkosConcept {
	const text = uri.slice(uri.lastIndexOf('/') + 1) || 'x';
	return aSkosConcept(uri, { labels: [label('pref', 'fr', text)], ...more });
}

export function skosCollection(uri: string, more: Partial<SkosCollection> = {}): SkosCollection {
	return {
		uri,
		labels: [{ kind: 'pref', lang: 'fr', text: 'Ensemble', status: 'known' }],
		notes: [],
		members: [],
		ordered: false,
		isTrait: false,
		other: [],
		...more
	};
}

/** A label; known unless said otherwise. */
export const label = (
	kind: 'pref' | 'alt' | 'hidden',
	lang: string,
	text: string,
	status: 'sourced' | 'known' | 'unsure' = 'known'
) => ({ kind, lang, text, status });

/** The whole scheme as somebody reads it. */
export async function schemeOf(
	world: World,
	who: Who = 'administrator',
	id = 'kilns'
): Promise<SkosScheme & { etag: string; mayEdit: boolean; theme: string | null }> {
	return world.rpc(who, 'skos_scheme', { p_scheme: id });
}

/** One concept of the scheme as files exchange it. */
export async function conceptOf(world: World, uri: string, id = 'kilns'): Promise<SkosConcept> {
	const { concepts } = await schemeOf(world, 'administrator', id);
	const found = concepts.find((concept) => concept.uri === uri);
	if (!found) throw new Error(`no ${uri}`);
	return found;
}

/** Edits as the administrator, unless somebody else is named. Gives the batch. */
export async function edit(
	world: World,
	edits: VocabularyEdit[],
	who: Who = 'administrator'
): Promise<string> {
	const answer = await world.rpc<{ batch: string }>(who, 'edit_vocabulary', {
		p_scheme: 'kilns',
		p_edits: edits,
		p_note: 'un essai'
	});
	return answer.batch;
}

export const put = (concept: SkosConcept & { notation?: string }): VocabularyEdit => ({
	action: 'put',
	concept
});

/** What a refusal says: its code, and the problems with their addresses. */
export async function refusal(work: Promise<unknown>): Promise<string[]> {
	try {
		await work;
	} catch (error) {
		const { code, message, detail } = error as { code: string; message: string; detail?: string };
		if (!code?.startsWith('PT')) return [`${code} ${message}`];
		const problems = JSON.parse(detail ?? '[]') as {
			code: string;
			field: string | null;
			params?: { uri?: string; others?: string };
		}[];
		return problems.map(({ code: problem, field, params }) =>
			[code, problem, field, params?.uri, params?.others].filter(Boolean).join(' ')
		);
	}
	return ['not refused'];
}
