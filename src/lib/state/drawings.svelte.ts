/**
 * The themes' drawn symbols by name: one SVG path each, stroked on a 24 × 24 grid. Fetched once by the
 * browser; until then, and on the server, a record shows its theme's bare shape in its colour.
 */
class DrawingsState {
	paths = $state.raw<Record<string, string>>({});
	#asked: Promise<void> | null = null;

	/** Fetches them unless that was done. Never throws: a shape without a drawing still tells its theme. */
	load(fetcher: typeof fetch): Promise<void> {
		this.#asked ??= fetcher('/icons/themes/symbols.json')
			.then(async (answer) => {
				if (!answer.ok) throw new Error(String(answer.status));
				this.paths = (await answer.json()) as Record<string, string>;
			})
			.catch(() => {
				this.#asked = null;
			});
		return this.#asked;
	}
}

export const drawings = new DrawingsState();
