import { m } from '$lib/i18n/paraglide/messages';
import { language } from '$lib/state/language.svelte';
import type { EditorTexts, SnapTo } from '$lib/map/editor';
import { areaText, coordinatesText, distanceText } from './place-text';

/** The drawing editor's words in the person's language. */
export function editorTexts(): EditorTexts {
	return {
		map: m.capture_map(),
		zoomIn: m.capture_zoom_in(),
		zoomOut: m.capture_zoom_out(),
		point: m.capture_map_point(),
		toolbar: m.capture_map_tools(),
		commands: {
			place: m.capture_map_place(),
			undo: m.capture_map_undo(),
			redo: m.drawing_redo(),
			finish: m.capture_map_finish(),
			resume: m.capture_map_resume(),
			deleteVertex: m.capture_map_delete_vertex(),
			split: m.drawing_split(),
			more: m.drawing_more(),
			snap: m.drawing_snap(),
			addPart: m.drawing_add_part(),
			nextPart: m.drawing_next_part(),
			deletePart: m.drawing_delete_part(),
			join: m.drawing_join(),
			close: m.drawing_close(),
			polygon: m.drawing_polygon(),
			line: m.drawing_line(),
			restart: m.capture_map_restart()
		},
		vertex: (number, part) =>
			part === null ? m.capture_map_vertex({ number }) : m.drawing_vertex_of({ number, part }),
		between: m.capture_map_between(),
		basemap: {
			choose: m.capture_basemap(),
			none: m.capture_basemap_none(),
			unavailable: m.capture_basemap_unavailable()
		},
		coordinates: (lon, lat) => coordinatesText([lon, lat], language.current),
		measure,
		say: {
			pointEmpty: m.capture_map_say_point_empty(),
			pointPlaced: m.capture_map_say_point_placed(),
			pointAim: m.position_aim(),
			drawing: (count) =>
				count === 0 ? m.capture_map_say_start() : m.capture_map_say_drawing({ count }),
			drawingEnough: (count) => m.capture_map_say_drawing_enough({ count }),
			drawn: m.drawing_drawn(),
			part: (number, total) => m.drawing_part({ number, total }),
			selected: m.drawing_selected(),
			selectedByKeys: m.drawing_selected_keys(),
			crowded: m.drawing_crowded(),
			crossing: (kind, count) =>
				kind === 'line'
					? m.drawing_crossing_line({ count })
					: m.drawing_crossing_polygon({ count }),
			snapped
		}
	};
}

function measure(kind: 'line' | 'polygon', lengthM: number, areaM2: number): string {
	if (lengthM === 0) return '';
	const length = distanceText(lengthM, language.current);
	if (kind === 'line' || areaM2 === 0) return length;
	return m.drawing_area({ area: areaText(areaM2, language.current), length });
}

function snapped({ to, name }: SnapTo): string {
	switch (to) {
		case 'own':
			return m.drawing_snapped_own();
		case 'record':
			return m.drawing_snapped_record({ name: name ?? m.drawing_unnamed() });
		case 'commune':
			return name ? m.drawing_snapped_commune({ name }) : m.drawing_snapped_limit();
	}
}
