import type { MultiPolygon } from 'geojson';
import type { BasemapSetting } from '$lib/domain/basemap-settings.ts';
import type { LocalizedText } from '$lib/domain/language.ts';
import type { EditedMailText } from '$lib/domain/mail-texts.ts';
import type { ServiceHealth } from '$lib/domain/service-health.ts';
import type { Statistics } from '$lib/domain/statistics.ts';
import type { CommuneSource } from '$lib/domain/territories/commune-file.ts';
import type {
	ImportReport,
	Territory,
	TerritoryChange,
	TerritoryDraft
} from '$lib/domain/territories/territory.ts';
import type { Remote } from './client.ts';
import type { Json } from './database.types.ts';
import { RemoteError } from './errors.ts';

const session = 'required' as const;
/** Outlines of communes move the records that stand in them. */
const slowMs = 120_000;

/** Figures of what the signed-in person moderates. @param theme null: all of them @throws RemoteError */
export async function readStatistics(
	remote: Remote,
	theme: string | null,
	weeks: number
): Promise<Statistics> {
	const args = { p_theme: theme, p_weeks: weeks };
	return (await remote.rpc('contribution_statistics', args, { session })) as Statistics;
}

/** How the service is doing. @throws RemoteError `refused` for who does not administer the whole site */
export async function readHealth(remote: Remote): Promise<ServiceHealth> {
	return (await remote.rpc('service_health', {}, { session })) as ServiceHealth;
}

/** Every territory, and who holds a role on it. @throws RemoteError */
export async function readTerritories(remote: Remote): Promise<Territory[]> {
	return (await remote.rpc('territory_overview', {}, { session })) as Territory[];
}

/** The communes of a territory, simplified; null when none of their outlines is known. @throws RemoteError */
export async function territoryOutline(remote: Remote, id: string): Promise<MultiPolygon | null> {
	return (await remote.rpc('territory_outline', { p_id: id })) as MultiPolygon | null;
}

/**
 * Makes a territory or changes it, or only tells what that would change.
 * @throws RemoteError `refused` with what is wrong with its parts
 */
export async function saveTerritory(
	remote: Remote,
	{ id, name, communes }: TerritoryDraft,
	write: boolean
): Promise<TerritoryChange> {
	const args = { p_id: id, p_name: name, p_communes: communes, p_write: write };
	return (await remote.rpc('save_territory', args, {
		session,
		timeoutMs: slowMs
	})) as TerritoryChange;
}

/** Brings outlines, fifty at most, or only tells what would become of them. @throws RemoteError */
export async function importCommunes(
	remote: Remote,
	communes: readonly CommuneSource[],
	write: boolean
): Promise<ImportReport> {
	const args = { p_communes: communes as unknown as Json, p_write: write };
	return (await remote.rpc('import_communes', args, {
		session,
		timeoutMs: slowMs
	})) as ImportReport;
}

/** Changes the words and the licence of a theme. @throws RemoteError */
export async function saveTheme(
	remote: Remote,
	theme: string,
	{
		title,
		description,
		licence
	}: { title: LocalizedText; description: LocalizedText; licence: string }
): Promise<void> {
	const args = { p_theme: theme, p_title: title, p_description: description, p_licence: licence };
	await remote.rpc('save_theme', args, { session });
}

/** Gives themes their order: every one of them, once. @throws RemoteError */
export async function orderThemes(remote: Remote, themes: string[]): Promise<void> {
	await remote.rpc('order_themes', { p_themes: themes }, { session });
}

/** What administrators chose of the basemaps, in their order. @throws RemoteError */
export async function readBasemapSettings(remote: Remote): Promise<BasemapSetting[]> {
	const columns = 'id,shown,opacity,initial';
	return rows(remote, `basemap_settings?select=${columns}&order=position`);
}

/** Chooses order, visibility and opacity of all basemaps. @throws RemoteError */
export async function saveBasemaps(remote: Remote, settings: BasemapSetting[]): Promise<void> {
	await remote.rpc('save_basemaps', { p_basemaps: settings as unknown as Json }, { session });
}

/** The sentences of mails, as they are and as they ship. @throws RemoteError */
export async function readMailTexts(remote: Remote): Promise<EditedMailText[]> {
	const columns = 'key,placeholders,texts,defaults,edited_at';
	return rows(remote, `mail_texts?select=${columns}&order=position`);
}

/** Changes a sentence of the mails; null brings back the one that ships. @throws RemoteError */
export async function saveMailText(
	remote: Remote,
	key: string,
	texts: LocalizedText | null
): Promise<void> {
	await remote.rpc('save_mail_text', { p_key: key, p_texts: texts }, { session });
}

async function rows<Row>(remote: Remote, path: string): Promise<Row[]> {
	const { body } = await remote.request(`rest/v1/${path}`, { method: 'GET' }, { session });
	if (!Array.isArray(body)) throw new RemoteError('not_json');
	return body as Row[];
}
