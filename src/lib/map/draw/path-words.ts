import { hasVertex, isEnough, type Sketch } from '$lib/domain/shape-edit';
import { growingRing, measureOf, type Drawing } from './drawing';
import type { SnapTo } from './snapping';
import type { EditorTexts } from './tool';

/** What there is to say of a drawing: what just happened to it, then what can be done. */
export function sentenceFor(
	texts: EditorTexts,
	drawing: Drawing,
	caught: SnapTo | null,
	crowded: boolean
): string {
	const { say } = texts;
	const { sketch, active } = drawing;
	const total = sketch.parts.length;
	return [
		caught ? say.snapped(caught) : '',
		total > 1 ? say.part(active + 1, total) : '',
		whatNow(texts, drawing),
		crowded && drawing.growing === null ? say.crowded : ''
	]
		.filter(Boolean)
		.join(' ');
}

function whatNow({ say }: EditorTexts, drawing: Drawing): string {
	const { sketch, selected, growing } = drawing;
	if (growing === null) {
		if (!hasVertex(sketch, selected)) return say.drawn;
		return document.querySelector('.editor-vertex:focus-visible')
			? say.selectedByKeys
			: say.selected;
	}
	const ring = growingRing(drawing);
	return isEnough(sketch.kind, ring) ? say.drawingEnough(ring.length) : say.drawing(ring.length);
}

/** How long and how large what is drawn is, in words. */
export function measureText(texts: EditorTexts, sketch: Sketch): string {
	const { lengthM, areaM2 } = measureOf(sketch);
	return texts.measure(sketch.kind, lengthM, areaM2);
}
