/** True for addresses and names that never leave this machine (RFC 6761, RFC 5735). */
export function isLoopback(host: string): boolean {
	const name = host.replace(/^\[|\]$/g, '').toLowerCase();
	return (
		name === 'localhost' ||
		name.endsWith('.localhost') ||
		name === '::1' ||
		/^127(\.\d{1,3}){3}$/.test(name)
	);
}
