/** How long or large what is drawn is, on the map itself: it changes at every move of the finger. */
export function createReadout(ground: HTMLElement): { show(text: string): void } {
	const label = document.createElement('output');
	label.className = 'editor-measure';
	// Read out by the sentence under the map once the finger is up, not at every step.
	label.setAttribute('aria-live', 'off');
	label.hidden = true;
	ground.append(label);
	return {
		show(text) {
			label.hidden = text === '';
			if (label.textContent !== text) label.textContent = text;
		}
	};
}
