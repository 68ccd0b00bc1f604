/**
 * What a screen does of what may fail, one thing at a time: a second press while the first is under way does
 * nothing, and a failure is kept to be shown until the next try.
 */
export abstract class OneWork {
	busy = $state(false);
	/** What the last try failed of; null when it did not. */
	error = $state.raw<unknown>(null);

	/** @returns whether it was done: not when something else is under way, nor when it failed. */
	protected async work(what: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.error = null;
		try {
			await what();
			return true;
		} catch (error) {
			this.error = error;
			return false;
		} finally {
			this.busy = false;
		}
	}
}
