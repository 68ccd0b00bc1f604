/** What a single key does at the desk. */
export const actions = [
	'accept',
	'correct',
	'request',
	'reject',
	'merge',
	'transfer',
	'next',
	'previous',
	'pick',
	'range',
	'everything',
	'clear',
	'undo',
	'takeOver',
	'search',
	'filters',
	'map',
	'photo',
	'help'
] as const;
export type Action = (typeof actions)[number];
export type Shortcuts = Record<Action, () => void>;

/**
 * Keys by action; letters of the English words for next and previous lists in many desks (j, k), and `x` picks
 * in a list of mails. `X` and `A` are typed with shift.
 */
export const keys: Record<Action, string> = {
	accept: 'a',
	correct: 'c',
	request: 'd',
	reject: 'r',
	merge: 'f',
	transfer: 't',
	next: 'j',
	previous: 'k',
	pick: 'x',
	range: 'X',
	everything: 'A',
	clear: 'Escape',
	undo: 'z',
	takeOver: 'b',
	search: '/',
	filters: 'v',
	map: 'm',
	photo: 'p',
	help: '?'
};

const byKey = new Map(actions.map((action) => [keys[action], action]));
/** The space bar picks too, where it does nothing else. */
const pickToo = ' ';
const pressed = 'button, summary, input, [role="application"]';

type Key = Pick<
	KeyboardEvent,
	'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'target'
>;

/** Where letters are typed or choose something; a box to tick takes none. */
const typing =
	'input:not([type="checkbox"]), textarea, select, [contenteditable], dialog, [role="dialog"]';

/** The action a key press asks for; null while someone types, holds a modifier, or has a dialog open. */
export function actionOf(event: Key): Action | null {
	if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return null;
	if (isInside(event.target, typing)) return null;
	// A map goes by the keyboard too.
	if (event.key === pickToo) return isInside(event.target, pressed) ? null : 'pick';
	const { key } = event;
	// A letter means the same with caps lock on; with shift only what is written with a capital.
	const written = key.length > 1 ? key : event.shiftKey ? key : key.toLowerCase();
	return byKey.get(written) ?? null;
}

function isInside(target: EventTarget | null, what: string): boolean {
	const element = target as Partial<HTMLElement> | null;
	return typeof element?.closest === 'function' && element.closest(what) !== null;
}

/** Does what a key press asks for, unless a dialog is open: a press beside its controls comes from the page. */
export function press(event: KeyboardEvent, shortcuts: Shortcuts): void {
	const action = actionOf(event);
	if (!action || document.querySelector('dialog[open]')) return;
	event.preventDefault();
	shortcuts[action]();
}
