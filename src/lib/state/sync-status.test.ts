import { describe, expect, test } from 'vitest';
import { SyncStatusState, type QueueCounts } from './sync-status.svelte';

const none: QueueCounts = { waiting: 0, sending: 0, received: 0, parked: 0 };

function following(first: Partial<QueueCounts>) {
	let tell: (counts: QueueCounts) => void = () => undefined;
	const status = new SyncStatusState({
		watchCounts: (_owner, next) => {
			tell = next;
			next({ ...none, ...first });
			return () => undefined;
		}
	});
	status.follow('ana');
	return { status, tell: (counts: Partial<QueueCounts>) => tell({ ...none, ...counts }) };
}

describe('the state of the queue in one word', () => {
	test('goes from waiting to all received, and says what stops it', () => {
		const { status, tell } = following({ waiting: 2 });
		expect(status.phase).toBe('waiting');
		status.online = false;
		expect(status.phase).toBe('offline');
		status.online = true;
		status.engine({ running: false, stop: 'sign_in_needed' });
		expect(status.phase).toBe('sign_in_needed');
		status.engine({ running: false, stop: 'charter_needed' });
		expect(status.phase).toBe('charter_needed');
		tell({ sending: 2 });
		expect(status.phase).toBe('sending');
		tell({ received: 2 });
		expect(status.phase).toBe('all_received');
		tell({ received: 2, parked: 1 });
		expect(status.phase).toBe('to_review');
	});

	test('is being sent while photos are on their way, their record received long ago', () => {
		const { status } = following({ waiting: 1 });
		status.photo({ photo_id: 'a', phase: 'sending', sent: 0 });
		status.photo({ photo_id: 'b', phase: 'sending', sent: 0 });
		status.photo({ photo_id: 'a', phase: 'checking', sent: 9 });
		status.photo({ photo_id: 'a', phase: 'over', sent: 9 });
		expect(status.phase).toBe('sending');
		status.photo({ photo_id: 'b', phase: 'over', sent: null });
		expect(status.phase).toBe('waiting');
	});

	test('is not all received while something is to review', () => {
		const { status } = following({ received: 5, parked: 1 });
		expect([status.phase, status.toReview]).toEqual(['to_review', 1]);
	});
});

test('nothing is said of a queue that was not read yet, nor of one person’s about another', () => {
	const status = new SyncStatusState({ watchCounts: () => () => undefined });
	status.follow('ana');
	expect(status.counts).toBeNull();
	const { status: shown } = following({ waiting: 2, parked: 1 });
	expect([shown.phase, shown.waiting, shown.toReview]).toEqual(['waiting', 2, 1]);
	shown.online = false;
	shown.photo({ photo_id: 'a', phase: 'sending', sent: 0 });
	expect(shown.phase).toBe('offline');
});
