/// <reference lib="webworker" />

/** What the worker is given: the file, and where the decoder lies, which is loaded for this one file. */
export interface HeicWork {
	data: ArrayBuffer;
	script: string;
	wasm: string;
}

/** `unreachable`: the decoder could not be loaded; `undecodable`: it could make nothing of the file. */
export type HeicAnswer = { bitmap: ImageBitmap } | { error: 'unreachable' | 'undecodable' };

/** The little that is used of libheif's decoder. */
interface HeifImage {
	get_width(): number;
	get_height(): number;
	display(into: ImageData, done: (drawn: ImageData | null) => void): void;
	free(): void;
}
interface Libheif {
	HeifDecoder: new () => { decode(data: ArrayBuffer): HeifImage[] };
}

const scope = self as unknown as DedicatedWorkerGlobalScope & {
	libheif?: (options: { wasmBinary: ArrayBuffer; print(): void; printErr(): void }) => Libheif;
};

async function load({ script, wasm }: HeicWork): Promise<Libheif> {
	const answer = await fetch(wasm);
	if (!answer.ok) throw new Error(`decoder ${answer.status}`);
	const wasmBinary = await answer.arrayBuffer();
	// As its licence asks: a file of its own, as it was published, which anyone can put another in the place of.
	scope.importScripts(script);
	const quiet = () => undefined;
	return scope.libheif!({ wasmBinary, print: quiet, printErr: quiet });
}

/** The main picture, turned upright as the file says. */
async function decode(libheif: Libheif, data: ArrayBuffer): Promise<ImageBitmap> {
	const [image] = new libheif.HeifDecoder().decode(data);
	if (!image) throw new Error('no picture');
	const pixels = new ImageData(image.get_width(), image.get_height());
	await new Promise<void>((resolve, reject) => {
		image.display(pixels, (drawn) => (drawn ? resolve() : reject(new Error('not drawn'))));
	});
	image.free();
	return createImageBitmap(pixels);
}

scope.addEventListener('message', async ({ data }: MessageEvent<HeicWork>) => {
	const say = (answer: HeicAnswer) =>
		scope.postMessage(answer, 'bitmap' in answer ? [answer.bitmap] : []);
	const libheif = await load(data).catch(() => null);
	if (!libheif) return say({ error: 'unreachable' });
	try {
		say({ bitmap: await decode(libheif, data.data) });
	} catch {
		say({ error: 'undecodable' });
	}
});
