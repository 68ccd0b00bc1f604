import type { Who } from './world.ts';

/** `ok`, `null` (an answer that says nothing), or the code of the refusal. */
export type Answer = string;
export interface FunctionRights {
	sql: string;
	answers: Record<Who, Answer>;
}

/** The same for everyone signed in, but for those named. */
export const answers = (
	answer: Answer,
	more: Partial<Record<Who, Answer>> = {}
): Record<Who, Answer> => ({
	anon: '42501',
	author: answer,
	other: answer,
	trusted: answer,
	moderator: answer,
	outsider: answer,
	administrator: answer,
	...more
});

/** For who administers the site only. */
export const forTheSite = { administrator: 'ok' };
