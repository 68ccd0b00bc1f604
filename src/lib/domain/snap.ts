import Flatbush from 'flatbush';

/** A path to snap to, in any plane where a circle is a circle: x then y of each vertex. */
export interface SnapPath<Source> {
	xy: ArrayLike<number>;
	source: Source;
}

/** Where something snaps to. */
export interface Snapped<Source> {
	x: number;
	y: number;
	/** On one of the path's vertices, or between two. */
	on: 'vertex' | 'edge';
	source: Source;
	/** Number of the path, and of the vertex (or of the one the edge begins at), from 0. */
	path: number;
	vertex: number;
}

/** As many edges are looked through one by one sooner than a tree of them is made, which every change makes old. */
const fewEdges = 10_000;

/** Paths found by place: one after the other, or by a packed R-tree over their edges when there are many. */
export class SnapIndex<Source> {
	readonly #paths: readonly SnapPath<Source>[];
	readonly #tree: Flatbush | null;
	/** Path and first vertex of each edge of the tree. */
	readonly #edges: Int32Array;

	constructor(paths: readonly SnapPath<Source>[]) {
		this.#paths = paths;
		const total = paths.reduce((sum, path) => sum + edgeCount(path), 0);
		this.#tree = total > fewEdges ? new Flatbush(total) : null;
		this.#edges = new Int32Array(this.#tree ? total * 2 : 0);
		if (!this.#tree) return;
		let edge = 0;
		for (const [path, { xy }] of paths.entries()) {
			for (let i = 0; i < edgeCount({ xy }); i++) {
				const [ax, ay, bx, by] = ends(xy, i);
				this.#tree.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
				this.#edges[edge++] = path;
				this.#edges[edge++] = i;
			}
		}
		this.#tree.finish();
	}

	/** Calls back with every edge that may touch a square around a place. */
	#around(x: number, y: number, radius: number, visit: (path: number, edge: number) => void): void {
		if (this.#tree) {
			this.#tree.search(x - radius, y - radius, x + radius, y + radius, (edge) => {
				visit(this.#edges[edge * 2]!, this.#edges[edge * 2 + 1]!);
				return false;
			});
			return;
		}
		for (const [path, { xy }] of this.#paths.entries()) {
			const next = xy.length > 2 ? 2 : 0;
			for (let i = 0, count = edgeCount({ xy }); i < count; i++) {
				const a = i * 2;
				const b = a + next;
				if (xy[a]! < x - radius && xy[b]! < x - radius) continue;
				if (xy[a]! > x + radius && xy[b]! > x + radius) continue;
				if (xy[a + 1]! < y - radius && xy[b + 1]! < y - radius) continue;
				if (xy[a + 1]! > y + radius && xy[b + 1]! > y + radius) continue;
				visit(path, i);
			}
		}
	}

	/**
	 * The nearest vertex within `radius`, else the nearest place on an edge within it, else null.
	 * @param except what is passed over: a vertex does not snap to itself, nor to its own edges
	 */
	nearest(
		x: number,
		y: number,
		radius: number,
		except: (path: number, vertex: number, on: 'vertex' | 'edge') => boolean = () => false
	): Snapped<Source> | null {
		const best: { vertex: Snapped<Source> | null; edge: Snapped<Source> | null } = {
			vertex: null,
			edge: null
		};
		const reach = { vertex: radius, edge: radius };
		const offer = (on: 'vertex' | 'edge', path: number, vertex: number, px: number, py: number) => {
			const away = Math.hypot(px - x, py - y);
			if (away > reach[on] || except(path, vertex, on)) return;
			reach[on] = away;
			best[on] = { x: px, y: py, on, source: this.#paths[path]!.source, path, vertex };
		};
		this.#around(x, y, radius, (path, i) => {
			const { xy } = this.#paths[path]!;
			const [ax, ay, bx, by] = ends(xy, i);
			offer('vertex', path, i, ax, ay);
			if (xy.length > 2) {
				offer('vertex', path, i + 1, bx, by);
				offer('edge', path, i, ...onEdge(x, y, ax, ay, bx, by));
			}
		});
		return best.vertex ?? best.edge;
	}
}

/** One place is an edge from itself to itself. */
function edgeCount({ xy }: Pick<SnapPath<unknown>, 'xy'>): number {
	return xy.length > 2 ? xy.length / 2 - 1 : xy.length / 2;
}

function ends(xy: ArrayLike<number>, i: number): [number, number, number, number] {
	const b = xy.length > 2 ? i + 1 : i;
	return [xy[i * 2]!, xy[i * 2 + 1]!, xy[b * 2]!, xy[b * 2 + 1]!];
}

/** The place on an edge that is nearest to a place. */
function onEdge(
	x: number,
	y: number,
	ax: number,
	ay: number,
	bx: number,
	by: number
): [number, number] {
	const [dx, dy] = [bx - ax, by - ay];
	const long = dx * dx + dy * dy;
	const share = long === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / long;
	const held = Math.min(1, Math.max(0, share));
	return [ax + dx * held, ay + dy * held];
}
