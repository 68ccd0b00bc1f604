/** Hands a file made in the page to the person, as a download. */
export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
	const address = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The browser reads it after this turn.
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
