import type { SymbolStyle } from '../symbol.ts';
import { labelOf, type VocabularyIndex } from '../vocabulary/graph.ts';
import { legendOf, type LegendLine } from '../vocabulary/legend.ts';
import type { Concept, Theme } from '../vocabulary/types.ts';

export interface SldOptions {
	index: VocabularyIndex;
	theme: Theme;
	/** How a concept is drawn. */
	styleOf(concept: Concept): SymbolStyle;
	/** Absolute address of a concept's symbol (SVG). */
	symbolUrl(concept: Concept): string;
}

/** Pixels, halo included: as large as on the map of the site. */
const pointPx = 40;

/**
 * The legend of a theme as a Styled Layer Descriptor (OGC 02-070, SLD 1.0.0), which QGIS and GeoServer read:
 * a rule for each line of the legend, by the `concept` of the exported records. Titles are in French.
 */
export function themeSld({ index, theme, styleOf, symbolUrl }: SldOptions): string {
	const rules = legendOf(index, theme)
		.flatMap(({ lines, ...own }) => [own, ...lines])
		.map((line) =>
			ruleText(line, {
				title: line.names.map((concept) => labelOf(concept, 'fr')).join(', '),
				style: styleOf(line.concept),
				url: symbolUrl(line.concept)
			})
		);
	return `<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink">
<NamedLayer><Name>${escaped(theme.id)}</Name><UserStyle><Title>${escaped(theme.title.fr)}</Title><FeatureTypeStyle>
${rules.join('')}</FeatureTypeStyle></UserStyle></NamedLayer>
</StyledLayerDescriptor>
`;
}

function ruleText(
	{ concept, members }: LegendLine,
	{ title, style, url }: { title: string; style: SymbolStyle; url: string }
): string {
	const { color, shape } = style;
	const one = ({ id }: Concept) =>
		`<ogc:PropertyIsEqualTo><ogc:PropertyName>concept</ogc:PropertyName><ogc:Literal>${escaped(id)}</ogc:Literal></ogc:PropertyIsEqualTo>`;
	const wanted = members.map(one).join('');
	const filter = members.length > 1 ? `<ogc:Or>${wanted}</ogc:Or>` : wanted;
	// Surfaces, then lines with their white edge, then the symbol: as they lie on the map of the site. A
	// reader of SVG takes the drawing, another one the bare mark.
	return `<Rule><Name>${escaped(concept.notation)}</Name><Title>${escaped(title)}</Title>
<ogc:Filter>${filter}</ogc:Filter>
<PolygonSymbolizer><Fill>${css('fill', color)}${css('fill-opacity', '0.22')}</Fill></PolygonSymbolizer>
<LineSymbolizer><Stroke>${css('stroke', '#ffffff')}${css('stroke-width', '6')}</Stroke></LineSymbolizer>
<LineSymbolizer><Stroke>${css('stroke', color)}${css('stroke-width', '3')}</Stroke></LineSymbolizer>
<PointSymbolizer><Graphic>
<ExternalGraphic><OnlineResource xlink:type="simple" xlink:href="${escaped(url)}"/><Format>image/svg+xml</Format></ExternalGraphic>
<Mark><WellKnownName>${shape}</WellKnownName><Fill>${css('fill', color)}</Fill><Stroke>${css('stroke', '#ffffff')}</Stroke></Mark>
<Size>${pointPx}</Size></Graphic></PointSymbolizer>
</Rule>
`;
}

const css = (name: string, value: string) => `<CssParameter name="${name}">${value}</CssParameter>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Fit for text and attributes of XML 1.0, which has no place for most control characters. */
function escaped(text: string): string {
	return text
		.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
		.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
