import type { Problem } from '$lib/domain/problem';
import type { IncomingRow } from '$lib/store/field-rows';
import type { Draft } from '$lib/store/types';
import type { RefusedPhoto } from './capture-photos.svelte';
import { isEmptyDraft } from './capture-steps';
import type { CaptureState } from './capture.svelte';

export type { IncomingRow };

/** What taking in shared photos reaches outside itself. */
export interface SharingPorts {
	list(): Promise<IncomingRow[]>;
	drop(ids: readonly string[]): Promise<void>;
	/** The person's drafts, last touched first. */
	drafts(): Promise<Draft[]>;
	/** A form of its own. */
	capture(): Promise<CaptureState>;
}

/** Waits for a network, for room, or for another record: worth keeping for another try. */
const later = ({ problem, full }: { problem: Problem | null; full: boolean }) =>
	full || problem?.code === 'photo_format' || problem?.code === 'photo_too_many';

/** Photos that another app shared, until they are in a record being written or nobody wants them. */
export class SharingState {
	files = $state.raw<IncomingRow[]>([]);
	/** Addresses to show, by file. */
	urls = $state.raw<Record<string, string>>({});
	/** Records being written, that the photos may go into. */
	drafts = $state.raw<Draft[]>([]);
	ready = $state(false);
	busy = $state(false);
	/** Those that did not go in, and why. */
	refused = $state.raw<RefusedPhoto[]>([]);
	#ports: SharingPorts;

	constructor(ports: SharingPorts) {
		this.#ports = ports;
	}

	async load(): Promise<void> {
		const [files, drafts] = await Promise.all([this.#ports.list(), this.#ports.drafts()]);
		this.#show(files);
		this.drafts = drafts.filter((draft) => !draft.base && !isEmptyDraft(draft));
		this.ready = true;
	}

	#show(files: IncomingRow[]): void {
		this.close();
		this.files = files;
		this.urls = Object.fromEntries(
			files.map(({ id, data, type }) => [id, URL.createObjectURL(new Blob([data], { type }))])
		);
	}

	/**
	 * Puts the photos into a record being written, or into a new one that begins at the place and the day the first
	 * of them tells. A page that dies meanwhile finds the rest here again.
	 * @returns the draft to go on with; null when no photo went in
	 */
	async putInto(draft_id: string | null): Promise<string | null> {
		this.busy = true;
		this.refused = [];
		const capture = await this.#ports.capture();
		try {
			if (draft_id) await capture.open({ draft: draft_id });
			else capture.start();
			const before = capture.draft?.photos.length ?? 0;
			for (const { id, name, type, data } of this.files) {
				await capture.photos.add([new File([data], name, { type })]);
				const [refused] = capture.photos.refused;
				if (refused) this.refused = [...this.refused, refused];
				if (!refused || !later(refused)) await this.#ports.drop([id]);
			}
			const { draft } = capture;
			if (!draft || draft.photos.length === before) return null;
			if (draft_id === null) this.#begin(capture, draft);
			await capture.flush();
			return draft.id;
		} finally {
			await capture.close();
			this.#show(await this.#ports.list());
			this.busy = false;
		}
	}

	#begin(capture: CaptureState, draft: Draft): void {
		const places = draft.photos.map(({ id }) => draft.photo_places?.[id]);
		const place = places.find((one) => one !== undefined);
		const taken = draft.photos.find(({ taken_at }) => taken_at !== null)?.taken_at;
		// A camera whose clock is ahead knows nothing of the day.
		const seen = taken && Date.parse(taken) <= Date.now() ? { observed_at: taken } : {};
		capture.change({
			...seen,
			...(place
				? {
						geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
						position: { method: 'photo', accuracy_m: null }
					}
				: {})
		});
	}

	/** Nobody wants them here: their originals stay where they were shared from. */
	async dropAll(): Promise<void> {
		await this.#ports.drop(this.files.map(({ id }) => id));
		this.#show([]);
	}

	/** Frees the pictures held in memory. */
	close(): void {
		for (const url of Object.values(this.urls)) URL.revokeObjectURL(url);
		this.urls = {};
	}
}
