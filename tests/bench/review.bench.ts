import type { BatchState, ReviewPage } from '../../src/lib/domain/review.ts';
import { engines, type TestDatabase } from '../support/database.ts';
import { percentile, type Figure, type Report } from './figures.ts';
import { addRecords, settle } from './many-records.ts';

const pending = 50_000;
const bulk = 1000;

/** A moderator's Monday with 50,000 things waiting: the first page, the next, one decision, a thousand at once. */
export async function run(): Promise<Report> {
	const figures: Figure[] = [];
	for (const engine of engines()) {
		const embedded = engine.name === 'PGlite';
		const db = await engine.open();
		try {
			for (const figure of await measure(db, embedded ? 10_000 : 3000))
				figures.push({ ...figure, name: `${engine.name}: ${figure.name}` });
		} finally {
			await db.close();
		}
	}
	return {
		title: 'Moderation desk',
		setting: `${pending} records waiting; one moderator of a tenth of them, one of all; pages of 30; medians of 9`,
		figures,
		ratios: []
	};
}

async function measure(db: TestDatabase, bulkBudget: number): Promise<Figure[]> {
	const { author, moderator, administrator } = await settle(db);
	await addRecords(db, author, pending, 'submitted');
	const figures: Figure[] = [];
	for (const [who, user] of Object.entries({ moderator, administrator })) {
		const rpc = <T>(name: string, args: Record<string, unknown>) =>
			db.as({ role: 'authenticated', user }).rpc<T>(name, args);
		const page = (p_after: string | null, p_filter: object = {}) =>
			rpc<ReviewPage>('review_queue', { p_filter, p_limit: 30, p_after });
		const first = await page(null);
		const item = first.items[0]!;
		const ref = { p_kind: item.kind, p_item_id: item.item_id };
		const timed = async (
			name: string,
			budget: number | undefined,
			work: () => Promise<unknown>
		) => {
			const value = await median(work);
			figures.push({ name: `${name}, ${who}`, value, unit: 'ms', ...(budget ? { budget } : {}) });
		};
		await timed('first page', 300, () => page(null));
		await timed('next page', 300, () => page(first.next));
		await timed('next item, claimed', 150, async () => {
			await rpc('review_item', ref);
			await rpc('review_claim', ref);
		});
		await timed('first page of a search', undefined, () => page(null, { text: 'effondre 4999' }));
		await timed('counts', undefined, () => rpc('review_counts', {}));
	}
	return [...figures, ...(await measureBulk(db, administrator, bulkBudget))];
}

/** A thousand at once, as the screen does it: previewed, decided a hundred at a time, taken back. */
async function measureBulk(db: TestDatabase, user: string, budget: number): Promise<Figure[]> {
	const rpc = (name: string, args: Record<string, unknown>) =>
		db.as({ role: 'authenticated', user }).rpc<BatchState>(name, args);
	const rows = await db.query<{ item_id: string }>(
		`select item_id from public.review_items where claimed_by is null order by since limit ${bulk}`
	);
	const items = rows.map(({ item_id }) => ({ kind: 'new', item_id }));
	let state!: BatchState;
	const through = async (name: string, end: BatchState['phase']) => {
		do state = await rpc(name, { p_batch: state.id, p_limit: 100 });
		while (state.phase !== end);
	};
	const preview = await time(async () => {
		state = await rpc('review_batch_preview', { p_batch: { decision: 'accept', items } });
	});
	const taken = await time(() => through('review_batch_run', 'done'));
	if (state.done !== bulk) throw new Error(JSON.stringify(state));
	const back = await time(() => through('review_batch_revert', 'reverted'));
	if (state.reverted !== bulk) throw new Error(JSON.stringify(state));
	return [
		{ name: 'preview of 1,000', value: preview, unit: 'ms' },
		{ name: '1,000 accepted', value: taken, unit: 'ms', budget },
		{ name: '1,000 taken back', value: back, unit: 'ms', budget }
	];
}

async function time(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

async function median(work: () => Promise<unknown>): Promise<number> {
	const samples = [];
	for (let i = 0; i < 9; i++) samples.push(await time(work));
	return percentile(samples, 0.5);
}
