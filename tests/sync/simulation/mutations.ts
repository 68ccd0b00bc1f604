import type { SyncPorts } from '$lib/sync/ports.ts';
import type { Backend } from './backend.ts';

/** A build of the sync: the true one, or one that is broken on purpose. */
export interface Build {
	/** The promises by which it is found out; none for the true build. */
	breaks: string[];
	sync: (sync: SyncPorts) => SyncPorts;
	/** Breaks the server; returns what mends it. */
	server: (backend: Backend) => Promise<() => Promise<void>>;
}

const intact = (sync: SyncPorts) => sync;
const mended = () => Promise.resolve(() => Promise.resolve());

/** Rewrites a function of the database, and puts it back. */
function rewriting(name: string, change: (source: string) => string): Build['server'] {
	return async ({ sql }) => {
		const [row] = await sql<{ source: string }>(
			'select pg_get_functiondef($1::regproc) as source',
			[name]
		);
		const source = row!.source;
		const broken = change(source);
		if (broken === source) throw new Error(`${name} has changed: the mutation no longer applies`);
		await sql(broken);
		return async () => {
			await sql(source);
		};
	};
}

export const builds = {
	true: { breaks: [], sync: intact, server: mended },

	/** Believes that what was sent has arrived. */
	'receipt before commit': {
		breaks: ['what leaves the queue is on the server'],
		server: mended,
		sync: (sync) => ({
			...sync,
			remote: {
				...sync.remote,
				async push(operations, account_id) {
					await sync.remote.push(operations, account_id).catch(() => undefined);
					return operations.map(({ op_id, base_version }) => ({
						op_id,
						result: 'applied' as const,
						version: (base_version ?? 0) + 1,
						status: 'submitted' as const,
						proposal: false,
						problems: [],
						disputed: [],
						server: null
					}));
				}
			}
		})
	},

	/** Hands out a cursor that stands at the present, whatever is still being written. */
	'cursor by now': {
		breaks: [
			'a pull misses nothing',
			'a pull brings what is newest',
			'a device knows its records as the server has them'
		],
		sync: intact,
		server: rewriting('public.pull_changes', (source) =>
			source.replace(/v_horizon := [^;]+;/, 'v_horizon := pg_snapshot_xmax(pg_current_snapshot());')
		)
	},

	/** Forgets which operations it has carried out. */
	'operation applied twice': {
		breaks: ['an operation is answered once'],
		sync: intact,
		server: rewriting('private.push_one', (source) =>
			source
				.replace(/if v_known\.op_id is not null then/, 'if false then')
				.replace(
					/(insert into public\.operations_applied[\s\S]*?)\);/,
					'$1) on conflict do nothing;'
				)
		)
	}
} satisfies Record<string, Build>;

export type BuildName = keyof typeof builds;
