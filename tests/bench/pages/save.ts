import { newId } from '../../../src/lib/domain/ids.ts';
import { openDatabase, type CapitelleDatabase } from '../../../src/lib/store/database.ts';
import { saveDraft } from '../../../src/lib/store/drafts.ts';
import { queueRecord } from '../../../src/lib/store/outbox.ts';
import { anonymous, type Draft } from '../../../src/lib/store/types.ts';

const context = () => ({ device_id: newId(), app_version: '0.0.0', now: new Date() });

function draft(i: number): Draft {
	return {
		id: newId(),
		owner: anonymous,
		theme: 'a-theme',
		concept: 'a-scheme/a-concept',
		geometry: { type: 'Point', coordinates: [4 + (i % 100) / 500, 43.8 + i / 50_000] },
		position: { method: 'gps', accuracy_m: 6 },
		properties: { name: `Mur ${i}`, length: { value: 12.5, estimated: true }, state: 'good' },
		sensitivity: 'public',
		photos: [],
		title: `Mur ${i}`,
		step: 'summary',
		observed_at: new Date().toISOString(),
		base: null,
		updated_at: new Date().toISOString()
	};
}

let db: CapitelleDatabase;

/** Fills a new local database with records that wait to be sent, by the app's own code. */
async function fill(name: string, count: number): Promise<void> {
	db = openDatabase({ name });
	for (let i = 0; i < count; i += 50) {
		const batch = Array.from({ length: Math.min(50, count - i) }, (_, j) => draft(i + j));
		await Promise.all(batch.map((one) => queueRecord(db, one, context())));
	}
}

/** Milliseconds of each save: what passes between the tap and *Enregistré sur ce téléphone*. */
async function save(times: number): Promise<number[]> {
	const taken: number[] = [];
	for (let i = 0; i < times; i++) {
		const one = draft(i);
		await saveDraft(db, one);
		const start = performance.now();
		await queueRecord(db, one, context());
		taken.push(performance.now() - start);
	}
	return taken;
}

/** The same done as small applications do: the whole list is one value, read and written each time. */
async function saveAsOneList(count: number, times: number): Promise<number[]> {
	const plain = openDatabase({ name: 'one-list' });
	await plain.meta.put({ key: 'list', value: Array.from({ length: count }, (_, i) => draft(i)) });
	const taken: number[] = [];
	for (let i = 0; i < times; i++) {
		const one = draft(i);
		const start = performance.now();
		await plain.transaction('rw', plain.meta, async () => {
			const list = (await plain.meta.get('list'))?.value as Draft[];
			await plain.meta.put({ key: 'list', value: [...list, one] });
		});
		taken.push(performance.now() - start);
	}
	return taken;
}

Object.assign(window, { bench: { fill, save, saveAsOneList } });
