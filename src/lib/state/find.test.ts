import { describe, expect, it, vi } from 'vitest';
import { aConcept, aTheme } from '../../../tests/support/vocabulary-parts.ts';
import type { NamedCommune } from '$lib/domain/find/communes';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { RemoteError } from '$lib/remote/errors';
import type { FindableRecord } from '$lib/store/findable';
import type { KeptPlace } from '$lib/store/kept-places';
import { FindState, type FindPorts } from './find.svelte';

const label = (text: string, lang: 'fr' | 'oc' = 'fr') =>
	({ kind: lang === 'fr' ? 'pref' : 'alt', lang, text, status: 'known' }) as const;
const vocabulary = indexVocabulary({
	etag: 'x',
	themes: [aTheme('t', { scheme: 'things', titleField: 'name' })],
	schemes: [],
	concepts: [
		aConcept('things/dry', { labels: [label('Ouvrage en pierre sèche')] }),
		aConcept('things/wall', {
			broader: ['things/dry'],
			labels: [label('Mur'), label('Paret', 'oc')]
		}),
		aConcept('things/hut', { labels: [label('Capitelle')] })
	],
	collections: [],
	fields: []
});
const record = (id: string, more: Partial<FindableRecord> = {}): FindableRecord => ({
	id,
	theme: 't',
	concept: 'things/wall',
	title: null,
	commune: null,
	properties: {},
	lon: 4,
	lat: 43.9,
	whose: 'public',
	...more
});
const communes: NamedCommune[] = [
	{ insee: '30206', nom: 'Poulx', bbox: [4.3, 43.8, 4.5, 44] },
	{ insee: '34276', nom: 'Saint-Martin-de-Londres', bbox: [3.7, 43.7, 3.8, 43.8] },
	{ insee: '30228', nom: 'Saint-Anastasie', bbox: [4.3, 43.9, 4.4, 44] }
];

function box(records: FindableRecord[], more: Partial<FindPorts> = {}) {
	const kept: KeptPlace[] = [];
	const ports: FindPorts = {
		vocabulary: () => Promise.resolve(vocabulary),
		records(take) {
			records.forEach(take);
			return Promise.resolve();
		},
		siteRecords: null,
		communes: () => Promise.resolve(communes),
		keptPlaces: () => Promise.resolve(kept),
		keepPlace(place) {
			kept.push(place);
			return Promise.resolve();
		},
		addresses: vi.fn(() =>
			Promise.resolve([
				{ label: '8 Rue du Four 30320 Poulx', detail: 'Gard', lon: 4.42, lat: 43.91 }
			])
		),
		online: () => true,
		now: () => 1000,
		...more
	};
	const find = new FindState(ports);
	find.lookFrom([4, 43.9]);
	return { find, ports, kept };
}

const names = (find: FindState) => find.answers.map(({ kind, label }) => `${kind}: ${label}`);

describe('without a network', () => {
	it('finds records by their names, by any word for their kind and for what is broader, nearest first', async () => {
		const { find } = box([
			record('1', { lat: 43.92 }),
			record('2', { lat: 43.91, title: 'Mur du Diable' }),
			record('3', { concept: 'things/hut' })
		]);
		await find.type('paret');
		expect(find.answers.map(({ id }) => id)).toEqual(['2', '1']);
		expect(find.answers[0]).toMatchObject({ label: 'Mur du Diable', detail: 'Mur' });
		expect(find.answers[0]!.metres).toBeCloseTo(1112, -1);
		await find.type('pierre seche');
		expect(find.answers).toHaveLength(2);
		await find.type('diable mur');
		expect(find.answers.map(({ id }) => id)).toEqual(['2']);
		await find.type('Capitelles');
		expect(find.answers.map(({ id }) => id)).toEqual(['3']);
	});

	it('shows a record once, by the name the person gave it and as theirs', async () => {
		const { find } = box([
			record('1', { title: 'Ancien nom', commune: 'Poulx' }),
			record('1', { properties: { name: 'Mur de Joana' }, whose: 'mine' })
		]);
		await find.type('joana');
		expect(find.answers).toHaveLength(1);
		expect(find.answers[0]).toMatchObject({ label: 'Mur de Joana', record: { whose: 'mine' } });
		await find.type('mur poulx');
		expect(find.answers).toHaveLength(1);
	});

	it('finds hamlets that records name, once in each commune', async () => {
		const at = (id: string, commune: string) =>
			record(id, { commune, properties: { lieu_dit: 'La Combe' } });
		const { find } = box([at('1', 'Poulx'), at('2', 'Poulx'), at('3', 'Sanilhac')]);
		await find.type('combe');
		const places = find.answers.filter(({ kind }) => kind === 'locality');
		expect(places.map(({ detail }) => detail)).toEqual(['Poulx', 'Sanilhac']);
	});

	it('finds communes, a saint however it is written, with the box to look at', async () => {
		const { find } = box([]);
		await find.type('st martin');
		expect(find.answers).toEqual([
			expect.objectContaining({
				kind: 'commune',
				label: 'Saint-Martin-de-Londres',
				detail: '34',
				bbox: [3.7, 43.7, 3.8, 43.8]
			})
		]);
		await find.type('saint');
		expect(names(find)).toEqual(['commune: Saint-Martin-de-Londres', 'commune: Saint-Anastasie']);
	});

	it('reads coordinates before anything else, and asks nobody about them', async () => {
		const { find, ports } = box([]);
		await find.type('L93 700000 6600000');
		expect(find.answers[0]).toMatchObject({ kind: 'coordinates', lon: 3, lat: 46.5, system: 2154 });
		expect(find.askable).toBe(false);
		await find.ask();
		expect(ports.addresses).not.toHaveBeenCalled();
	});

	it('still reads coordinates and communes where the database cannot be read', async () => {
		const { find } = box([], { records: () => Promise.reject(new Error('gone')) });
		await find.type('Poulx');
		expect(names(find)).toEqual(['commune: Poulx']);
	});

	it('forgets what came too late', async () => {
		const { find } = box([record('1', { title: 'Mur' })]);
		const early = find.type('mur');
		await find.type('');
		await early;
		expect(find.answers).toEqual([]);
	});
});

