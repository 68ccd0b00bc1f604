import { m } from '$lib/i18n/paraglide/messages';

const texts: Record<string, () => string> = {
	links: m.desk_flag_links,
	repeated: m.desk_flag_repeated,
	quarantine: m.desk_flag_quarantine
};

/** What of an item draws attention, and can be asked for. */
export const flags = Object.keys(texts);

/** A mark in words. */
export function flagText(flag: string): string {
	return texts[flag]?.() ?? flag;
}

/** Marks that say something beside the kind of the item; those of a report repeat what it says. */
export function shownFlags(marks: readonly string[]): string[] {
	return marks.filter((mark) => mark in texts);
}
