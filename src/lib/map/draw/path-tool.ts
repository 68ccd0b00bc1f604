import type { Position } from 'geojson';
import { crossingsAt } from '$lib/domain/crossings';
import type { History } from '$lib/domain/shape-history';
import {
	hasVertex,
	positionAt,
	ringAt,
	samePosition,
	sameVertex,
	withInserted,
	withMoved,
	type VertexAt
} from '$lib/domain/shape-edit';
import { grown, runOn } from './commands';
import {
	commandsFor,
	drawingOf,
	finishes,
	growingRing,
	historyOf,
	tipOf,
	type Drawing,
	type Grabbed
} from './drawing';
import type { Grip } from './handle-choice';
import { gripPlace, handlesFor, latLon } from './handle-list';
import { followCrossings } from './follow-crossings';
import { createHandles, guideFrom } from './leaflet-draw';
import { bringIntoView, partUnder } from './part-under';
import { measureText, sentenceFor } from './path-words';
import { createSketchLayer } from './sketch-layer';
import { toPosition, type LatLon } from './shapes';
import type { SnapTo } from './snapping';
import { createTelling } from './telling';
import type { Tool, ToolContext } from './tool';
import type { EditorCommand } from './toolbar';

/** Enter on a vertex looks further around it than a finger does. */
const enterReach = 48;

