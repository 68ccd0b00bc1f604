import { describe } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { draftStored } from '../sync/support/earlier-rows.ts';
import { contribution, says } from './steps/contributions.ts';

/**
 * A tab of the first version of the app, frozen: it holds the local database open, with a form left in it, and
 * hears nothing.
 */
async function leaveFrozenTab(visit: Visit): Promise<() => Promise<void>> {
	const tab = visit.page;
	await visit.goto('/a-propos');
	await tab.evaluate(
		async (draft) => {
			const request = indexedDB.open('capitelle', 10);
			request.onupgradeneeded = () => {
				const stores: [string, string | string[] | null, (string | string[])[]][] = [
					['drafts', 'id', ['owner']],
					['operations', null, ['record_id', 'owner', ['owner', 'seq']]],
					['items', 'record_id', ['owner', ['owner', 'state']]],
					['photos', 'id', ['record_id', 'owner', ['owner', 'state']]],
					['files', 'id', []],
					['replica', ['owner', 'id'], ['id', 'cell', ['owner', 'updated_at']]],
					['meta', 'key', []],
					['vocabulary', 'key', []]
				];
				for (const [name, keyPath, indexes] of stores) {
					const options = keyPath ? { keyPath } : { keyPath: 'seq', autoIncrement: true };
					const store = request.result.createObjectStore(name, options);
					for (const path of indexes) {
						store.createIndex(Array.isArray(path) ? `[${path.join('+')}]` : path, path);
					}
					if (name === 'operations') store.createIndex('op_id', 'op_id', { unique: true });
					if (name === 'drafts') store.add(draft);
				}
			};
			await new Promise((resolve, reject) => {
				request.onsuccess = resolve;
				request.onerror = reject;
			});
			Reflect.set(window, 'held', request.result);
		},
		{ ...draftStored.drafts[0], owner: 'anonymous' }
	);
	visit.page = await visit.context.newPage();
	return () => tab.evaluate(() => (Reflect.get(window, 'held') as IDBDatabase).close());
}

describe('a tab of an older version that does not let go (fault-15)', () => {
	test.for(['phone', 'desktop'] as const)(
		'is said to be in the way; once it is closed, everything is there, on a %s',
		async (screen, { open }) => {
			const visit = await open(screen);
			// Dexie says in the console what the person is told on the screen.
			visit.expectComplaint(/Upgrade 'capitelle' blocked/);
			const letGo = await leaveFrozenTab(visit);
			await visit.page.goto(`${visit.origin}/contributions`);
			const notice = visit.page.getByRole('status').filter({
				hasText: say('updates_close_others')
			});
			await notice.waitFor();
			await visit.screenshot(`older-tab-${screen}`);
			await letGo();
			await notice.waitFor({ state: 'hidden' });
			await says(contribution(visit, 'Mur commencé'), say('contributions_state_draft'));
		}
	);
});
