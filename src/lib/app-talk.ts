import { queueContext } from '$lib/app-forms';
import { newId } from '$lib/domain/ids';
import { photoPath } from '$lib/domain/photo-path';
import type { Remote } from '$lib/remote/client';
import { RemoteError } from '$lib/remote/errors';
import { photoUrl } from '$lib/remote/photos';
import { hideComment, recordTalk } from '$lib/remote/talk';
import { SpeakUpState } from '$lib/state/speak-up.svelte';
import { TalkState } from '$lib/state/talk.svelte';
import { readAccount } from '$lib/store/accounts';
import type { CapitelleDatabase } from '$lib/store/database';
import { readItem } from '$lib/store/items';
import { watch } from '$lib/store/live';
import { readPhotoFile, readThumbnail } from '$lib/store/photos';
import {
	listTalk,
	queueComment,
	queueSpeakUp,
	readTalkDraft,
	resendTalk,
	saveTalkDraft,
	takeBackTalk
} from '$lib/store/talk';
import {
	addTalkPhoto,
	refusalOfTalkPhoto,
	removeTalkPhoto,
	resendTalkPhoto
} from '$lib/store/talk-photos';
import { anonymous } from '$lib/store/types';

/** What conversations are made of; the composition root gives it. */
export interface TalkParts {
	db: CapitelleDatabase;
	remote: Remote;
	/** Sends what waits; settled once the round is over. */
	wake(): Promise<void>;
}

/** A query that fails (a closed connection) is left as it is: the next start reads again. */
const ignore = () => undefined;

/** Nothing answered, or not our server. */
function isOffline(error: unknown): boolean {
	return error instanceof RemoteError && ['offline', 'timeout', 'not_json'].includes(error.kind);
}

/** The conversation on a record. */
export function newTalk({ db, remote, wake }: TalkParts): TalkState {
	return new TalkState({
		watchRows: (owner, id, next) => watch(() => listTalk(db, owner, id), next, ignore),
		async isOwn(owner, id) {
			const item = await db.items.get(id);
			return item?.owner === owner && !item.visited;
		},
		fetch: (id) => recordTalk(remote, id),
		isOffline,
		send: async (owner, id, comment, named) =>
			queueComment(db, owner, id, comment, named, await queueContext(db)),
		takeBack: (owner, id) => takeBackTalk(db, owner, id),
		resend: (owner, id) => resendTalk(db, owner, id),
		hide: (id, reason) => hideComment(remote, id, reason),
		readDraft: (owner, id) => readTalkDraft(db, owner, id),
		saveDraft: (owner, id, draft) => saveTalkDraft(db, owner, id, draft),
		newId,
		photos: {
			async prepare(file) {
				const [{ preparePhoto }, { photoChoices }, account] = await Promise.all([
					import('$lib/device/photo'),
					import('$lib/store/photo-choices'),
					readAccount(db)
				]);
				const { weight } = await photoChoices(db, account?.id ?? anonymous);
				return preparePhoto(file, weight);
			},
			keep: ({ owner, record_id }, draft, photo, files) =>
				addTalkPhoto(db, owner, record_id, draft, photo, files),
			drop: (id) => removeTalkPhoto(db, id),
			refusal: (id) => refusalOfTalkPhoto(db, id),
			resend: (id) => resendTalkPhoto(db, id),
			kept: async (id) => (await readPhotoFile(db, id)) ?? (await readThumbnail(db, id)),
			address: (photo) =>
				photoUrl(remote, photoPath({ ...photo, record_id: photo.id }), {
					seconds: 600,
					session: 'if_any'
				}).catch(() => null)
		},
		wake
	});
}

/** What the author of a record may ask for about it. */
export function newSpeakUp({ db, wake }: TalkParts): SpeakUpState {
	return new SpeakUpState({
		watchItem: (owner, id, next) => watch(() => readItem(db, owner, id), next, ignore),
		watchAsked: (owner, id, next) =>
			watch(
				async () =>
					(await listTalk(db, owner, id)).filter(
						({ way }) => way !== undefined && way.op.kind !== 'add_comment'
					),
				next,
				ignore
			),
		ask: async (owner, id, kind, note) =>
			queueSpeakUp(db, owner, id, kind, note, await queueContext(db)),
		takeBack: (owner, id) => takeBackTalk(db, owner, id),
		wake
	});
}
