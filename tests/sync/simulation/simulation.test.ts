import { describe, expect, test } from 'vitest';
import { describeFailure, runCampaign, type Lived } from './campaign.ts';
import { builds, type BuildName } from './mutations.ts';
import { known } from './seeds.ts';

/**
 * Several devices, one real server, and everything that goes wrong between them. A failure prints its seed
 * and the shortest story found that breaks the same promise; `npm run simulate` lives more of them.
 */
const count = Number(process.env['CAPITELLE_SEEDS'] ?? 300);
const minute = 60_000;
/** On a machine that does nothing else it is four. */
const patience = 60 * minute;

function seedsFrom(first: number, length: number): number[] {
	return Array.from({ length }, (_, i) => first + i);
}

function told(failures: Lived[]): string {
	return failures.map(describeFailure).join('\n\n');
}

describe('devices that share a server (fault-01, fault-03, fault-05, fault-08, fault-09, fault-10, fault-12, fault-14, fault-17, fault-18, fault-19)', () => {
	test(
		`seeds that once failed: ${known.map(([seed, promise]) => `${seed} (${promise})`).join(', ')}`,
		async () => {
			const failures = await runCampaign({ seeds: known.map(([seed]) => seed) });
			expect(failures.length, told(failures)).toBe(0);
		},
		patience
	);

	test(
		`${count} seeds: all agree at the end, nothing is lost, nothing is done twice`,
		async () => {
			const answers = new Map<string, number>();
			const failures = await runCampaign({
				seeds: seedsFrom(1, count).filter((seed) => !known.some(([one]) => one === seed)),
				onLived: (lived) => {
					for (const [kind, times] of Object.entries(lived.answers))
						answers.set(kind, (answers.get(kind) ?? 0) + (times ?? 0));
				}
			});
			expect(failures.length, told(failures)).toBe(0);
			// Stories in which nobody disagrees, and no reply is lost, would prove nothing.
			const kinds = ['applied', 'already', 'merged', 'conflict', 'refused'];
			expect(kinds.filter((kind) => (answers.get(kind) ?? 0) < 5)).toEqual([]);
		},
		patience
	);
});

describe('a build that is broken on purpose is caught', () => {
	const broken = Object.entries(builds).flatMap(([name, { breaks }]) =>
		breaks.length > 0 ? [[name as BuildName, breaks] as const] : []
	);

	test.each(broken)(
		'%s',
		async (build, promises) => {
			const failures = await runCampaign({
				seeds: seedsFrom(1, 30),
				build,
				stop: true,
				shrink: false
			});
			expect(promises).toContain(failures[0]?.failure?.promise);
		},
		patience
	);
});
