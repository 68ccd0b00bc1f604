import {
	acceptanceCounts,
	announceCharter,
	charterVersions,
	saveCharterDraft,
	takeBackCharter
} from '$lib/remote/charter';
import type { Remote } from '$lib/remote/client';
import {
	policies,
	policyHistory,
	previewPolicy,
	ruledTerritories,
	setPolicy
} from '$lib/remote/policies';
import { CharterDeskState } from '$lib/state/charter-desk.svelte';
import { PoliciesState } from '$lib/state/policies.svelte';
import type { SessionState } from '$lib/state/session.svelte';

/** The rules of contribution, for those who administer. */
export function newPolicies({
	remote,
	session
}: {
	remote: Remote;
	session: SessionState;
}): PoliciesState {
	return new PoliciesState({
		policies: () => policies(remote),
		territories: () => ruledTerritories(remote),
		history: (before) => policyHistory(remote, before),
		preview: (scope, settings) => previewPolicy(remote, scope, settings),
		save: (scope, settings, reason) => setPolicy(remote, scope, settings, reason),
		roles: () => session.account?.roles ?? []
	});
}

/** The versions of the charter, for those who administer the whole site. */
export function newCharterDesk({ remote }: { remote: Remote }): CharterDeskState {
	return new CharterDeskState({
		versions: () => charterVersions(remote),
		counts: () => acceptanceCounts(remote),
		save: (version, text) => saveCharterDraft(remote, version, text),
		announce: (version, from) => announceCharter(remote, version, from),
		takeBack: (version) => takeBackCharter(remote, version),
		now: Date.now
	});
}
