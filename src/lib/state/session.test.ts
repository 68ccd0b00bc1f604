import { describe, expect, test } from 'vitest';
import type { Account } from '$lib/domain/account';
import { SessionState, type SessionPorts } from './session.svelte';
import { SyncStatusState, type QueueCounts } from './sync-status.svelte';

const ana: Account = {
	id: 'ana',
	email: 'ana@example.org',
	display_name: null,
	pseudonym: 'Ana',
	name_shown: 'pseudonym',
	language: 'oc',
	languages: [],
	has_password: false,
	organisations: [],
	roles: [],
	can_moderate: false,
	charter_accepted: '1',
	charter_current: '1'
};

/** A device that remembers, and what was done on it in order. */
function device(stored: Account | null, session: string | null) {
	const memory = { account: stored, session };
	const done: string[] = [];
	let tell: (account: Account | null) => void = () => {};
	const ports: SessionPorts = {
		sendCode: async () => {},
		verifyPassword: () => Promise.reject(new Error('not asked')),
		verifyProvider: () => Promise.reject(new Error('not asked')),
		verifyCode: async (email) => {
			memory.session = 'ana';
			return { id: 'ana', email };
		},
		signOut: async () => {
			memory.session = null;
			memory.account = null;
			done.push('signed out');
		},
		storedSession: async () => memory.session,
		myAccount: async () => ana,
		updateProfile: async () => {},
		acceptCharter: async () => {},
		saveAccount: async (account) => {
			memory.account = account;
			done.push(`remember ${account.id}`);
			tell(account);
		},
		renewAccount: async (account) => {
			if (memory.account?.id !== account.id) return false;
			memory.account = account;
			return true;
		},
		watchAccount: (next) => {
			tell = next;
			queueMicrotask(() => next(memory.account));
			return () => {};
		},
		adopt: async ({ id }) => done.push(`adopt for ${id}`),
		signedIn: () => done.push('wake')
	};
	return { ports, done, memory };
}

describe('the session', () => {
	test('is back after a restart without network', async () => {
		const { ports } = device(ana, 'ana');
		const session = new SessionState(ports);
		await session.start();
		expect([session.owner, session.sender, session.account?.pseudonym]).toEqual([
			'ana',
			'ana',
			'Ana'
		]);
	});

	test('adopts what was captured before showing the account, then lets the queue go', async () => {
		const { ports, done } = device(null, null);
		const session = new SessionState(ports);
		await session.start();
		expect(session.owner).toBe('anonymous');
		await session.verifyCode('ana@example.org', '123456');
		expect(done).toEqual(['adopt for ana', 'remember ana', 'wake']);
		expect(session.sender).toBe('ana');
	});

	test('is not lost when the server cannot describe the account yet', async () => {
		const { ports } = device(null, null);
		const session = new SessionState({ ...ports, myAccount: () => Promise.reject(new Error('x')) });
		await session.start();
		const account = await session.verifyCode('ana@example.org', '123456');
		expect([account.id, session.sender]).toEqual(['ana', 'ana']);
	});

	test('killed between the code and writing it down goes on from there', async () => {
		const { ports, done } = device(null, 'ana');
		const session = new SessionState(ports);
		await session.start();
		expect(done).toEqual(['adopt for ana', 'remember ana']);
		expect(session.sender).toBe('ana');
	});

	test('does not come back with an answer that the network gave after they left', async () => {
		const { ports, memory, done } = device(ana, 'ana');
		let answer: () => void = () => {};
		const late = new Promise<Account>((resolve) => (answer = () => resolve(ana)));
		const session = new SessionState({ ...ports, myAccount: () => late });
		await session.start();
		const refreshed = session.refresh();
		await session.signOut();
		answer();
		await refreshed;
		expect([session.account, memory.account, done]).toEqual([null, null, ['signed out']]);
	});

	test('over leaves the person in front of their queue; signing out hides it', async () => {
		const { ports, memory } = device(ana, 'ana');
		const session = new SessionState(ports);
		await session.start();
		session.expired();
		expect([session.owner, session.sender]).toEqual(['ana', null]);
		await session.signOut();
		expect([session.owner, session.sender, memory.account]).toEqual(['anonymous', null, null]);
	});
});

describe('what the server says of the account', () => {
	test('does not sign in again who has left while it was on its way', async () => {
		const { ports, memory } = device(ana, 'ana');
		let answer = () => {};
		const asked = new Promise<void>((resolve) => (answer = resolve));
		const session = new SessionState({ ...ports, myAccount: () => asked.then(() => ana) });
		await session.start();
		const under = session.refresh();
		await session.signOut();
		answer();
		await under;
		expect([session.owner, session.sender, memory.account]).toEqual(['anonymous', null, null]);
	});

	test('is shown, and kept for the next start', async () => {
		const { ports, memory } = device(ana, 'ana');
		const renamed = { ...ana, pseudonym: 'Aneta' };
		const session = new SessionState({ ...ports, myAccount: async () => renamed });
		await session.start();
		await session.refresh();
		expect([session.account?.pseudonym, memory.account?.pseudonym]).toEqual(['Aneta', 'Aneta']);
	});
});

describe('the status of the queue', () => {
	const none: QueueCounts = { waiting: 0, sending: 0, received: 0, parked: 0 };

	function status(counts: Partial<QueueCounts>): SyncStatusState {
		const state = new SyncStatusState({
			watchCounts: (_owner, next) => {
				next({ ...none, ...counts });
				return () => {};
			}
		});
		state.follow('ana');
		return state;
	}

	test('says what waits, and for what', () => {
		expect(status({}).phase).toBe('empty');
		expect(status({ received: 3 }).phase).toBe('all_received');
		expect(status({ received: 3, parked: 1 }).phase).toBe('to_review');
		expect(status({ waiting: 2, parked: 1 }).phase).toBe('waiting');
		expect(status({ waiting: 2, sending: 1 })).toMatchObject({ phase: 'sending', waiting: 3 });
	});

	test('does not believe a network that lets nothing through', () => {
		const state = status({ waiting: 2 });
		state.engine({ running: false, stop: 'offline' });
		expect(state.phase).toBe('offline');
		state.engine({ running: false, stop: 'sign_in_needed' });
		expect(state.phase).toBe('sign_in_needed');
		state.online = false;
		expect(state.phase).toBe('offline');
	});

	test('shows one owner at a time', () => {
		const stopped: string[] = [];
		const state = new SyncStatusState({
			watchCounts: (owner, next) => {
				next({ ...none, waiting: owner === 'ana' ? 2 : 0 });
				return () => stopped.push(owner);
			}
		});
		state.follow('ana');
		state.follow('bob');
		expect([state.waiting, stopped]).toEqual([0, ['ana']]);
	});
});
