import { onNetworkBack, onPageShown } from '$lib/device/network';
import { pushState, subscribePush, unsubscribePush } from '$lib/device/push';
import {
	dropPush,
	keepPush,
	listTerritories,
	mySubscriptions,
	setMailOff,
	setPace,
	subscribe,
	syncNotices,
	unsubscribe
} from '$lib/remote/notices';
import type { Remote } from '$lib/remote/client';
import { FollowingState } from '$lib/state/following.svelte';
import { language } from '$lib/state/language.svelte';
import { linkNotices } from '$lib/state/notices-link.svelte';
import { NoticesState } from '$lib/state/notices.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { CapitelleDatabase } from '$lib/store/database';
import { watch } from '$lib/store/live';
import { keepNotices, listNotices, markRead, unsentReads } from '$lib/store/notices';

/** What the screens of notices are made of; the composition root gives it. */
interface NoticeParts {
	db: CapitelleDatabase;
	remote: Remote;
	session: SessionState;
}

/** A query that fails (a closed connection) is left as it is: the next start reads again. */
const ignore = () => undefined;
/** While the page is shown and nothing else happens. */
const everyMs = 5 * 60_000;

/** What the person is told of; one for the page, from the first time somebody is signed in. */
export function openNotices({ db, remote, session }: NoticeParts): NoticesState {
	const notices = new NoticesState({
		watch: (owner, next) => watch(() => listNotices(db, owner), next, ignore),
		async sync(owner) {
			const read = await unsentReads(db, owner);
			const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
			const told = await syncNotices(remote, owner, read, language.current, zone);
			await keepNotices(db, owner, told, read);
		},
		markRead: (owner, ids) => markRead(db, owner, ids, new Date()),
		now: Date.now
	});
	linkNotices(session, notices);
	const later = () => void notices.refreshLater();
	onNetworkBack(later);
	onPageShown(later);
	setInterval(later, everyMs);
	return notices;
}

/** What the person follows and how they are told; one per screen. */
export function newFollowing({ remote }: NoticeParts): FollowingState {
	return new FollowingState({
		load: () => mySubscriptions(remote),
		subscribe: (kind, target, mail) => subscribe(remote, kind, target, mail),
		setPace: (id, mail) => setPace(remote, id, mail),
		unsubscribe: (id) => unsubscribe(remote, id),
		setMailOff: (off) => setMailOff(remote, off),
		territories: () => listTerritories(remote),
		wakeState: async () => ((await pushKey(remote)) === null ? 'unsupported' : pushState()),
		async wakeOn() {
			const key = await pushKey(remote);
			const device = key === null ? null : await subscribePush(key);
			if (device) await keepPush(remote, device);
			return device !== null;
		},
		async wakeOff() {
			const endpoint = await unsubscribePush();
			if (endpoint !== null) await dropPush(remote, endpoint);
		}
	});
}

async function pushKey(remote: Remote): Promise<string | null> {
	return (await remote.config()).pushKey;
}
