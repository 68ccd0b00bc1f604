import { m } from '$lib/i18n/paraglide/messages';

const effects: Record<string, (inputs: { count: number }) => string> = {
	published: m.desk_effect_published,
	changes_requested: m.desk_effect_changes_requested,
	rejected: m.desk_effect_rejected,
	archived: m.desk_effect_archived,
	changed: m.desk_effect_changed,
	deleted: m.desk_effect_deleted,
	visit: m.desk_effect_visit,
	word: m.desk_effect_word
};
const reasons: Record<string, (inputs: { count: number }) => string> = {
	one_by_one: m.desk_left_out_one_by_one,
	not_allowed: m.desk_left_out_not_allowed
};

/** What would become of how many items. */
export function effectText(effect: string, count: number): string {
	return (effects[effect] ?? m.desk_effect_other)({ count });
}

/** Why how many items are not decided on together with the others. */
export function leftOutText(code: string, count: number): string {
	return (reasons[code] ?? m.desk_left_out_other)({ count });
}
