/**
 * Bytes of a JSON value as the database writes it out (UTF-8, a space after each comma and colon, numbers in
 * full), so that the app and the server refuse the same record for its size.
 */
export function storedBytes(value: unknown): number {
	if (Array.isArray(value)) return listBytes(value.map((item) => storedBytes(item ?? null)));
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).filter(([, item]) => item !== undefined);
		return listBytes(entries.map(([key, item]) => textBytes(key) + 2 + storedBytes(item)));
	}
	if (typeof value === 'string') return textBytes(value);
	return typeof value === 'number' ? numberBytes(value) : String(value).length;
}

function listBytes(sizes: number[]): number {
	return sizes.reduce((sum, size) => sum + size, 2) + Math.max(0, sizes.length - 1) * 2;
}

function textBytes(text: string): number {
	return new TextEncoder().encode(JSON.stringify(text)).length;
}

/** `1e-7` is written `0.0000001`, and `1e21` with all its zeros. */
function numberBytes(value: number): number {
	const written = JSON.stringify(value);
	const [, minus = '', whole = '', part = '', power] =
		/^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(written) ?? [];
	if (power === undefined) return written.length;
	const exponent = Number(power);
	if (exponent < 0) return minus.length + 2 - exponent - 1 + whole.length + part.length;
	return minus.length + Math.max(exponent + 1, whole.length + part.length);
}
