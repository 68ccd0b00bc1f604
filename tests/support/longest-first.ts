import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take minutes, the longest first. Vitest knows of a fresh clone only how many letters a file has, and
 * some of these are short: begun last, each leaves the other cores without work until it ends.
 */
const long = [
	'tests/sync/simulation/simulation.test.ts',
	'tests/e2e/updates.test.ts',
	'tests/e2e/areas.test.ts',
	'tests/e2e/bad-input-tiles.test.ts',
	'tests/e2e/photo-handling.test.ts',
	'tests/e2e/conflict.test.ts',
	'tests/e2e/shared-tablet.test.ts',
	'tests/e2e/sharing.test.ts',
	'tests/e2e/find.test.ts'
];

/** Begins the files that take longest before all others of their group. */
export default class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const usual = await super.sort(files);
		const order = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
		return usual.toSorted((a, b) => order(a) - order(b) || rank(a) - rank(b));
	}
}

function rank({ moduleId }: TestSpecification): number {
	const place = long.findIndex((path) => moduleId.endsWith(path));
	return place < 0 ? long.length : place;
}
