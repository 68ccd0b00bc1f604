import type { ImportResult, ImportTarget, SchemeSummary } from '$lib/domain/vocabulary/editing';
import type { SkosScheme } from '$lib/domain/vocabulary/skos/types';
import type { VocabularyDeskPorts } from './vocabulary-ports';

/** Where the concepts go: a vocabulary that is there, or a new one. */
export interface ImportPlace {
	/** Id of the vocabulary that is there; null for a new one. */
	existing: string | null;
	id: string;
	title: string;
	kind: SchemeSummary['kind'];
	theme: string | null;
}

/** Concepts sent in one request: the bar moves, and a lost one is soon sent again. */
const chunk = 500;

/** Kinds of answer that say for sure that nothing was applied. */
const certain: ReadonlySet<unknown> = new Set(['refused', 'unauthorized', 'rate_limited']);

/**
 * Hands a vocabulary over in parts and has it applied at once. Never throws.
 * @param onprogress share of the concepts sent, from 0 to 1
 * @returns what came of it; or why nothing did, and whether it may have been applied all the same: the
 * answer to the last question was lost
 */
export async function sendImport(
	ports: VocabularyDeskPorts,
	{ target, missing }: { target: ImportTarget; missing: 'keep' | 'deprecate' },
	{ concepts, collections }: SkosScheme,
	onprogress: (share: number) => void
): Promise<{ applied: ImportResult } | { error: unknown; uncertain: boolean }> {
	let begun: string | null = null;
	let asked = false;
	try {
		begun = await ports.importBegin(target, missing);
		const total = concepts.length;
		for (let from = 0; from < total; from += chunk) {
			await ports.importAdd(begun, concepts.slice(from, from + chunk), []);
			onprogress(Math.min(1, (from + chunk) / total));
		}
		for (let from = 0; from < collections.length; from += chunk) {
			await ports.importAdd(begun, [], collections.slice(from, from + chunk));
		}
		onprogress(1);
		asked = true;
		return { applied: await ports.importApply(begun) };
	} catch (error) {
		// What was handed over would be forgotten in a day anyway.
		if (begun !== null) await ports.importDrop(begun).catch(() => undefined);
		const kind = typeof error === 'object' && error !== null && 'kind' in error && error.kind;
		return { error, uncertain: asked && !certain.has(kind) };
	}
}
