const key = 'capitelle.first-run';

/** Whether the first steps were seen on this device: they are shown once, before the first form. */
class FirstRunState {
	#seen = $state(hasSeen());

	get seen(): boolean {
		return this.#seen;
	}

	/** They were read, or passed over. */
	done(): void {
		this.#seen = true;
		try {
			localStorage.setItem(key, 'seen');
		} catch {
			// They will be shown again next time: one tap more.
		}
	}
}

/** Where nothing can be kept they would come back each time: then they are left to the help. */
function hasSeen(): boolean {
	try {
		return localStorage.getItem(key) === 'seen';
	} catch {
		return true;
	}
}

export const firstRun = new FirstRunState();
