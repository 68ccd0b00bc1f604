/** SHA-256 of some bytes, in lower-case hex: the name of a photo is that of its bytes. */
export async function sha256(bytes: BufferSource): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
