import {
	applyChanges,
	contentOf,
	type Changes,
	type RecordContent
} from '$lib/domain/actions/content';
import { differences } from '$lib/domain/actions/correct-record';
import { sameValue } from '$lib/domain/equal';
import { isProblem } from '$lib/domain/fields/kind';
import { fieldKinds } from '$lib/domain/fields/registry';
import { typedProblems } from '$lib/domain/fields/typed';
import type { FieldDefinition, FieldValue } from '$lib/domain/fields/types';
import type { Problem } from '$lib/domain/problem';
import type { FullRecord, Geometry } from '$lib/domain/record';
import { validateRecord } from '$lib/domain/validation';
import {
	conceptById,
	fieldsFor,
	shownFields,
	usableConcepts,
	type VocabularyIndex
} from '$lib/domain/vocabulary/graph';
import type { Concept, GeometryKind, Sensitivity } from '$lib/domain/vocabulary/types';
import type { ReviewItem } from '$lib/domain/review';

const prefix = 'properties.';

/** What a moderator changes of a record while accepting it, on top of what is proposed. */
export class DeskCorrection {
	content = $state.raw<RecordContent>() as RecordContent;
	/** Asked to send: from now on what is wrong is said everywhere. */
	asked = $state(false);
	readonly index = $state.raw<VocabularyIndex>() as VocabularyIndex;
	readonly #before: RecordContent;
	#touched = $state.raw<ReadonlySet<string>>(new Set());

	constructor(record: FullRecord, kind: ReviewItem['kind'], index: VocabularyIndex) {
		this.index = index;
		this.#before = applyChanges(
			contentOf(record),
			kind === 'edit' ? (record.proposal?.changes ?? {}) : {}
		);
		this.content = this.#before;
	}

	readonly concept = $derived(conceptById(this.index, this.content.concept));
	/** What it may be instead: the theme's own concepts. */
	readonly concepts: Concept[] = $derived(usableConcepts(this.index, this.content.theme));
	readonly fields: FieldDefinition[] = $derived(
		shownFields(fieldsFor(this.index, this.content.concept), this.content.properties)
	);
	readonly kinds: readonly GeometryKind[] = $derived(this.concept?.geometryKinds ?? []);
	readonly problems: Problem[] = $derived.by(() => this.#problems());
	/** What the moderator changes, each with the value that was proposed. */
	readonly changes: Changes = $derived.by(() => differences(this.#before, this.#cleaned()));
	get changed(): boolean {
		return Object.keys(this.changes).length > 0;
	}
	get ready(): boolean {
		return this.changed && this.problems.length === 0;
	}

	/** What is wrong with one answer, once the moderator has left it or asked to send. */
	problemOf(field: FieldDefinition): Problem | null {
		if (!this.asked && !this.#touched.has(field.key)) return null;
		return this.#untouched(field)
			? null
			: (typedProblems(field, this.content.properties[field.key], this.index)[0] ?? null);
	}

	answer(field: FieldDefinition, raw: unknown): void {
		const parsed = fieldKinds[field.kind].parse(raw, field);
		// Unreadable typing is kept as it is; it is never sent.
		const value = isProblem(parsed) ? (raw as FieldValue) : parsed;
		const { [field.key]: _before, ...others } = this.content.properties;
		this.#change({ properties: value === undefined ? others : { ...others, [field.key]: value } });
	}
	leave(key: string): void {
		this.#touched = new Set([...this.#touched, key]);
	}
	choose(concept: string): void {
		this.#change({ concept });
	}
	protect(sensitivity: Sensitivity): void {
		this.#change({ sensitivity });
	}
	/** Placed by hand on the map, which is all that is known of it then. */
	place(geometry: Geometry): void {
		const same = sameValue(geometry, this.#before.geometry);
		this.#change({
			geometry,
			position: same ? this.#before.position : { method: 'map', accuracy_m: null }
		});
	}

	#change(patch: Partial<RecordContent>): void {
		this.content = { ...this.content, ...patch };
	}

	#untouched({ key }: FieldDefinition): boolean {
		if (this.content.concept !== this.#before.concept) return false;
		return sameValue(this.content.properties[key] ?? null, this.#before.properties[key] ?? null);
	}

	/** Answers to what is no longer asked go with the concept they were given for. */
	#cleaned(): RecordContent {
		if (this.content.concept === this.#before.concept) return this.content;
		const asked = new Set(this.fields.map(({ key }) => key));
		const kept = Object.entries(this.content.properties).filter(([key]) => asked.has(key));
		return { ...this.content, properties: Object.fromEntries(kept) };
	}

	#problems(): Problem[] {
		const { content } = this;
		const answers = this.fields
			.filter((field) => !this.#untouched(field))
			.flatMap((field) => typedProblems(field, content.properties[field.key], this.index));
		const rest = validateRecord(content, this.index.vocabulary).filter(
			({ field }) => !field?.startsWith(prefix)
		);
		return [...rest, ...answers];
	}
}
