import type { FieldDefinition } from '$lib/domain/fields/types';
import { centreOf, distanceM, kindOf, lengthM, vertexCount } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import { pick } from '$lib/domain/text';
import { conceptById, fieldsFor, labelOf } from '$lib/domain/vocabulary/graph';
import { m } from '$lib/i18n/paraglide/messages';
import type { Dispute } from '$lib/state/conflict.svelte';
import { attributeText } from '$lib/ui/wording/problem';
import { coordinatesText, distanceText } from '../capture/place-text';
import { momentText } from '../contributions/moment-text';
import { geometryText, valueText, type Reading } from '../desk/facts';

/** How the record is called: as on this device, by its own name, or by what it is. */
export function disputeName({ title, mine }: Dispute, { index, lang }: Reading): string {
	const key = index.themes.get(mine.theme)?.titleField;
	const own = key ? mine.properties[key] : null;
	const concept = conceptById(index, mine.concept);
	const label = concept ? labelOf(concept, lang) : mine.concept;
	return title ?? (typeof own === 'string' && own !== '' ? own : label);
}

/** The question a path answers, by the form of either side's concept; null for what every record has. */
function fieldOf(path: string, { mine, theirs }: Dispute, { index }: Reading) {
	const fields = [...fieldsFor(index, mine.concept), ...fieldsFor(index, theirs.concept)];
	return fields.find((field): field is FieldDefinition => `properties.${field.key}` === path);
}

/** What a path is called on the form. */
export function pathLabel(path: string, dispute: Dispute, reading: Reading): string {
	const field = fieldOf(path, dispute, reading);
	return attributeText(path) ?? (field ? pick(field.label, reading.lang) : path);
}

/** Several paths, as a person lists them. */
export function pathLabels(paths: readonly string[], dispute: Dispute, reading: Reading): string {
	return paths.map((path) => pathLabel(path, dispute, reading)).join(', ');
}

/** A side's answer in words; nothing is said in words too, and so is what this person may not read. */
export function sideText(
	path: string,
	value: unknown,
	isTheirs: boolean,
	dispute: Dispute,
	reading: Reading
): string {
	const field = fieldOf(path, dispute, reading) ?? null;
	const text = valueText(path, value, field, reading);
	if (text !== null) return text;
	const hidden = isTheirs && dispute.partly && field !== null && !field.isPublic;
	return hidden ? m.conflict_unreadable() : m.conflict_empty();
}

/** Photos and visits that were added to a record: who and when says it; null for what holds a value. */
export function addedText({ path, by }: Dispute['fields'][number], lang: string): string | null {
	const isAdded = path === 'photos' || path === 'observations';
	return isAdded ? (whoText(by, lang) ?? m.conflict_someone()) : null;
}

/** Who and when; null when nobody said. */
export function whoText(by: Dispute['by'], lang: string): string | null {
	if (!by) return null;
	const who = by.own ? m.conflict_yourself() : (by.name ?? m.conflict_someone());
	return m.conflict_by({ who, when: momentText(by.at, lang) });
}

/** Where a point is; else kind, size and number of points: « une ligne, 120 m, 8 points ». */
export function shapeText(geometry: Geometry, lang: string): string {
	const kind = geometryText(geometry, lang);
	if (geometry.type === 'Point') return coordinatesText(centreOf(geometry), lang);
	return m.conflict_shape({ kind, points: m.conflict_points({ count: cornersOf(geometry) }) });
}

/** Points a person placed: the last of a ring is its first again. */
function cornersOf(geometry: Geometry): number {
	const rings =
		geometry.type === 'Polygon'
			? geometry.coordinates.length
			: geometry.type === 'MultiPolygon'
				? geometry.coordinates.flat().length
				: 0;
	return vertexCount(geometry) - rings;
}

/** How two places differ, for who cannot see the map: how far apart, how much longer. */
export function differenceText(mine: Geometry, theirs: Geometry, lang: string): string {
	const apart = distanceM(centreOf(mine), centreOf(theirs));
	const said = [
		apart < 1 ? m.conflict_same_middle() : m.conflict_apart({ distance: distanceText(apart, lang) })
	];
	const longer = lengthM(mine) - lengthM(theirs);
	if (kindOf(mine) === 'line' && kindOf(theirs) === 'line' && Math.abs(longer) >= 1) {
		const by = { distance: distanceText(Math.abs(longer), lang) };
		said.push(longer > 0 ? m.conflict_longer(by) : m.conflict_shorter(by));
	}
	return said.join(' ');
}

/** Whether a value is a place that can be drawn. */
export function isGeometry(value: unknown): value is Geometry {
	return typeof value === 'object' && value !== null && 'type' in value && 'coordinates' in value;
}
