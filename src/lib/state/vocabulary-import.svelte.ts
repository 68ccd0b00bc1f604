import type { ImportResult, OpenScheme, SchemeSummary } from '$lib/domain/vocabulary/editing';
import { fold } from '$lib/domain/vocabulary/fold';
import {
	countStates,
	previewRows,
	type PreviewRow,
	type PreviewState
} from '$lib/domain/vocabulary/import-preview';
import { freeSlug } from '$lib/domain/vocabulary/skos-edit';
import { nameOf, shortUri } from '$lib/domain/vocabulary/skos-tree';
import { diffSchemes, type SchemeDiff } from '$lib/domain/vocabulary/skos/diff';
import { keepSound } from '$lib/domain/vocabulary/skos/keep-sound';
import type { OpenedVocabulary } from '$lib/device/vocabulary-file';
import type { SkosConcept, SkosProblem, SkosScheme } from '$lib/domain/vocabulary/skos/types';
import { sendImport, type ImportPlace } from './vocabulary-import-send';
import type { VocabularyDeskPorts } from './vocabulary-ports';

export type ImportStep = 'choose' | 'reading' | 'preview' | 'applying' | 'done';

/** A file on its way into the vocabulary: read, looked at, and only then applied. */
export class VocabularyImport {
	step = $state<ImportStep>('choose');
	file = $state.raw<{ name: string; size: number } | null>(null);
	/** Share of the file read, or of its concepts sent, from 0 to 1; 1 while the server applies. */
	progress = $state(0);
	/** Why the file could not be read, or the import was refused. */
	error = $state.raw<unknown>(null);
	/** The answer to the import was lost: it may have been applied. */
	uncertain = $state(false);
	opened = $state.raw<OpenedVocabulary | null>(null);
	/** Which vocabulary of the file. */
	chosen = $state(0);
	place = $state<ImportPlace>({
		existing: null,
		id: '',
		title: '',
		kind: 'reference',
		theme: null
	});
	/** What becomes of concepts that the file does not have. */
	missing = $state<'keep' | 'deprecate'>('keep');
	result = $state.raw<ImportResult | null>(null);
	/** Lines shown: of which state, with problems only, with which words. */
	state = $state<PreviewState | 'all'>('all');
	severity = $state<'all' | 'error' | 'warning'>('all');
	query = $state('');
	schemes = $state.raw<SchemeSummary[]>([]);

	/** The vocabulary as it stands, to compare with. */
	#present = $state.raw<OpenScheme | null>(null);
	#stop: AbortController | null = null;
	#reading = 0;
	/** Counts the choices of a place: only the last one's answer counts. */
	#going = 0;
	readonly #ports: VocabularyDeskPorts;

