import { handFile } from '$lib/device/hand-file';
import type { Remote } from '$lib/remote/client';
import { findPerson } from '$lib/remote/people';
import { photoUrl } from '$lib/remote/photos';
import {
	accessLog,
	accountBlocks,
	appealBlock,
	blockAccount,
	dataPage,
	dataSections,
	deleteAccount,
	deletionPreview,
	keepBlock,
	liftBlock,
	liftQuarantine,
	myAccessLog,
	myStanding,
	previewAccountRevert,
	quarantines,
	reportContent,
	securityLog
} from '$lib/remote/privacy';
import { revertBatch, runBatch } from '$lib/remote/review';
import { AccessDeskState } from '$lib/state/access-desk.svelte';
import { AccountMeasures } from '$lib/state/account-measures.svelte';
import { exportMyData } from '$lib/state/my-data-file';
import { MyDataState } from '$lib/state/my-data.svelte';
import { ReportState } from '$lib/state/report.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import { StandingState } from '$lib/state/standing.svelte';

/** What the screens of personal data are made of; the composition root gives it. */
interface PrivacyParts {
	remote: Remote;
	session: SessionState;
}

/** What the site holds about the person; one per screen. */
export function newMyData({ remote, session }: PrivacyParts): MyDataState {
	return new MyDataState({
		standing: () => myStanding(remote),
		log: (before) => myAccessLog(remote, before),
		async save(progress) {
			const { file, missing } = await exportMyData({
				sections: () => dataSections(remote),
				page: (section, after) => dataPage(remote, section, after),
				photo: (name) => photoFile(remote, name),
				progress
			});
			handFile(file, 'mes-donnees.zip');
			return missing;
		},
		appeal: (text) => appealBlock(remote, text),
		preview: () => deletionPreview(remote),
		remove: (choice, email) => deleteAccount(remote, choice, email),
		leave: () => session.signOut().then(() => undefined)
	});
}

/** Why everything one sends waits, for the list of one's contributions; one per screen. */
export function newStanding({ remote }: PrivacyParts): StandingState {
	return new StandingState(() => myStanding(remote));
}

/** Reporting a photo or a text; one per screen. */
export function newReport(
	{ remote }: PrivacyParts,
	about: { record_id: string; photo_id: string | null }
): ReportState {
	return new ReportState({ send: (report) => reportContent(remote, report) }, about);
}

/** Blocked accounts and the logs, for administrators; one per screen. */
export function newAccessDesk({ remote }: PrivacyParts): AccessDeskState {
	return new AccessDeskState({
		blocks: () => accountBlocks(remote),
		quarantines: () => quarantines(remote),
		accesses: (before) => accessLog(remote, before),
		refusals: (before) => securityLog(remote, before),
		lift: (id, answer) => liftBlock(remote, id, answer),
		keep: (id, answer) => keepBlock(remote, id, answer),
		release: (user_id) => liftQuarantine(remote, user_id)
	});
}

/** What can be done about one account; one per screen. @param user_id whose, when that is known already */
export function newAccountMeasures(
	{ remote }: PrivacyParts,
	user_id: string | null,
	changed: () => void
): AccountMeasures {
	return new AccountMeasures(
		{
			find: (email) => findPerson(remote, email),
			block: (id, reason) => blockAccount(remote, id, reason),
			preview: (id, reason) => previewAccountRevert(remote, id, reason),
			run: (id) => runBatch(remote, id),
			takeBack: (id) => revertBatch(remote, id),
			changed
		},
		user_id
	);
}

async function photoFile(remote: Remote, name: string): Promise<Blob | null> {
	// Announced and never sent: its address is refused.
	const url = await photoUrl(remote, name).catch(() => null);
	if (url === null) return null;
	const response = await remote.ports.fetch(url);
	return response.ok ? response.blob() : null;
}
