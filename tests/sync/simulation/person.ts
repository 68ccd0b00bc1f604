import { newId } from '$lib/domain/ids.ts';
import { contentOf, type RecordContent } from '$lib/domain/actions/content.ts';
import { draftOfItem, emptyDraft } from '$lib/store/corrections.ts';
import { readDispute } from '$lib/store/dispute.ts';
import { listDrafts, saveDraft } from '$lib/store/drafts.ts';
import { isHeldByOther } from '$lib/store/held.ts';
import { listItems } from '$lib/store/items.ts';
import { queueDeletion } from '$lib/store/outbox.ts';
import { removeItem, resend } from '$lib/store/parked.ts';
import { addDraftPhoto, removeDraftPhoto } from '$lib/store/photos.ts';
import { resolveDispute } from '$lib/store/resolution.ts';
import { queueSuggestion } from '$lib/store/suggestions.ts';
import type { Draft, Item, VisitDraft } from '$lib/store/types.ts';
import { baseOfItem, newVisit, openVisitOf, queueVisit, saveVisit } from '$lib/store/visits.ts';
import type { Chance } from '../support/chance.ts';
import { jpeg } from '../support/device.ts';
import { broken } from './broken.ts';
import type { Device } from './device.ts';
import type { Ledger } from './ledger.ts';
import { othersRecords } from './others.ts';
import { saveRecord } from './saving.ts';

const kinds = ['stones/wall', 'stones/hut'];
/** Retired: the server refuses it. */
const retired = 'stones/old';
const threats = ['root', 'water', 'road'];

/** What people do with the app, each as its screens would do it. */
export class Person {
	readonly #device: Device;
	readonly #ledger: Ledger;
	readonly #chance: Chance;
	readonly #say: (what: string) => void;

	constructor(device: Device, ledger: Ledger, chance: Chance, say: (what: string) => void) {
		this.#device = device;
		this.#ledger = ledger;
		this.#chance = chance;
		this.#say = say;
	}

