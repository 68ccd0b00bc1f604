import type { RoleName } from '../account.ts';
import type { LocalizedText } from '../language.ts';

/** A place that roles hold for. */
export interface Territory {
	id: string;
	name: LocalizedText;
	/** Codes of its communes (INSEE). */
	communes: string[];
	/** How many of them have an outline here. */
	outlined: number;
	/** Who holds a role on it, by the name they chose to show. */
	roles: {
		role: RoleName;
		/** Null: for every theme. */
		theme: string | null;
		organisation: string | null;
		name: string | null;
	}[];
}

/** A territory as somebody wants it. */
export interface TerritoryDraft {
	id: string;
	name: LocalizedText;
	communes: string[];
}

/** What saving one changes; codes of communes. */
export interface TerritoryChange {
	added: string[];
	removed: string[];
	/** Records in these are in no commune, and so in no territory, until their outlines are here. */
	without_outline: string[];
}

/** What became of outlines, or would. */
export interface ImportReport {
	added: number;
	changed: number;
	unchanged: number;
	/** Codes of those that could not be read. */
	refused: (string | null)[];
}

/** An id for a territory called so: `Pays de Nîmes` → `pays-de-nimes`; empty when nothing of it can stay. */
export function territoryId(name: string): string {
	return name
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^[^a-z]+|-+$/g, '')
		.slice(0, 50)
		.replace(/-+$/, '');
}
