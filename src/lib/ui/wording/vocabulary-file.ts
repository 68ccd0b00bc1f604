import type { FileErrorCode } from '$lib/domain/vocabulary/skos/file-error';
import { m } from '$lib/i18n/paraglide/messages';
import { failureText } from './failure';

type Facts = { detail: string };

/** One sentence per code; the compiler refuses a code without one. */
const sentences: Record<FileErrorCode, (facts: Facts) => string> = {
	file_empty: m.vocabulary_file_empty,
	file_too_large: m.vocabulary_file_too_large,
	file_too_deep: m.vocabulary_file_too_deep,
	file_too_many: m.vocabulary_file_too_many,
	file_encoding: m.vocabulary_file_encoding,
	file_format: m.vocabulary_file_format,
	file_truncated: m.vocabulary_file_truncated,
	file_syntax: m.vocabulary_file_syntax,
	file_entities: m.vocabulary_file_entities,
	file_remote_context: m.vocabulary_file_remote_context,
	file_columns: m.vocabulary_file_columns,
	file_no_vocabulary: m.vocabulary_file_no_vocabulary,
	file_time: m.vocabulary_file_time,
	file_cancelled: m.vocabulary_file_cancelled,
	file_unreadable: m.vocabulary_file_unreadable
};

/** Why a file could not be read, or an import was not taken; with the line when the reader knows it. */
export function importErrorText(error: unknown): string {
	if (typeof error !== 'object' || error === null || !('code' in error)) return failureText(error);
	const { code, line, detail } = error as { code: unknown; line?: unknown; detail?: unknown };
	const sentence = (sentences as Record<string, ((facts: Facts) => string) | undefined>)[
		String(code)
	];
	if (!sentence) return failureText(error);
	const text = sentence({ detail: String(detail ?? '') });
	return typeof line === 'number' ? `${text} ${m.vocabulary_file_line({ line })}` : text;
}
