import type { AccessLine, DeletionChoice, DeletionPreview, Standing } from '$lib/domain/privacy';

export interface MyDataPorts {
	standing(): Promise<Standing>;
	log(before: number | null): Promise<AccessLine[]>;
	/** Makes the file and hands it to the person. @returns how many photos were not there */
	save(
		progress: (what: 'sections' | 'photos', done: number, total: number) => void
	): Promise<number>;
	appeal(text: string): Promise<void>;
	preview(): Promise<DeletionPreview>;
	/** @returns how many records were erased */
	remove(choice: DeletionChoice, email: string): Promise<number>;
	/** Signs this device out; what the server does not have stays on it. */
	leave(): Promise<void>;
}

/** So many lines come at once. */
const pageSize = 100;

/** What the site holds about the person: taking it along, who looked, and leaving for good. */
export class MyDataState {
	standing = $state.raw<Standing | null>(null);
	log = $state.raw<AccessLine[] | null>(null);
	/** There are older lines. */
	hasMore = $state(false);
	error = $state.raw<unknown>(null);
	/** What is being done, so that its button says so and no other is pressed meanwhile. */
	busy = $state<'export' | 'appeal' | 'preview' | 'delete' | null>(null);
	progress = $state.raw<{ what: 'sections' | 'photos'; done: number; total: number } | null>(null);
	/** How many photos the last file lacks; null before the first. */
	exported = $state<number | null>(null);
	preview = $state.raw<DeletionPreview | null>(null);
	choice = $state<DeletionChoice>('keep');
	typed = $state('');
	/** How many records were erased with the account; null while it is there. */
	deleted = $state<number | null>(null);
	readonly #ports: MyDataPorts;

	constructor(ports: MyDataPorts) {
		this.#ports = ports;
	}

	/** Reads what the page shows at first. */
	async load(): Promise<void> {
		this.error = null;
		try {
			const [standing, log] = await Promise.all([this.#ports.standing(), this.#ports.log(null)]);
			this.standing = standing;
			this.log = log;
			this.hasMore = log.length === pageSize;
		} catch (error) {
			this.error = error;
		}
	}

	/** Older lines of the log. */
	async more(): Promise<void> {
		const last = this.log?.at(-1);
		if (!last) return;
		try {
			const older = await this.#ports.log(last.id);
			this.log = [...(this.log ?? []), ...older];
			this.hasMore = older.length === pageSize;
		} catch (error) {
			this.error = error;
		}
	}

	/** Makes the file and hands it over. */
	async save(): Promise<void> {
		this.exported = null;
		await this.#run('export', async () => {
			this.exported = await this.#ports.save((what, done, total) => {
				this.progress = { what, done, total };
			});
			this.log = await this.#ports.log(null);
		});
		this.progress = null;
	}

	/** Answers a block, once. */
	async appeal(text: string): Promise<void> {
		await this.#run('appeal', async () => {
			await this.#ports.appeal(text);
			this.standing = await this.#ports.standing();
		});
	}

	/** Asks what a deletion would do, before anything is chosen. */
	async begin(): Promise<void> {
		this.typed = '';
		await this.#run('preview', async () => {
			this.preview = await this.#ports.preview();
		});
	}

	/** Not after all. */
	cancel(): void {
		this.preview = null;
		this.error = null;
	}

	/** Deletes the account and signs this device out. */
	async remove(): Promise<void> {
		await this.#run('delete', async () => {
			const erased = await this.#ports.remove(this.choice, this.typed);
			// The account is gone whatever becomes of this device.
			this.deleted = erased;
			await this.#ports.leave();
		});
	}

	async #run(what: NonNullable<MyDataState['busy']>, work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = what;
		this.error = null;
		try {
			await work();
		} catch (error) {
			this.error = error;
		} finally {
			this.busy = null;
		}
	}
}
