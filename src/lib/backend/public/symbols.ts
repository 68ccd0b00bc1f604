import { symbolSvg, type SymbolStyle } from '../../domain/symbol.ts';
import { conceptById, type VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { styleOfConcept } from '../../domain/vocabulary/legend.ts';
import { themeSld } from '../../domain/formats/sld.ts';

type Drawings = Readonly<Record<string, string>>;

/** Set by the command line, read by the web server: both carry this module. */
const slot = Symbol.for('capitelle.drawings');
type Holder = { [slot]?: Drawings };

/** Drawings of every theme, when some are the operator's own and not in the build (JSON: name → path). */
export function offerDrawings(json: string): void {
	(globalThis as Holder)[slot] = JSON.parse(json) as Drawings;
}

let read: Promise<Drawings> | null = null;

/**
 * The drawn icons of every theme by name.
 * @param fetcher reads this site's own files
 */
export function readDrawings(fetcher: typeof fetch): Promise<Drawings> {
	const offered = (globalThis as Holder)[slot];
	if (offered) return Promise.resolve(offered);
	read ??= fetcher('/icons/themes/symbols.json')
		.then(async (answer) => (answer.ok ? ((await answer.json()) as Drawings) : {}))
		.catch(() => {
			read = null;
			return {};
		});
	return read;
}

/** Absolute address of a concept's symbol as SVG. */
export function symbolUrl(origin: string, concept: string): string {
	return `${origin}/api/symbols/${concept.split('/').map(encodeURIComponent).join('/')}.svg`;
}

/** The symbol of a concept, or null when there is no such concept. */
export function symbolPicture(
	index: VocabularyIndex,
	concept: string,
	drawings: Drawings
): string | null {
	return conceptById(index, concept) && symbolSvg(safe(styleOfConcept(index, concept, drawings)));
}

/** The legend of a theme for GIS software, or null when there is no such theme. */
export function stylesOf(index: VocabularyIndex, themeId: string, origin: string): string | null {
	const theme = index.themes.get(themeId);
	if (!theme) return null;
	return themeSld({
		index,
		theme,
		styleOf: ({ id }) => safe(styleOfConcept(index, id, {})),
		symbolUrl: ({ id }) => symbolUrl(origin, id)
	});
}

/** An editor's colour goes into a document: nothing but a colour may. */
function safe(style: SymbolStyle): SymbolStyle {
	return /^#[0-9a-f]{6}$/i.test(style.color) ? style : { ...style, color: '#6b6250' };
}
