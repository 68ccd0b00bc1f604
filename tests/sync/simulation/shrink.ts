import { calm, type Plan, type Step, type Trouble } from './plan.ts';
import type { Story } from './simulation.ts';

/** Stories lived at most to find a shorter one. */
const mostTries = 120;

/**
 * The shortest story found that breaks the same promise: steps are left out in ever smaller pieces, then
 * whatever goes wrong in those that remain.
 */
export async function shortest(
	plan: Plan,
	story: Story,
	live: (plan: Plan) => Promise<Story>
): Promise<Story> {
	let best = { plan, story };
	let tries = 0;
	const isStillBroken = async (steps: Step[]): Promise<boolean> => {
		if (++tries > mostTries) return false;
		const next = { ...best.plan, steps };
		const again = await live(next);
		const same = again.failure?.promise === story.failure?.promise;
		if (same) best = { plan: next, story: again };
		return same;
	};
	for (let size = Math.ceil(plan.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
		for (let from = 0; from < best.plan.steps.length;) {
			const { steps } = best.plan;
			const without = [...steps.slice(0, from), ...steps.slice(from + size)];
			if (!(await isStillBroken(without))) from += size;
		}
	}
	for (const { n } of best.plan.steps)
		for (const quiet of quieter)
			await tryQuiet(
				best.plan.steps.find((step) => step.n === n)!,
				quiet,
				(changed) => isStillBroken(best.plan.steps.map((step) => (step.n === n ? changed : step)))
			);
	return best.story;
}

const quieter = Object.keys(calm) as (keyof Trouble)[];

async function tryQuiet(
	step: Step,
	what: keyof Trouble,
	attempt: (changed: Step) => Promise<boolean>
): Promise<void> {
	if (step.trouble[what] === calm[what]) return;
	await attempt({ ...step, trouble: { ...step.trouble, [what]: calm[what] } });
}
