import type { FieldDefinition } from '$lib/domain/fields/types.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type { Json } from './database.types.ts';
import type { Remote } from './client.ts';

const session = 'required' as const;
/** Every record of the theme is looked at again by the new form. */
const slowMs = 120_000;

/** Themes whose form the signed-in person may edit. @throws RemoteError */
export async function formRights(remote: Remote): Promise<string[]> {
	return (await remote.rpc('form_rights', {}, { session })) as string[];
}

/**
 * Publishes a form.
 * @param base version that was edited
 * @throws RemoteError `refused` with `version_changed`, `not_allowed` or what is wrong with the definitions
 */
export async function saveForm(
	remote: Remote,
	theme: string,
	fields: FieldDefinition[],
	base: number
): Promise<{ version: number }> {
	const args = { p_theme: theme, p_fields: fields as unknown as Json, p_base_version: base };
	return (await remote.rpc('save_form', args, { session, timeoutMs: slowMs })) as {
		version: number;
	};
}

/** What publishing a form would do to the records there are; changes nothing. @throws RemoteError */
export async function previewForm(
	remote: Remote,
	theme: string,
	fields: FieldDefinition[]
): Promise<{ problems: Problem[]; flagged: number; of: number }> {
	const args = { p_theme: theme, p_fields: fields as unknown as Json };
	return (await remote.rpc('preview_form', args, { session, timeoutMs: slowMs })) as {
		problems: Problem[];
		flagged: number;
		of: number;
	};
}

/** Every version of a form, newest first. @throws RemoteError */
export async function formHistory(
	remote: Remote,
	theme: string
): Promise<
	{ version: number; publishedAt: string; by: string | null; fields: FieldDefinition[] }[]
> {
	const args = { p_theme: theme };
	return (await remote.rpc('form_history', args, { session })) as {
		version: number;
		publishedAt: string;
		by: string | null;
		fields: FieldDefinition[];
	}[];
}
