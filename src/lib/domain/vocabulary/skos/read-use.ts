import type { GeometryKind, Sensitivity, SymbolShape } from '../types.ts';
import type { Claims } from './claims.ts';
import { byCodePoint, sortedSet } from './statement.ts';
import { cap } from './terms.ts';
import type { ConceptUse } from './types.ts';

const geometryKinds: Record<GeometryKind, true> = { point: true, line: true, polygon: true };
const sensitivities: Record<Sensitivity, true> = { public: true, blurred: true, hidden: true };
const shapes: Record<SymbolShape, true> = {
	circle: true,
	square: true,
	diamond: true,
	triangle: true,
	pentagon: true,
	hexagon: true
};
const isIn =
	<K extends string>(table: Record<K, true>) =>
	(text: string): text is K =>
		Object.hasOwn(table, text);
const isColor = (text: string): text is string => /^#[0-9a-f]{6}$/i.test(text);
const isName = (text: string): text is string => text !== '';
const isPosition = (text: string): text is string => /^\d{1,9}$/.test(text);

/**
 * Capitelle's own properties of a concept, or null when it has none. A value that is none of those known
 * is left where it is.
 */
export function readUse(claims: Claims): ConceptUse | null {
	const all = <K extends string>(property: string, accept: (text: string) => text is K): K[] =>
		sortedSet(
			claims
				.take(({ predicate, object }) => {
					return predicate === property && object.kind === 'literal' && accept(object.value);
				})
				.map(({ object }) => object.value as K),
			(value) => value
		);
	const one = <K extends string>(
		property: string,
		accept: (text: string) => text is K
	): K | null => {
		const [least] = claims
			.rest()
			.filter(({ predicate, object }) => predicate === property && object.kind === 'literal')
			.map(({ object }) => object.value)
			.filter(accept)
			.sort(byCodePoint);
		if (least === undefined) return null;
		return all(property, (text): text is K => text === least)[0] ?? null;
	};
	const kinds = all(cap.geometryKind, isIn(geometryKinds));
	const sensitivity = one(cap.sensitivity, isIn(sensitivities));
	const osmTags = all(cap.osmTag, isName);
	const icon = one(cap.icon, isName);
	const color = one(cap.color, isColor);
	const shape = one(cap.shape, isIn(shapes));
	const position = one(cap.position, isPosition);
	const nothing =
		kinds.length + osmTags.length === 0 &&
		[sensitivity, icon, color, shape, position].every((value) => value === null);
	if (nothing) return null;
	return {
		geometryKinds: kinds,
		sensitivity: sensitivity ?? 'public',
		osmTags,
		icon,
		color,
		shape,
		position: Number(position ?? 0)
	};
}