/** A line or a polygon, of one or several parts: tap vertex after vertex, finish; drag, add, delete, undo. */
export function pathTool(context: ToolContext, kind: 'line' | 'polygon'): Tool {
	const { map, texts, color, snapping, loupe } = context;
	const layer = createSketchLayer(map, color);
	let history: History<Drawing> = historyOf(null, kind);
	let grabbed: Grabbed | null = null;
	let caught: { to: SnapTo; position: Position } | null = null;
	/** Vertex that keys are moving: many steps are one thing to take back. */
	let keyed: VertexAt | null = null;
	const self = followCrossings(() => {
		paint();
		present();
	});
	const telling = createTelling(context.emit);
	/** Some vertices in view have no handle. */
	let crowded = false;
	let gripped: Grip[] = [];
	let endGuide = () => {};

	const handles = createHandles(
		map,
		{
			tap,
			focus({ at, between }) {
				if (between) return;
				select(at);
				// What the keys do is told to who uses them.
				present();
			},
			grab,
			drag,
			drop,
			remove: () => run('deleteVertex'),
			step
		},
		(marker) => loupe.follow(marker)
	);
	map.on('moveend zoomend resize', showHandles);

	/** Everything anew for the drawing as it is now. */
	function refresh(crossings?: Position[]) {
		self.find(history.now, crossings);
		paint();
		showHandles();
		present();
		endGuide();
		const tip = tipOf(history.now);
		endGuide = tip ? guideFrom(map, latLon(positionAt(history.now.sketch, tip)!), color) : () => {};
	}

	function paint() {
		const { sketch, active, growing } = history.now;
		if (grabbed) return;
		layer.draw({
			sketch,
			active,
			open: growing !== null,
			crossings: self.crossings,
			snapped: caught?.position ?? null,
			around: snapping.around()
		});
	}

	function showHandles() {
		if (grabbed) return;
		const list = handlesFor(map, texts, history.now, gripped);
		crowded = list.crowded;
		gripped = list.shown.map(({ grip }) => grip);
		handles.show(list.shown);
	}

	function present() {
		const { now } = history;
		const { commands, more } = commandsFor(now, history, context.kinds);
		const growing = now.growing !== null;
		const primary = !growing ? null : commands.includes('finish') ? 'finish' : 'place';
		const sentence = sentenceFor(texts, now, caught?.to ?? null, crowded);
		context.present(commands, primary, sentence, growing, {
			more,
			pressed: snapping.on ? ['snap'] : [],
			warning: self.warning(texts),
			measure: measureText(texts, now.sketch)
		});
	}

	function change(next: Drawing) {
		keyed = null;
		history.push(next);
		refresh();
		telling.tell(history);
	}

	function select(at: VertexAt | null) {
		const { now } = history;
		if (now.selected === at || (at && now.selected && sameVertex(at, now.selected))) return;
		keyed = null;
		// While a part grows, it stays the one that grows.
		const active = at && now.growing === null ? at.part : now.active;
		history.amend({ ...now, selected: at, active });
		refresh();
	}

	function tap(grip: Grip, byKey: boolean) {
		if (grip.between) {
			caught = null;
			const { now } = history;
			const sketch = withInserted(
				now.sketch,
				grip.at,
				toPosition(gripPlace(map, now.sketch, grip))
			);
			change({ ...now, sketch, active: grip.at.part, selected: grip.at });
			if (byKey) focus(grip.at);
			return;
		}
		const end = finishes(history.now, grip.at);
		if (end) run(end);
		else if (byKey) catchVertex(grip.at);
		else select(grip.at);
	}

	/** Puts a vertex on what is near it. */
	function catchVertex(at: VertexAt) {
		const { now } = history;
		const found = snapping.find(latLon(positionAt(now.sketch, at)!), now.sketch, at, enterReach);
		if (!found) return select(at);
		caught = found;
		change({ ...now, sketch: withMoved(now.sketch, at, found.position), selected: at });
		focus(at);
	}

	function grab(grip: Grip) {
		const { sketch } = history.now;
		const own = grip.between ? [] : crossingsAt(sketch, grip.at);
		grabbed = {
			grip,
			from: sketch,
			others: self.crossings.filter((place) => !own.some((other) => samePosition(place, other))),
			now: sketch,
			caught: null,
			byKey: false
		};
		caught = null;
	}

	function drag(_: Grip, to: LatLon, byKey: boolean): LatLon {
		if (!grabbed) return to;
		const { grip, from } = grabbed;
		const found = byKey ? null : snapping.find(to, from, grip.between ? null : grip.at);
		const position = found?.position ?? toPosition(map.wrapLatLng(to));
		grabbed.now = (grip.between ? withInserted : withMoved)(from, grip.at, position);
		grabbed.caught = found?.to ?? null;
		grabbed.byKey = byKey;
		layer.draw({
			sketch: grabbed.now,
			active: grip.at.part,
			open: history.now.growing !== null,
			crossings: [...grabbed.others, ...crossingsAt(grabbed.now, grip.at)],
			snapped: found?.position ?? null,
			around: snapping.around()
		});
		context.measure(measureText(texts, grabbed.now));
		return latLon(position);
	}

	function drop() {
		const held = grabbed;
		grabbed = null;
		if (!held || held.now === held.from) return refresh();
		const { at, between } = held.grip;
		const position = positionAt(held.now, at)!;
		caught = held.caught && { to: held.caught, position };
		const active = history.now.growing === null ? at.part : history.now.active;
		const next = { ...history.now, sketch: held.now, active, selected: at };
		const again = held.byKey && keyed !== null && sameVertex(keyed, at);
		if (again) history.amend(next);
		else history.push(next);
		keyed = held.byKey ? at : null;
		const refocus = between && handles.focused();
		refresh([...held.others, ...crossingsAt(held.now, at)]);
		if (refocus) focus(at);
		telling.tell(history);
	}

	/** On to the next vertex of the same ring, or back; the map follows. */
	function step(by: 1 | -1) {
		const { now } = history;
		const at = now.selected ?? { part: now.active, ring: 0, vertex: by > 0 ? -1 : 0 };
		const count = ringAt(now.sketch, at)?.length ?? 0;
		if (count > 0) focus({ ...at, vertex: (at.vertex + by + count) % count });
	}

	function focus(at: VertexAt) {
		select(at);
		const position = positionAt(history.now.sketch, at);
		if (!position) return;
		const place = latLon(position);
		if (!map.getBounds().contains(place)) map.panTo(place, { animate: false });
		handles.focus(at.part, at.ring, at.vertex);
	}

	function run(command: EditorCommand) {
		caught = null;
		keyed = null;
		if (command === 'snap') snapping.on = !snapping.on;
		const onVertex = handles.focused();
		if (command !== 'snap' && !runOn(history, command)) return;
		refresh();
		if (command === 'nextPart') bringIntoView(map, growingRing(history.now));
		const { selected, sketch } = history.now;
		if (onVertex && hasVertex(sketch, selected)) focus(selected);
		telling.tell(history);
	}

	refresh();
	return {
		run,
		place(to) {
			const { now } = history;
			caught = null;
			if (now.growing === null) {
				history.amend({
					...now,
					active: partUnder(map, now.sketch, to) ?? now.active,
					selected: null
				});
				return refresh();
			}
			const at = map.wrapLatLng(to);
			const tip = tipOf(now);
			const found = snapping.find(at, now.sketch, tip);
			const position = found?.position ?? toPosition(at);
			// A button pressed twice: two vertices at one place are no line.
			if (tip && samePosition(positionAt(now.sketch, tip), position)) return;
			caught = found;
			change(grown(now, position));
		},
		setGeometry(next, _followed, taken = null) {
			caught = null;
			keyed = null;
			const known = historyOf(next, kind, taken);
			// What was drawn can still be gone back to when a shape came from elsewhere.
			if (known.canUndo || !history.canUndo) history = known;
			else history.push(drawingOf(next, kind));
			telling.known(next, history.now);
			refresh();
		},
		redraw() {
			if (!grabbed) refresh();
		},
		destroy() {
			telling.flush();
			self.stop();
			map.off('moveend zoomend resize', showHandles);
			endGuide();
			handles.remove();
			layer.remove();
		}
	};
}
