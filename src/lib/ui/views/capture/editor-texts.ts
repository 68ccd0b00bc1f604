import { m } from '$lib/i18n/paraglide/messages';
import type { EditorTexts } from '$lib/map/editor';

/** The drawing editor's words in the person's language. */
export function editorTexts(): EditorTexts {
	return {
		map: m.capture_map(),
		zoomIn: m.capture_zoom_in(),
		zoomOut: m.capture_zoom_out(),
		point: m.capture_map_point(),
		toolbar: m.capture_map_tools(),
		commands: {
			locate: m.capture_map_locate(),
			place: m.capture_map_place(),
			undo: m.capture_map_undo(),
			finish: m.capture_map_finish(),
			resume: m.capture_map_resume(),
			deleteVertex: m.capture_map_delete_vertex(),
			restart: m.capture_map_restart()
		},
		vertex: (number) => m.capture_map_vertex({ number }),
		between: m.capture_map_between(),
		basemap: {
			choose: m.capture_basemap(),
			none: m.capture_basemap_none(),
			unavailable: m.capture_basemap_unavailable()
		},
		say: {
			pointEmpty: m.capture_map_say_point_empty(),
			pointPlaced: m.capture_map_say_point_placed(),
			drawing: (count) =>
				count === 0 ? m.capture_map_say_start() : m.capture_map_say_drawing({ count }),
			drawingEnough: (count) => m.capture_map_say_drawing_enough({ count }),
			drawn: m.capture_map_say_drawn(),
			fixedShape: m.capture_map_say_fixed()
		}
	};
}
