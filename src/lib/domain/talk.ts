import type { Problem } from './problem.ts';
import type { Photo } from './record.ts';

/**
 * Who may read a comment. `public`: whoever may see the record; `participants`: its author, those who proposed
 * something or passed by, the moderators of the place, and whoever wrote before it; `moderators`: they and who
 * wrote it.
 */
export const visibilities = ['public', 'participants', 'moderators'] as const;
export type Visibility = (typeof visibilities)[number];

export const longestComment = 4000;
export const longestNote = 2000;
const mostMentions = 10;
/** A comment shows what it speaks of; a record has room for more. */
export const mostCommentPhotos = 4;

/** The facts of a photo attached to a comment; its file follows on its own. */
export type CommentPhoto = Pick<Photo, 'id' | 'sha256' | 'bytes' | 'mime' | 'width' | 'height'>;

/** A comment as it leaves the device. */
export interface NewComment {
	/** UUIDv7, made here. */
	id: string;
	body: string;
	visibility: Visibility;
	/** Accounts that are told of it; each must be one that may read it. */
	mentions: string[];
	/** What was talked about is settled with it. */
	closes: boolean;
	/** Left out when there is none, as every app before did. */
	photos?: CommentPhoto[];
}

/** A person of a conversation, by the name they chose to show. */
export interface Person {
	id: string;
	name: string;
}

/** A comment as the server tells it to one reader. */
export interface Comment extends Omit<NewComment, 'mentions' | 'photos'> {
	/** ISO 8601: when the server had it. */
	at: string;
	/** Null: shown under no name, or the account is gone. */
	author_name: string | null;
	/** What its author is to the record, now. */
	author_role: 'author' | 'moderator' | null;
	own: boolean;
	mentions: Person[];
	/** Absent where an older server told it. */
	photos?: (CommentPhoto & { received: boolean })[];
	/** Taken out of everybody else's sight by a moderator, and why; only its author and moderators have it then. */
	hidden: { reason: string; at: string } | null;
}

/** The conversation on a record as one person may read it. */
export interface Talk {
	record_id: string;
	/** Oldest first. */
	comments: Comment[];
	/** Whom this person may mention, and which comments each of them would read. */
	people: (Person & { reads: Visibility[] })[];
	/** What this person may do here. */
	may: {
		/** Empty for whoever is not signed in. */
		write: Visibility[];
		close: boolean;
		hide: boolean;
	};
}

/** Whether the last word of a conversation was a closing one. What a moderator hid counts for nothing. */
export function isClosed(comments: readonly Pick<Comment, 'closes' | 'hidden'>[]): boolean {
	return comments.filter(({ hidden }) => hidden === null).at(-1)?.closes ?? false;
}

/** Without what was pasted along and nobody sees: the server refuses it. */
export function tidyText(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/\t/g, ' ')
		.replace(/[^\P{Cc}\n]/gu, '')
		.trim();
}

/** What keeps a text from being sent, as the server would say it. */
function textProblems(text: string, field: string, max: number): Problem[] {
	const length = [...text].length;
	if (length === 0) return [{ code: 'required', field }];
	return length > max ? [{ code: 'too_long', field, params: { max } }] : [];
}

/** What keeps a comment from being sent. Whether a mentioned person may read it, only the server can tell. */
export function commentProblems({ body, mentions, photos = [] }: NewComment): Problem[] {
	const problems = textProblems(body, 'comment.body', longestComment);
	if (mentions.length > mostMentions)
		problems.push({
			code: 'out_of_range',
			field: 'comment.mentions',
			params: { max: mostMentions }
		});
	if (photos.length > mostCommentPhotos)
		problems.push({
			code: 'photo_too_many',
			field: 'comment.photos',
			params: { max: mostCommentPhotos }
		});
	return problems;
}

/** What keeps an appeal from being sent: it must say why, in a text that a person reads in one go. */
export function appealProblems(note: string): Problem[] {
	return textProblems(note, 'note', longestNote);
}
