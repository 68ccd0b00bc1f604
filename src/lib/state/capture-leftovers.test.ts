import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WalkWatcher } from '$lib/device/trace';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { emptyDraft } from '$lib/store/corrections';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { saveDraft } from '$lib/store/drafts';
import type { Draft } from '$lib/store/types';
import { photoTools } from '../../../tests/support/photo-tools';
import { aConcept, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { CaptureState } from './capture.svelte';

const owner = 'anonymous';
const index = indexVocabulary({
	etag: '1',
	themes: [aTheme('t', { scheme: 'things' })],
	schemes: [aScheme('things')],
	concepts: [aConcept('things/wall', { geometryKinds: ['line'] })],
	collections: [],
	fields: []
});
const context = { device_id: 'd', app_version: '1', now: new Date('2026-05-01T10:00:00Z') };
const saved: Draft = {
	...emptyDraft('01a204af-0000-7000-8000-000000000001', owner, context.now),
	theme: 't',
	concept: 'things/wall'
};

let db: CapitelleDatabase;
let walker: WalkWatcher;

function openCapture(): CaptureState {
	return new CaptureState({
		db,
		owner: () => owner,
		vocabulary: () => index,
		queueContext: async () => context,
		findRecord: async () => null,
		linkable: async () => [],
		journal: null,
		photoTools: photoTools(),
		photoAddress: async () => null,
		watchPosition: () => () => undefined,
		followWalk: (watcher) => {
			walker = watcher;
			return () => undefined;
		},
		holdWalk: async () => () => undefined,
		watchCompass: () => () => undefined,
		mayLocate: async () => false,
		lastPlace: async () => null,
		wake: () => undefined,
		saved: () => undefined
	});
}

async function walkAlong(capture: CaptureState): Promise<void> {
	capture.go('place');
	await capture.placing.walk();
	for (const [i, lat] of [43.8, 43.8001, 43.8002].entries())
		walker.onFix({ lon: 3.7, lat, accuracyM: 4, at: 1_777_000_000_000 + i * 10_000 });
}

beforeEach(async () => {
	db = openDatabase({ name: `capitelle-${crypto.randomUUID()}` });
	await db.open();
});
afterEach(() => db.close());

describe('a repetition that was left', () => {
	it('keeps what was walked along it, when the screen goes away in the middle of the walk', async () => {
		const capture = openCapture();
		capture.again.begin(saved);
		await walkAlong(capture);
		await capture.close();
		expect(await db.traces.count()).toBeGreaterThan(0);

		const next = openCapture();
		await next.open({});
		expect(next.others).toMatchObject([{ concept: 'things/wall' }]);
		next.resume(next.others[0]!);
		await expect.poll(() => next.placing.trace.phase).toBe('interrupted');
		expect(next.placing.trace.count).toBeGreaterThan(1);
	});

	it('by a page that died, and to which nothing was added, is not among the drafts any more', async () => {
		const dead = openCapture();
		dead.again.begin(saved);
		dead.change({});
		await dead.flush();
		expect(await db.drafts.count()).toBe(1);
		// Reloaded where it stood, it goes on.
		const reloaded = openCapture();
		await reloaded.open({ draft: dead.draft!.id });
		expect(reloaded.step).toBe('again');

		await saveDraft(db, { ...saved, title: 'Commencé' });
		const later = openCapture();
		await later.open({});
		expect(later.others).toMatchObject([{ title: 'Commencé' }]);
		expect(await db.drafts.count()).toBe(1);
	});
});
