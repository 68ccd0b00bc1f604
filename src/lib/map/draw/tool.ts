import type { Begun } from '$lib/domain/begun';
import type { Geometry } from '$lib/domain/record';
import type { Sketch } from '$lib/domain/shape-edit';
import type { GeometryKind } from '$lib/domain/vocabulary/types';
import type { BasemapTexts } from '../basemaps';
import type { LeafletMap } from '../leaflet';
import type { VertexTexts } from './leaflet-draw';
import type { Loupe } from './loupe';
import type { Snapping, SnapTo } from './snapping';
import type { EditorCommand, ToolbarTexts } from './toolbar';

export interface EditorTexts extends ToolbarTexts, VertexTexts {
	basemap: BasemapTexts;
	/** Name of the map for screen readers. */
	map: string;
	zoomIn: string;
	zoomOut: string;
	/** Name of the placed point, which can be dragged. */
	point: string;
	/** A place in figures, degrees. */
	coordinates: (lon: number, lat: number) => string;
	/** How long and how large what is drawn is, in metres and square metres; empty for nothing. */
	measure: (kind: Sketch['kind'], lengthM: number, areaM2: number) => string;
	/** Sentences saying what to do. */
	say: {
		/** Nothing placed yet: tap the map or put the cross on it. */
		pointEmpty: string;
		/** Placed: drag it, tap elsewhere, or use the arrow keys. */
		pointPlaced: string;
		/** The map was moved away: put the cross on it, and place it there. */
		pointAim: string;
		/** Drawing: tap each corner in turn; `count` vertices so far. */
		drawing: (count: number) => string;
		/** Enough vertices: go on or finish. */
		drawingEnough: (count: number) => string;
		/** Drawn: drag a vertex, or tap one to delete it. */
		drawn: string;
		/** Drawn in several parts, of which one is worked on; numbers from 1. */
		part: (number: number, total: number) => string;
		/** A vertex is selected. */
		selected: string;
		/** The same, the keyboard on it: what its keys do. */
		selectedByKeys: string;
		/** Only some of the vertices have handles: the others show closer. */
		crowded: string;
		/** Where it crosses itself, so many times. */
		crossing: (kind: Sketch['kind'], count: number) => string;
		/** A vertex was caught. */
		snapped: (to: SnapTo) => string;
	};
}

/** What a tool of one geometry kind does; the editor owns the map around it. */
export interface Tool {
	run(command: EditorCommand): void;
	/** A tap, or the cross with Enter. */
	place(at: { lat: number; lng: number }): void;
	/**
	 * @param followed it goes with the device, and nobody asked for it just now
	 * @param begun what was begun beside it
	 */
	setGeometry(geometry: Geometry | null, followed?: boolean, begun?: Begun | null): void;
	/** What is around changed. */
	redraw?(): void;
	destroy(): void;
}

/** What else a tool shows than its commands and its sentence. */
interface Extra {
	/** Commands of the second row. */
	more?: EditorCommand[];
	pressed?: EditorCommand[];
	/** What is wrong with what is drawn. */
	warning?: string;
	/** How long or large it is. */
	measure?: string;
}

/** What a tool is given. */
export interface ToolContext {
	map: LeafletMap;
	color: string;
	texts: EditorTexts;
	/** Kinds that what is drawn may become. */
	kinds: readonly GeometryKind[];
	loupe: Loupe;
	snapping: Snapping;
	emit(geometry: Geometry | null, begun?: Begun | null): void;
	/** Commands to offer, the one that stands out, the sentence, and whether the cross shows. */
	present(
		commands: EditorCommand[],
		primary: EditorCommand | null,
		sentence: string,
		aim: boolean,
		extra?: Extra
	): void;
	/** How long or large what is drawn is, at every move. */
	measure(text: string): void;
}