describe('records of this site', () => {
	it('are found for a visitor whose device keeps none, the nearest first and none twice', async () => {
		const seen = Promise.withResolvers<null>();
		const siteRecords = vi.fn(async () => {
			await seen.promise;
			return [
				record('far', { lat: 45 }),
				record('near', { lat: 43.91, title: 'Mur du Diable', commune: 'Poulx' }),
				record('kept')
			];
		});
		const { find } = box([record('kept')], { siteRecords });
		const typing = find.type('mur');
		await expect.poll(() => find.answers.map(({ id }) => id)).toEqual(['kept']);
		seen.resolve(null);
		await typing;
		expect(find.answers.map(({ id }) => id)).toEqual(['kept', 'near', 'far']);
		expect(find.answers[1]).toMatchObject({ label: 'Mur du Diable', detail: 'Mur, Poulx' });
		expect(find.answers[2]!.label).toBe('Mur');
		expect(siteRecords).toHaveBeenCalledWith('mur');
		// One word is asked for, and the others are looked for in what comes.
		await find.type('mur du diable poulx');
		expect(siteRecords).toHaveBeenLastCalledWith('diable');
		expect(find.answers.map(({ id }) => id)).toEqual(['near']);
	});

	it('are asked for once the person stops typing, not offline, and a failure takes nothing away', async () => {
		const siteRecords = vi.fn(() => Promise.reject(new Error('down')));
		const { find } = box([], { siteRecords });
		void find.type('pou');
		await find.type('poulx');
		expect(siteRecords).toHaveBeenCalledTimes(1);
		expect([names(find), find.searching]).toEqual([['commune: Poulx'], false]);
		const { find: cut } = box([], { siteRecords, online: () => false });
		await cut.type('poulx');
		await find.type('43.9, 4.4');
		expect(siteRecords).toHaveBeenCalledTimes(1);
	});
});

describe('addresses', () => {
	it('are asked for only when the person wants them, and found again without a network', async () => {
		const { find, ports, kept } = box([]);
		await find.type('8 rue du four');
		expect(ports.addresses).not.toHaveBeenCalled();
		await find.ask();
		expect(ports.addresses).toHaveBeenCalledWith('8 rue du four', [4, 43.9]);
		expect(names(find)).toEqual(['address: 8 Rue du Four 30320 Poulx']);
		expect(find.phase).toBe('done');
		find.choose(find.answers[0]!);
		expect(kept).toEqual([{ label: '8 Rue du Four 30320 Poulx', lon: 4.42, lat: 43.91 }]);
		find.open();
		await find.type('rue du four');
		expect(names(find)).toEqual(['address: 8 Rue du Four 30320 Poulx']);
		expect(ports.addresses).toHaveBeenCalledTimes(1);
	});

	it.each([
		['no network', new RemoteError('offline'), 'offline'],
		['a captive portal', new RemoteError('not_json'), 'failed'],
		['a server that failed', new RemoteError('server'), 'failed'],
		['too many requests', new RemoteError('rate_limited', { retryAfterS: 9 }), 'wait']
	] as const)('%s is said, and what is here stays', async (_, error, phase) => {
		const { find } = box([], { addresses: () => Promise.reject(error) });
		await find.type('Poulx');
		await find.ask();
		expect(find.phase).toBe(phase);
		expect(names(find)).toEqual(['commune: Poulx']);
	});

	it('are not asked for again before the service allows it', async () => {
		let now = 1000;
		const addresses = vi.fn(() =>
			Promise.reject(new RemoteError('rate_limited', { retryAfterS: 9 }))
		);
		const { find } = box([], { addresses, now: () => now });
		await find.type('Poulx');
		await find.ask();
		now += 8000;
		await find.ask();
		expect(addresses).toHaveBeenCalledTimes(1);
		now += 2000;
		await find.ask();
		expect(addresses).toHaveBeenCalledTimes(2);
	});

	it('are not asked for offline, nor where this site asks nobody', async () => {
		const { find, ports } = box([], { online: () => false });
		await find.type('Poulx');
		await find.ask();
		expect(ports.addresses).not.toHaveBeenCalled();
		expect(find.phase).toBe('offline');
		const { find: alone } = box([], { addresses: () => Promise.resolve(null) });
		await alone.type('Poulx');
		await alone.ask();
		expect(alone.phase).toBe('off');
		expect(alone.askable).toBe(false);
	});
});
