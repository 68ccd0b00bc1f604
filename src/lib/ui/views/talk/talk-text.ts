import type { Problem } from '$lib/domain/problem';
import type { Person, Visibility } from '$lib/domain/talk';
import { m } from '$lib/i18n/paraglide/messages';

/** Who may read, in two words. */
export function visibilityText(visibility: Visibility): string {
	return {
		public: m.talk_visibility_public,
		participants: m.talk_visibility_participants,
		moderators: m.talk_visibility_moderators
	}[visibility]();
}

/** Who may read, in a sentence. */
export function visibilityHelp(visibility: Visibility): string {
	return {
		public: m.talk_visibility_public_help,
		participants: m.talk_visibility_participants_help,
		moderators: m.talk_visibility_moderators_help
	}[visibility]();
}

/** Why a mention was refused, with the name of who was mentioned; null for any other problem. */
export function refusalText({ code, params }: Problem, named: readonly Person[]): string | null {
	if (code !== 'mention_not_allowed') return null;
	const name = named.find(({ id }) => id === params?.['id'])?.name;
	return name === undefined ? m.talk_mention_refused() : m.talk_mention_refused_named({ name });
}
