import type { Geometry } from '$lib/domain/record';
import type { BasemapTexts } from '../basemaps';
import type { LeafletMap } from '../leaflet';
import type { VertexTexts } from './leaflet-draw';
import type { EditorCommand, ToolbarTexts } from './toolbar';

/** How the geometry was placed: by the device's position, or by hand on the map. */
export type PlacedBy = 'gps' | 'map';

export interface EditorTexts extends ToolbarTexts, VertexTexts {
	basemap: BasemapTexts;
	/** Name of the map for screen readers. */
	map: string;
	zoomIn: string;
	zoomOut: string;
	/** Name of the placed point, which can be dragged. */
	point: string;
	/** Sentences saying what to do. */
	say: {
		/** Nothing placed yet: tap the map or put the cross on it. */
		pointEmpty: string;
		/** Placed: drag it, tap elsewhere, or use the arrow keys. */
		pointPlaced: string;
		/** Drawing: tap each corner in turn; `count` vertices so far. */
		drawing: (count: number) => string;
		/** Enough vertices: go on or finish. */
		drawingEnough: (count: number) => string;
		/** Drawn: drag a vertex, or tap one to delete it. */
		drawn: string;
		/** A shape of several parts or of too many vertices: it can be kept or drawn anew. */
		fixedShape: string;
	};
}

/** What a tool of one geometry kind does; the editor owns the map around it. */
export interface Tool {
	run(command: EditorCommand): void;
	/** A tap, or the cross with Enter. */
	place(at: { lat: number; lng: number }, by: PlacedBy): void;
	setGeometry(geometry: Geometry | null): void;
	destroy(): void;
}

/** What a tool is given. */
export interface ToolContext {
	map: LeafletMap;
	color: string;
	texts: EditorTexts;
	emit(geometry: Geometry | null, placedBy: PlacedBy): void;
	/** Commands to offer, the one that stands out, the sentence, and whether the cross shows. */
	present(
		commands: EditorCommand[],
		primary: EditorCommand | null,
		sentence: string,
		aim: boolean
	): void;
}