	get #db() {
		return this.#device.db;
	}

	async capture(): Promise<void> {
		await saveRecord(this.#device, await this.#newDraft());
	}

	/** Typed, and left open. */
	async beginDraft(): Promise<void> {
		await saveDraft(this.#db, await this.#newDraft());
	}

	/** Changes one thing of a contribution of theirs, whatever state it is in. */
	async edit(): Promise<void> {
		const owner = await this.#device.owner();
		const item = await this.#pickItem(({ deleting }) => !deleting);
		if (!item) return;
		const draft = await draftOfItem(this.#db, owner, item.record_id, this.#device.context);
		if (!draft) return;
		// The form shows what they want, which may lie on top of what others said meanwhile.
		this.#show(owner, draft.id, draft as RecordContent & Draft);
		const dispute = await readDispute(this.#db, owner, item.record_id);
		if (dispute) this.#show(owner, draft.id, dispute.theirs);
		await this.#change(draft);
	}

	/** Corrects somebody else's record from the map. */
	async editOther(): Promise<void> {
		const owner = await this.#device.owner();
		const found = await othersRecords(this.#db, owner);
		if (found.length === 0) return;
		const { record, base } = this.#pickShared(found);
		if (await this.#isHeld(owner, record.id)) return;
		this.#show(owner, record.id, base.record);
		const { photos, ...content } = base.record;
		const facts = photos.map(({ record_id: _record, received_at: _received, ...photo }) => photo);
		const empty = emptyDraft(record.id, owner, this.#device.context.now);
		await this.#change({ ...empty, ...content, photos: facts, base });
	}

	/** Passes by again: their own record, or somebody else's. */
	async visit(): Promise<void> {
		const owner = await this.#device.owner();
		const own = await this.#pickItem(({ state, deleting }) => state !== 'draft' && !deleting);
		const others = await othersRecords(this.#db, owner);
		const other = others.length > 0 && this.#chance.happens(0.5) ? this.#chance.pick(others) : null;
		const record_id = other?.record.id ?? own?.record_id;
		if (!record_id) return;
		const about = other
			? { base: other.base, title: null }
			: await baseOfItem(this.#db, owner, record_id);
		if (!about) return;
		const { now } = this.#device.context;
		const begun = await openVisitOf(this.#db, owner, record_id);
		if (!begun && (await this.#isHeld(owner, record_id))) return;
		const visit: VisitDraft = begun ?? newVisit(newId(), owner, record_id, about, {}, now);
		this.#say(`visit of ${nick(record_id)}`);
		await saveVisit(this.#db, visit);
		if (this.#chance.happens(0.3)) await this.#photograph(visit);
		visit.properties = { state: this.#word() };
		visit.note = this.#chance.happens(0.5) ? this.#word() : '';
		await saveVisit(this.#db, visit);
		await queueVisit(this.#db, visit, this.#device.context);
	}

	async delete(): Promise<void> {
		const owner = await this.#device.owner();
		const item = await this.#pickItem(
			({ state, deleting, visited }) => state !== 'draft' && !deleting && !visited
		);
		if (!item) return;
		this.#show(owner, item.record_id, item as RecordContent & Item);
		this.#say(`delete ${nick(item.record_id)}`);
		await queueDeletion(this.#db, owner, item.record_id, this.#device.context);
	}

	async proposeWord(): Promise<void> {
		const text = this.#word();
		const proposal = {
			id: newId(),
			theme: 'stones',
			concept: this.#chance.happens(0.5) ? 'stones/wall' : null,
			text,
			lang: 'fr' as const,
			note: '',
			recordId: null
		};
		const kind = proposal.concept ? ('label' as const) : ('concept' as const);
		const { now } = this.#device.context;
		await queueSuggestion(this.#db, await this.#device.owner(), { ...proposal, kind }, now);
	}

	/** Reads why something is parked, and sends it again as it is. */
	async sendAgain(): Promise<void> {
		const item = await this.#pickItem(({ state }) => state === 'parked');
		if (item) await this.sendAgainOf(item);
	}

	async sendAgainOf(item: Item): Promise<void> {
		const owner = await this.#device.owner();
		const dispute = await readDispute(this.#db, owner, item.record_id);
		if (dispute) this.#show(owner, item.record_id, dispute.theirs);
		this.#say(`send ${nick(item.record_id)} again`);
		await resend(this.#db, owner, item.record_id);
	}

	/** Looks at a dispute and chooses field by field. */
	async choose(): Promise<void> {
		const item = await this.#pickItem(({ disputed }) => disputed.length > 0);
		if (item) await this.chooseOf(item);
	}

	async chooseOf(item: Item): Promise<void> {
		const owner = await this.#device.owner();
		const dispute = await readDispute(this.#db, owner, item.record_id);
		if (!dispute) return broken('a dispute can be read', item);
		this.#show(owner, item.record_id, dispute.theirs);
		const paths = dispute.kind === 'fields' ? dispute.fields.map(({ path }) => path) : ['deleted'];
		const picks = Object.fromEntries(
			paths.map((path) => [path, this.#chance.pick(['mine', 'theirs'] as const)])
		);
		this.#say(`choose for ${nick(item.record_id)} ${JSON.stringify(picks)}`);
		const { version } = dispute;
		const { context } = this.#device;
		const isDone = await resolveDispute(
			this.#db,
			owner,
			item.record_id,
			{ version, picks },
			context
		);
		if (!isDone) broken('a choice made on what is shown is taken', { dispute, picks });
	}

	async giveUp(): Promise<void> {
		const item = await this.#pickItem(({ state }) => state === 'parked' || state === 'draft');
		if (!item) return;
		this.#say(`give up ${nick(item.record_id)}`);
		await removeItem(this.#db, await this.#device.owner(), item.record_id, this.#device.context);
	}

	/** Whether the form says that another account has something on the record here, and does not open. */
	async #isHeld(owner: string, record_id: string): Promise<boolean> {
		const isHeld = await isHeldByOther(this.#db, owner, record_id);
		if (isHeld) this.#say(`${nick(record_id)} is held by another account`);
		return isHeld;
	}

	/** What the person is shown counts as seen. */
	#show(owner: string, record_id: string, content: RecordContent): void {
		this.#ledger.show(this.#device.name, owner, record_id, contentOf(content));
	}

	async #pickItem(fits: (item: Item) => boolean): Promise<Item | null> {
		const items = (await listItems(this.#db, await this.#device.owner())).filter(fits);
		// In the order they were made, which a seed repeats.
		items.sort((a, b) => (a.record_id < b.record_id ? -1 : 1));
		return items.length > 0 ? this.#pickShared(items) : null;
	}

	#word(): string {
		return `${this.#device.name} ${this.#chance.below(10_000)}`;
	}

	#kind(): string {
		return this.#chance.happens(0.1) ? retired : this.#chance.pick(kinds);
	}

	/** Mostly the oldest, which everybody knows: people must meet to disagree. */
	#pickShared<T>(items: readonly T[]): T {
		return items[0] !== undefined && this.#chance.happens(0.6)
			? items[0]
			: this.#chance.pick(items);
	}

	#place(): Draft['geometry'] {
		const at = () => [(37_000 + this.#chance.below(1000)) / 10_000, 43.8];
		return this.#chance.happens(0.6)
			? { type: 'Point', coordinates: at() }
			: { type: 'LineString', coordinates: [at(), [3.95, 43.9]] };
	}

	async #newDraft(): Promise<Draft> {
		const owner = await this.#device.owner();
		const drafts = (await listDrafts(this.#db, owner)).filter(({ base }) => !base);
		const begun = drafts.length > 0 && this.#chance.happens(0.4) ? drafts[0] : undefined;
		const draft: Draft = begun ?? {
			...emptyDraft(newId(), owner, this.#device.context.now),
			theme: 'stones',
			concept: this.#kind(),
			geometry: this.#place(),
			position: { method: 'gps', accuracy_m: 4 },
			sensitivity: 'public',
			properties: { name: this.#word(), threats: ['root'] }
		};
		this.#say(`${begun ? 'goes on with' : 'begins'} ${nick(draft.id)}`);
		await saveDraft(this.#db, draft);
		const pictures = this.#chance.below(3);
		for (let i = 0; i < pictures; i++) await this.#photograph(draft);
		return draft;
	}

	async #photograph(draft: Draft | VisitDraft): Promise<void> {
		const { facts, file } = await jpeg(this.#word(), draft.photos.length);
		const photo = 'record_id' in draft ? { ...facts, observation_id: draft.id } : facts;
		await addDraftPhoto(this.#db, draft, photo, { file, thumbnail: null });
		draft.photos.push(photo);
	}

	/** Changes one thing, or several, and saves; or leaves the form open. */
	async #change(draft: Draft): Promise<void> {
		const count = this.#chance.happens(0.3) ? 2 : 1;
		for (let i = 0; i < count; i++) await this.#changeOne(draft);
		if (this.#chance.happens(0.1)) await saveDraft(this.#db, draft);
		else await saveRecord(this.#device, draft);
	}

	async #changeOne(draft: Draft): Promise<void> {
		const what = this.#chance.pick([
			'name',
			'name',
			'name',
			'note',
			'threats',
			'threats',
			'concept',
			'geometry',
			'photo',
			'no photo'
		] as const);
		this.#say(`${what} of ${nick(draft.id)}`);
		if (what === 'concept') draft.concept = this.#kind();
		else if (what === 'geometry') draft.geometry = this.#place();
		else if (what === 'threats') draft.properties = this.#threatened(draft.properties);
		else if (what === 'photo') await this.#photograph(draft);
		else if (what === 'no photo') {
			const photo = draft.photos.pop();
			if (photo) await removeDraftPhoto(this.#db, draft.id, photo.id);
		} else draft.properties = { ...draft.properties, [what]: this.#word() };
	}

	/** One more threat, or one less. */
	#threatened(properties: Draft['properties']): Draft['properties'] {
		const threat = this.#chance.pick(threats);
		const before = (properties['threats'] ?? []) as string[];
		const now = before.includes(threat)
			? before.filter((one) => one !== threat)
			: [...before, threat];
		const { threats: _before, ...others } = properties;
		return now.length > 0 ? { ...others, threats: now } : others;
	}
}

/** The end of an id, enough to tell records apart in a trace. */
export function nick(id: string): string {
	return id.slice(-4);
}
