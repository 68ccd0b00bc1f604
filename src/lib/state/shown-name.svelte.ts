import type { Account } from '$lib/domain/account';
import type { NameShown } from '$lib/domain/record';

/** What a person may change of their own account. */
export interface ProfileChange {
	display_name: string | null;
	pseudonym: string | null;
	name_shown: NameShown;
	language: string;
}

/** How a person wants to be named beside what they publish, while they choose it. */
export class ShownName {
	/** A pseudonym first: nobody's real name is published by default. */
	shown = $state<NameShown>('pseudonym');
	real = $state('');
	pseudonym = $state('');

	/** Takes what the account says; a newcomer's account has chosen nothing yet. */
	take(account: Account): void {
		this.real = account.display_name ?? '';
		this.pseudonym = account.pseudonym ?? '';
		if (account.charter_accepted !== null) this.shown = account.name_shown;
	}

	/** True when a name is to be shown and none is written. */
	get missing(): boolean {
		return (
			this.shown !== 'none' && (this.shown === 'real' ? this.real : this.pseudonym).trim() === ''
		);
	}

	change(language: string): ProfileChange {
		return {
			display_name: this.real.trim() || null,
			pseudonym: this.pseudonym.trim() || null,
			name_shown: this.shown,
			language
		};
	}
}
