import { checkedEachTime, guarded, missing, tagged } from './answer.ts';
import { mediaTypes, type SkosFormat } from './negotiation.ts';
import { conceptDocument, schemeDocument } from './skos-document.ts';
import type { SkosDocument } from './skos-writers.ts';
import type { PublicSource } from './source.ts';

/** One concept as data. */
export function conceptAnswer(
	request: Request,
	source: PublicSource,
	at: { scheme: string; notation: string },
	format: SkosFormat
): Promise<Response> {
	return guarded(async () => {
		const found = await conceptDocument(source, at, format);
		return found ? answer(request, found, format, null) : missing('unknown_concept');
	});
}

/** A whole vocabulary as a file to keep. */
export function schemeAnswer(
	request: Request,
	source: PublicSource,
	scheme: string,
	format: SkosFormat
): Promise<Response> {
	return guarded(async () => {
		const found = await schemeDocument(source, scheme, format);
		return found
			? answer(request, found, format, `${scheme}.${format}`)
			: missing('unknown_concept');
	});
}

async function answer(
	request: Request,
	{ tag, bytes }: SkosDocument,
	format: SkosFormat,
	file: string | null
): Promise<Response> {
	const type = `${mediaTypes[format]}; charset=utf-8`;
	const response = await tagged(request, { tag, cache: checkedEachTime, type }, () =>
		Promise.resolve(bytes)
	);
	// A statement of somebody's file becomes an element of XML, which a browser might take for a script.
	response.headers.set('content-security-policy', "default-src 'none'; sandbox");
	if (file !== null) response.headers.set('content-disposition', `inline; filename="${file}"`);
	return response;
}