	readonly scheme: SkosScheme | null = $derived(this.opened?.schemes[this.chosen] ?? null);
	readonly problems: SkosProblem[] = $derived(
		(this.opened?.problems ?? []).concat(this.opened?.checks[this.chosen] ?? [])
	);
	/** What the vocabulary will be called: as the file says, and as it was where the file says nothing. */
	readonly titles: SkosScheme['titles'] = $derived.by(() => {
		const said = this.scheme?.titles ?? [];
		if (this.place.existing === null) {
			const french = { lang: 'fr', text: this.place.title.trim() };
			return [french, ...said.filter(({ lang }) => lang !== 'fr')];
		}
		const kept = (this.#present?.titles ?? []).filter(({ lang }) =>
			said.every((title) => title.lang !== lang)
		);
		return [...kept, ...said];
	});
	/** What of the file can be kept, and is sent: some of the rest could not even travel. */
	readonly #sound: SkosScheme | null = $derived.by(() => {
		if (!this.scheme) return null;
		// A new one is new whatever it is called: typing its title compares nothing again.
		const titles = this.place.existing === null ? this.scheme.titles : this.titles;
		return keepSound({ ...this.scheme, titles }, this.problems, this.#present);
	});
	/** Whether what is there is known, when there is something: else everything would look new. */
	readonly compared: boolean = $derived(this.place.existing === null || this.#present !== null);
	/** Between what is there and what of the file can be kept. */
	readonly diff: SchemeDiff | null = $derived(
		this.#sound && this.compared ? diffSchemes(this.#present, this.#sound) : null
	);
	readonly rows: PreviewRow[] = $derived(
		this.diff && this.scheme ? previewRows(this.diff, this.scheme.concepts, this.problems) : []
	);
	readonly #names: ReadonlyMap<string, SkosConcept> = $derived(
		new Map(
			[...(this.#present?.concepts ?? []), ...(this.scheme?.concepts ?? [])].map((concept) => [
				concept.uri,
				concept
			])
		)
	);
	readonly counts: Record<PreviewState, number> = $derived(countStates(this.rows));
	readonly shown: PreviewRow[] = $derived(this.rows.filter((row) => this.#shows(row)));
	/** Whether applying would change anything. */
	readonly worthwhile: boolean = $derived.by(() => {
		const { added, changed, deprecated, missing } = this.counts;
		const collections = this.diff?.collections;
		return (
			added + changed + deprecated + (this.missing === 'deprecate' ? missing : 0) > 0 ||
			(collections !== undefined && collections.added.length + collections.changed.length > 0) ||
			(this.diff?.titleChanged ?? false) ||
			this.place.existing === null
		);
	});

	/** The id of a new vocabulary is another's already, or would not fit an address. */
	readonly idTaken: boolean = $derived(
		this.place.existing === null && this.schemes.some(({ id }) => id === this.place.id.trim())
	);
	readonly idFits: boolean = $derived(/^[a-z][a-z0-9_-]{0,59}$/.test(this.place.id.trim()));
	/** Whether it is said where the concepts go. */
	readonly ready: boolean = $derived(
		this.compared &&
			(this.place.existing !== null ||
				(this.idFits && !this.idTaken && this.place.title.trim() !== ''))
	);

	constructor(ports: VocabularyDeskPorts) {
		this.#ports = ports;
	}

	/** Name of a concept of the file, or of the vocabulary as it stands. */
	nameOf(uri: string): string {
		const concept = this.#names.get(uri);
		return concept ? nameOf(concept, 'fr') : uri;
	}

	/** Reads which vocabularies are there to be updated. A failure is told when the file is read. */
	async load(): Promise<void> {
		try {
			const schemes = await this.#ports.schemes();
			this.schemes = schemes.filter(({ mayEdit }) => mayEdit);
		} catch (error) {
			this.error = error;
		}
	}

	/** Reads a file, without changing anything. */
	async read(file: File): Promise<void> {
		const reading = ++this.#reading;
		this.#stop?.abort();
		const stop = new AbortController();
		this.#stop = stop;
		this.file = { name: file.name, size: file.size };
		this.step = 'reading';
		this.progress = 0;
		this.error = null;
		this.uncertain = false;
		this.result = null;
		try {
			const opened = await this.#ports.openFile(file, {
				onProgress: (share) => {
					if (reading === this.#reading) this.progress = share;
				},
				signal: stop.signal
			});
			if (reading !== this.#reading) return;
			await this.load();
			if (reading !== this.#reading) return;
			this.opened = opened;
			await this.choose(0);
		} catch (error) {
			if (reading !== this.#reading) return;
			this.step = 'choose';
			if (!stop.signal.aborted) this.error = error;
		}
	}

	/** Stops reading the file. */
	cancel(): void {
		this.#stop?.abort();
	}

	/** Takes another vocabulary of the same file, and the place that fits it. */
	async choose(index: number): Promise<void> {
		this.chosen = index;
		this.state = 'all';
		this.severity = 'all';
		this.query = '';
		this.result = null;
		const { scheme } = this;
		if (!scheme) return;
		const known = this.schemes.find(({ uri }) => uri === scheme.uri);
		if (await this.goTo(known?.id ?? null)) this.step = 'preview';
	}

	/** After one vocabulary of a file, its next. */
	async again(): Promise<void> {
		await this.load();
		const next = (this.chosen + 1) % (this.opened?.schemes.length ?? 1);
		await this.choose(next);
	}

	/** Chooses where the concepts go; null makes a new vocabulary. @returns false when another was chosen since */
	async goTo(existing: string | null): Promise<boolean> {
		const going = ++this.#going;
		const known = this.schemes.find(({ id }) => id === existing);
		const title = this.#titleOf();
		this.place = known
			? {
					existing: known.id,
					id: known.id,
					title: known.title.fr,
					kind: known.kind,
					theme: known.theme
				}
			: { existing: null, id: this.#freeId(title), title, kind: 'reference', theme: null };
		this.#present = null;
		this.error = null;
		this.uncertain = false;
		if (!known) return true;
		try {
			const present = await this.#ports.scheme(known.id);
			if (going !== this.#going) return false;
			if (!present) throw new Error(`vocabulary ${known.id} is gone`);
			this.#present = present;
		} catch (error) {
			if (going !== this.#going) return false;
			this.error = error;
		}
		return true;
	}

	#titleOf(): string {
		const titles = this.scheme?.titles ?? [];
		const found = titles.find(({ lang }) => lang === 'fr') ?? titles[0];
		return found?.text ?? shortUri(this.scheme?.uri ?? '');
	}

	#freeId(title: string): string {
		return freeSlug(title, (slug) => this.schemes.some(({ id }) => id === slug));
	}

	/** Sends the concepts in parts and applies them at once. What was refused is in {@link result}. */
	async apply(): Promise<void> {
		const [place, scheme] = [this.place, this.#sound];
		const aside = this.problems.filter(({ severity }) => severity === 'error');
		if (!scheme || !this.ready || this.step === 'applying') return;
		this.step = 'applying';
		this.progress = 0;
		this.error = null;
		this.uncertain = false;
		const target = {
			id: place.id.trim(),
			uri: this.#present?.uri ?? scheme.uri,
			titles: this.titles,
			kind: place.kind,
			theme: place.theme,
			other: scheme.other
		};
		const answer = await sendImport(
			this.#ports,
			{ target, missing: this.missing },
			scheme,
			(share) => (this.progress = share)
		);
		if ('error' in answer) {
			this.error = answer.error;
			this.uncertain = answer.uncertain;
			this.step = 'preview';
			if (answer.uncertain) this.#ports.changed();
			return;
		}
		const { applied } = answer;
		this.result = { ...applied, refused: [...aside, ...applied.refused] };
		this.step = 'done';
		this.#ports.changed();
	}

	/** Back to the beginning, for another file. */
	restart(): void {
		this.#reading += 1;
		this.#going += 1;
		this.#stop?.abort();
		this.step = 'choose';
		this.file = null;
		this.opened = null;
		this.error = null;
		this.uncertain = false;
		this.result = null;
	}

	#shows({ state, problems, concept, uri }: PreviewRow): boolean {
		if (this.state !== 'all' && state !== this.state) return false;
		if (this.severity !== 'all' && problems.every(({ severity }) => severity !== this.severity)) {
			return false;
		}
		const words = fold(this.query);
		if (words === '') return true;
		const name = concept ? fold(nameOf(concept, 'fr')) : '';
		return name.includes(words) || uri.toLowerCase().includes(this.query.trim().toLowerCase());
	}
}
