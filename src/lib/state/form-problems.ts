import type { Problem } from '$lib/domain/problem';

/** A problem, and the question it is about. */
export interface QuestionProblem extends Problem {
	question: string | null;
	/** The attribute that is wrong: `label`, `min`, `fields[0].key`… */
	attribute: string;
}

/** The problems with the question each is about, by the place of its definition; once for all its concepts. */
export function aboutQuestions(problems: Problem[], of: string[]): QuestionProblem[] {
	const told = new Set<string>();
	return problems.flatMap((problem) => {
		const [, place = '', attribute = ''] =
			/^fields\[(\d+)\]\.?(.*)$/.exec(problem.field ?? '') ?? [];
		const question = of[Number(place || NaN)] ?? null;
		const key = JSON.stringify([question, attribute, problem.code]);
		if (told.has(key)) return [];
		told.add(key);
		return [{ ...problem, question, attribute }];
	});
}

/** The version in force, when a refusal says that it is not the one the edit started from. */
export function overtakenBy(error: unknown): number | null {
	const stale = problemsIn(error).find(({ code }) => code === 'version_changed');
	return stale ? Number(stale.params?.['version'] ?? 0) : null;
}

/** What a refusal says is wrong; empty for any other failure. */
export function problemsIn(error: unknown): Problem[] {
	if (typeof error !== 'object' || error === null || !('problems' in error)) return [];
	return Array.isArray(error.problems) ? (error.problems as Problem[]) : [];
}
