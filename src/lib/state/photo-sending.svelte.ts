import type { Connection } from '$lib/domain/connection';
import type { WaitingPhoto } from '$lib/store/waiting-photos';
import type { PhotoProgress } from '$lib/sync/ports';

/** What the screen of photos on their way reaches outside itself. */
export interface PhotoSendingPorts {
	/** An owner's photos that wait, again at each change; returns what stops it. */
	watchPhotos(owner: string, next: (photos: WaitingPhoto[]) => void): () => void;
	/** The choice of this device, again at each change, in the same way. */
	watchWifiOnly(next: (on: boolean) => void): () => void;
	setWifiOnly(on: boolean): Promise<void>;
	/** Lets the owner's photos that wait go by any network. */
	release(owner: string): Promise<void>;
	connection(): Connection;
	/** Calls when the device changes networks; returns what stops it. */
	onConnectionChange(call: () => void): () => void;
	/** There may be something to send. */
	wake(): void;
	/** ms since 1970. */
	now(): number;
}

/**
 * Where one photo stands. `held`: waits for Wi-Fi. `again`: a try failed, another follows.
 * `share` is between 0 and 1, of what left; null where the browser cannot tell.
 */
export interface PhotoLine {
	photo: WaitingPhoto;
	stage: 'sending' | 'checking' | 'held' | 'again' | 'waiting';
	share: number | null;
}

/** Photos on their way: how far each is, and whether they wait for Wi-Fi. */
export class PhotoSendingState {
	photos = $state.raw<WaitingPhoto[]>([]);
	wifiOnly = $state(false);
	connection = $state<Connection>('unknown');
	/** What could not be kept last: the choice of this device, or letting go what waits. */
	failed = $state<'choice' | 'release' | null>(null);
	#progress = $state.raw<Record<string, PhotoProgress>>({});
	#owner = '';
	#ports: PhotoSendingPorts;
	#stops: (() => void)[] = [];

	constructor(ports: PhotoSendingPorts) {
		this.#ports = ports;
	}

	/** Shows this owner's photos from now on. */
	follow(owner: string): void {
		this.close();
		this.#owner = owner;
		const read = () => {
			this.connection = this.#ports.connection();
		};
		read();
		this.#stops = [
			this.#ports.watchPhotos(owner, (photos) => (this.photos = photos)),
			this.#ports.watchWifiOnly((on) => (this.wifiOnly = on)),
			this.#ports.onConnectionChange(read)
		];
	}

	/** What the one who sends says of a photo, shown or not. */
	progressed(progress: PhotoProgress): void {
		const { [progress.photo_id]: _before, ...others } = this.#progress;
		this.#progress =
			progress.phase === 'over' ? others : { ...others, [progress.photo_id]: progress };
	}

	/** Those under way first, then those that come next. */
	get lines(): PhotoLine[] {
		const lines = this.photos.map((photo) => this.#lineOf(photo));
		const moving = ({ stage }: PhotoLine) => stage === 'sending' || stage === 'checking';
		return [...lines.filter(moving), ...lines.filter((line) => !moving(line))];
	}

	/** Photos that wait for Wi-Fi, or for the person to let them go. */
	get held(): WaitingPhoto[] {
		if (!this.wifiOnly || this.connection === 'wifi') return [];
		return this.photos.filter(({ id, anyway }) => !anyway && !this.#progress[id]);
	}

	get bytes(): number {
		return this.photos.reduce((sum, { bytes }) => sum + bytes, 0);
	}

	#lineOf(photo: WaitingPhoto): PhotoLine {
		const progress = this.#progress[photo.id];
		if (progress?.phase === 'checking') return { photo, stage: 'checking', share: 1 };
		if (progress) {
			const share = progress.sent === null ? null : progress.sent / photo.bytes;
			return { photo, stage: 'sending', share };
		}
		if (this.held.includes(photo)) return { photo, stage: 'held', share: null };
		const again = photo.attempts > 0 && photo.next_at > this.#ports.now();
		return { photo, stage: again ? 'again' : 'waiting', share: null };
	}

	/** Keeps photos for Wi-Fi, or no longer. */
	setWifiOnly(on: boolean): Promise<void> {
		return this.#act('choice', () => this.#ports.setWifiOnly(on));
	}

	/** Those that wait for Wi-Fi go now. */
	sendNow(): Promise<void> {
		return this.#act('release', () => this.#ports.release(this.#owner));
	}

	async #act(what: 'choice' | 'release', work: () => Promise<void>): Promise<void> {
		this.failed = null;
		try {
			await work();
			this.#ports.wake();
		} catch {
			this.failed = what;
		}
	}

	close(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
		this.photos = [];
	}
}
