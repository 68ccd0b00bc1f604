/** What a single key does at the desk. */
export interface Shortcuts {
	accept: () => void;
	request: () => void;
	reject: () => void;
	next: () => void;
	previous: () => void;
	help: () => void;
}

/** Keys by action; letters of the English words for next and previous lists in many desks (j, k). */
export const keys: Record<keyof Shortcuts, string> = {
	accept: 'a',
	request: 'd',
	reject: 'r',
	next: 'j',
	previous: 'k',
	help: '?'
};

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'target'>;

/** The action a key press asks for; null while someone types, holds a modifier, or has a dialog open. */
export function actionOf(event: Key): keyof Shortcuts | null {
	if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
	if (isTyping(event.target)) return null;
	const found = Object.entries(keys).find(([, key]) => key === event.key.toLowerCase());
	return found ? (found[0] as keyof Shortcuts) : null;
}

function isTyping(target: EventTarget | null): boolean {
	const element = target as Partial<HTMLElement> | null;
	if (!element || typeof element.closest !== 'function') return false;
	return element.closest('input, textarea, select, [contenteditable], dialog') !== null;
}
