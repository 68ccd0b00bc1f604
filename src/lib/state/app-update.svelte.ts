/**
 * A newer version of the app, fetched whole and waiting. It never takes over by itself: a form may be
 * open. The person is asked, and may say later.
 */
export class AppUpdate {
	/**
	 * `ready`: fetched, waiting to be asked in. `applied`: another tab asked it in; this page is of before.
	 * `blocked`: this page is of the newer version, and a tab of before holds the local database.
	 */
	state = $state<'none' | 'ready' | 'applied' | 'blocked'>('none');
	/** The person pressed *Recharger*; the page is about to leave. */
	leaving = $state(false);
	#apply: () => void = () => undefined;

	ready(apply: () => void): void {
		this.#apply = apply;
		this.state = 'ready';
	}

	applied(reload: () => void): void {
		if (this.leaving) return reload();
		this.#apply = reload;
		this.state = 'applied';
	}

	/** Only the person can close the other tab; what is saved is safe, and shows once they did. */
	blocked(): void {
		this.state = 'blocked';
	}

	/** The local database is open: nothing holds it back, or no longer. */
	opened(): void {
		if (this.state === 'blocked') this.state = 'none';
	}

	accept(): void {
		this.leaving = true;
		this.#apply();
	}

	/** Keeps the app installed and hears of newer versions; loads what that needs. */
	async follow(): Promise<void> {
		const { followWorker } = await import('$lib/device/worker');
		await followWorker({
			onWaiting: (apply) => this.ready(apply),
			onTakenOver: () => this.applied(() => location.reload())
		});
	}

	/** Not now. It is offered again at the next opening. */
	later(): void {
		this.state = 'none';
	}
}

export const appUpdate = new AppUpdate();
