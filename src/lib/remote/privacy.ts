import type {
	AccessLine,
	AccountBlock,
	AccountRevert,
	DataPage,
	DataSections,
	DeletionChoice,
	DeletionPreview,
	NewReport,
	Quarantine,
	SecurityLine,
	Standing
} from '$lib/domain/privacy.ts';
import type { Remote } from './client.ts';
import type { Json } from './database.types.ts';
import { RemoteError } from './errors.ts';

const signedIn = { session: 'required' } as const;

function listOf<T>(answer: unknown): T[] {
	if (!Array.isArray(answer)) throw new RemoteError('not_json');
	return answer as T[];
}

function objectOf<T>(answer: unknown, key: string): T {
	if (typeof answer !== 'object' || answer === null || !(key in answer)) {
		throw new RemoteError('not_json');
	}
	return answer as T;
}

/** What kinds of things the server holds about the person. The asking is written down. @throws RemoteError */
export async function dataSections(remote: Remote): Promise<DataSections> {
	return objectOf(await remote.rpc('my_data', {}, signedIn), 'sections');
}

/** The rows of one kind, after the last one seen. @throws RemoteError */
export async function dataPage(
	remote: Remote,
	section: string,
	after: string | null
): Promise<DataPage> {
	const args = { p_section: section, ...(after === null ? {} : { p_after: after }) };
	return objectOf(await remote.rpc('my_data', args, { ...signedIn, timeoutMs: 60_000 }), 'rows');
}

/** Whether the account is blocked or its sending waits. @throws RemoteError */
export async function myStanding(remote: Remote): Promise<Standing> {
	return objectOf(await remote.rpc('my_standing', {}, signedIn), 'block');
}

/** Who looked into one's data, newest first. @throws RemoteError */
export async function myAccessLog(remote: Remote, before: number | null): Promise<AccessLine[]> {
	const args = before === null ? {} : { p_before: before };
	return listOf(await remote.rpc('my_access_log', args, signedIn));
}

/** Says once why a block is not right. @throws RemoteError */
export async function appealBlock(remote: Remote, text: string): Promise<void> {
	await remote.rpc('appeal_block', { p_text: text }, signedIn);
}

/** What a deletion would leave and take. @throws RemoteError */
export async function deletionPreview(remote: Remote): Promise<DeletionPreview> {
	return objectOf(await remote.rpc('deletion_preview', {}, signedIn), 'published');
}

/**
 * Deletes the account, for good.
 * @param email as the person typed it, to confirm
 * @returns how many records were erased
 * @throws RemoteError; `wrong_confirmation`, `last_administrator`
 */
export async function deleteAccount(
	remote: Remote,
	choice: DeletionChoice,
	email: string
): Promise<number> {
	const args = { p_choice: choice, p_email: email };
	const answer = await remote.rpc('delete_my_account', args, { ...signedIn, timeoutMs: 120_000 });
	return objectOf<{ removed: number }>(answer, 'removed').removed;
}

/** Reports personal data by anybody. @returns whether the photo left the public's sight. @throws RemoteError */
export async function reportContent(remote: Remote, report: NewReport): Promise<boolean> {
	const args = { p_report: report as unknown as Json };
	return objectOf<{ held: boolean }>(await remote.rpc('report_content', args), 'held').held;
}

/** For administrators: looks and decisions of everyone, newest first. @throws RemoteError */
export async function accessLog(remote: Remote, before: number | null): Promise<AccessLine[]> {
	const args = before === null ? {} : { p_before: before };
	return listOf(await remote.rpc('access_log', args, signedIn));
}

/** For administrators: refused requests, newest first. @throws RemoteError */
export async function securityLog(remote: Remote, before: number | null): Promise<SecurityLine[]> {
	const args = before === null ? {} : { p_before: before };
	return listOf(await remote.rpc('security_log', args, signedIn));
}

/** Suspends an account. @throws RemoteError */
export async function blockAccount(remote: Remote, user_id: string, reason: string): Promise<void> {
	await remote.rpc('block_account', { p_user_id: user_id, p_reason: reason }, signedIn);
}

/** Freezes everything an account gave, to be refused together. Nothing is decided yet. @throws RemoteError */
export async function previewAccountRevert(
	remote: Remote,
	user_id: string,
	reason: string
): Promise<AccountRevert> {
	const args = { p_user_id: user_id, p_reason: reason };
	return objectOf(await remote.rpc('preview_account_revert', args, signedIn), 'beyond');
}

/** For administrators: blocked accounts, those in force first. @throws RemoteError */
export async function accountBlocks(remote: Remote): Promise<AccountBlock[]> {
	return listOf(await remote.rpc('account_blocks_list', {}, signedIn));
}

/** Lifts a block, with an answer when there is one to give. @throws RemoteError */
export async function liftBlock(remote: Remote, id: string, answer: string): Promise<void> {
	await remote.rpc('lift_block', { p_block_id: id, p_answer: answer }, signedIn);
}

/** Says no to an appeal, and why. @throws RemoteError */
export async function keepBlock(remote: Remote, id: string, answer: string): Promise<void> {
	await remote.rpc('answer_block_appeal', { p_block_id: id, p_answer: answer }, signedIn);
}

/** For administrators: accounts whose sending waits, the latest first. @throws RemoteError */
export async function quarantines(remote: Remote): Promise<Quarantine[]> {
	return listOf(await remote.rpc('quarantines_list', {}, signedIn));
}

/** Lets what an account sends from now on follow the rules of its place. @throws RemoteError */
export async function liftQuarantine(remote: Remote, user_id: string): Promise<void> {
	await remote.rpc('lift_quarantine', { p_user_id: user_id }, signedIn);
}
