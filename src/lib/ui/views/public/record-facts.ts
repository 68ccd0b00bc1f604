import { fieldKinds } from '$lib/domain/fields/registry';
import type { PublicRecord } from '$lib/domain/record';
import { pick, pickOptional } from '$lib/domain/text';
import { fieldsFor, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Language } from '$lib/domain/vocabulary/types';
import { m } from '$lib/i18n/paraglide/messages';
import type { HistoryEntry } from '$lib/state/public-load';
import { positionTold } from '$lib/ui/wording/position';

/** One answered field. */
interface Fact {
	key: string;
	label: string;
	value: string;
	/** Language of the value when it is a word as it was said. */
	lang: string | null;
	/** The value is an address of the web. */
	href: string | null;
}

export interface FactGroup {
	title: string | null;
	facts: Fact[];
}

/** The answered public fields of a record in the order and under the headings of the form. */
export function factsOf(record: PublicRecord, index: VocabularyIndex, lang: Language): FactGroup[] {
	// A heading may come back further down the form; on the page it stands once.
	const groups = new Map<string | null, FactGroup>();
	for (const field of fieldsFor(index, record.concept)) {
		const held = record.properties[field.key];
		// Linked records have their own place on the page, with their names.
		if (held === undefined || !field.isPublic || field.kind === 'record_link') continue;
		const value = fieldKinds[field.kind].summary(held, field, index, lang);
		if (value === '') continue;
		const title = pickOptional(field.group, lang);
		const group = groups.get(title) ?? { title, facts: [] };
		groups.set(title, group);
		group.facts.push({
			key: field.key,
			label: pick(field.label, lang),
			value,
			lang: typeof held === 'object' && 'lang' in held ? held.lang : null,
			href: field.kind === 'url' && /^https?:\/\//.test(value) ? value : null
		});
	}
	return [...groups.values()];
}

/** How the position was obtained and how far it may be off, in words. */
export function positionText({ position, blurred }: PublicRecord, lang: Language): string {
	return blurred ? m.public_record_blurred() : positionTold(position, lang);
}

const attributes: Record<string, () => string> = {
	concept: m.public_history_concept,
	theme: m.public_history_theme,
	geometry: m.public_history_geometry,
	position: m.public_history_position,
	observed_at: m.public_history_observed
};

/** What happened, in words: attribute paths become the labels of the fields. */
export function historyText(
	entry: HistoryEntry,
	record: PublicRecord,
	index: VocabularyIndex,
	lang: Language
): string {
	if (entry.kind === 'created') return m.public_history_created();
	if (entry.kind === 'published') return m.public_history_published();
	const fields = fieldsFor(index, record.concept);
	const names = entry.changed.flatMap((path) => {
		const field = fields.find(({ key }) => path === `properties.${key}`);
		if (field) return [pick(field.label, lang)];
		return attributes[path]?.() ?? [];
	});
	return names.length > 0
		? m.public_history_updated({ what: names.join(', ') })
		: m.public_history_changed();
}
