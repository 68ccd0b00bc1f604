/** The cross in the middle of the map: what is under it is placed by Enter or by the button. */
export function createCross(ground: HTMLElement): { show(aim: boolean): void } {
	const cross = document.createElement('div');
	cross.className = 'editor-cross';
	cross.setAttribute('aria-hidden', 'true');
	ground.append(cross);
	return {
		show(aim) {
			// Without aim it still shows while the map has the keyboard focus (style sheet).
			cross.classList.toggle('editor-aim', aim);
		}
	};
}
