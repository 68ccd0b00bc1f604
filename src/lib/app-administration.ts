import type { Remote } from '$lib/remote/client';
import type { BasemapDeskState } from '$lib/state/basemap-desk.svelte';
import type { MailTextsState } from '$lib/state/mail-texts.svelte';
import type { ServiceHealthState } from '$lib/state/service-health.svelte';
import type { StatisticsState } from '$lib/state/statistics.svelte';
import type { TerritoriesState } from '$lib/state/territories.svelte';
import type { ThemeDeskState } from '$lib/state/theme-desk.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';

/** What the administration is made of; the composition root gives it. */
interface AdministrationParts {
	remote: Remote;
	vocabulary: VocabularyState;
}

/** The screens of the administration; one state per screen, whose code comes with it. */
export interface Administration {
	statistics(): Promise<StatisticsState>;
	health(): Promise<ServiceHealthState>;
	territories(): Promise<TerritoriesState>;
	themes(): Promise<ThemeDeskState>;
	basemaps(): Promise<BasemapDeskState>;
	mailTexts(): Promise<MailTextsState>;
}

/** The administration as its screens know it. */
export async function newAdministration({
	remote,
	vocabulary
}: AdministrationParts): Promise<Administration> {
	const api = await import('$lib/remote/administration');
	return {
		async statistics() {
			const { StatisticsState } = await import('$lib/state/statistics.svelte');
			return new StatisticsState({
				read: (theme, weeks) => api.readStatistics(remote, theme, weeks)
			});
		},
		async health() {
			const { ServiceHealthState } = await import('$lib/state/service-health.svelte');
			return new ServiceHealthState({
				service: () => api.readHealth(remote),
				server: () => readJson('/health')
			});
		},
		async territories() {
			const { TerritoriesState } = await import('$lib/state/territories.svelte');
			return new TerritoriesState({
				read: () => api.readTerritories(remote),
				outline: (id) => api.territoryOutline(remote, id),
				save: (draft, write) => api.saveTerritory(remote, draft, write),
				importCommunes: (communes, write) => api.importCommunes(remote, communes, write)
			});
		},
		async themes() {
			const { ThemeDeskState } = await import('$lib/state/theme-desk.svelte');
			return new ThemeDeskState({
				save: (theme, settings) => api.saveTheme(remote, theme, settings),
				order: (themes) => api.orderThemes(remote, themes),
				changed: () => vocabulary.refresh()
			});
		},
		async basemaps() {
			const [{ BasemapDeskState }, { parseBasemapConfig }] = await Promise.all([
				import('$lib/state/basemap-desk.svelte'),
				import('$lib/map/basemap-config')
			]);
			return new BasemapDeskState({
				// With the hidden ones, and as fresh as the choice that is made of them.
				offered: async () => parseBasemapConfig(await readJson('/basemaps.json?tous')),
				settings: () => api.readBasemapSettings(remote),
				save: (settings) => api.saveBasemaps(remote, settings)
			});
		},
		async mailTexts() {
			const { MailTextsState } = await import('$lib/state/mail-texts.svelte');
			return new MailTextsState({
				read: () => api.readMailTexts(remote),
				save: (key, texts) => api.saveMailText(remote, key, texts)
			});
		}
	};
}

/** A file of this site; what is wrong with it is found out by who reads it. */
async function readJson<T>(address: string): Promise<T> {
	const response = await fetch(address, { cache: 'no-store' });
	return (await response.json()) as T;
}
