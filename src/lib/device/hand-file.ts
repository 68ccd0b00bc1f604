/** Gives a file to the person, as a download does. */
export function handFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// The browser reads the file after this task; a minute is enough for it to begin.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
