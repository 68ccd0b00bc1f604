/** What the person can ask for; each is a button of at least 44 px. */
export type EditorCommand =
	| 'place'
	| 'undo'
	| 'redo'
	| 'resume'
	| 'deleteVertex'
	| 'split'
	| 'finish'
	| 'more'
	| 'snap'
	| 'addPart'
	| 'nextPart'
	| 'deletePart'
	| 'join'
	| 'close'
	| 'polygon'
	| 'line'
	| 'restart';

/** In the order of the buttons, which never changes; the second row shows when asked for. */
const always: EditorCommand[] = [
	'place',
	'undo',
	'redo',
	'resume',
	'deleteVertex',
	'split',
	'finish',
	'more'
];
const asked: EditorCommand[] = [
	'snap',
	'addPart',
	'nextPart',
	'join',
	'close',
	'polygon',
	'line',
	'deletePart',
	'restart'
];

/** Drawn instead of a word that everybody knows by its arrow; the word stays the button's name. */
const arrows: Partial<Record<EditorCommand, string>> = {
	undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
	redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3'
};

export interface ToolbarTexts {
	/** Name of the toolbar. */
	toolbar: string;
	commands: Record<EditorCommand, string>;
}

interface ToolbarView {
	commands: EditorCommand[];
	/** The one that stands out. */
	primary: EditorCommand | null;
	/** Shown in the second row. */
	more?: EditorCommand[];
	/** Of those that are on or off, the ones that are on. */
	pressed?: EditorCommand[];
}

export interface Toolbar {
	element: HTMLElement;
	/** Shows these commands and hides the others. Their order never changes. */
	show(view: ToolbarView): void;
	/** A sentence saying what to do now, read out by screen readers. */
	say(text: string): void;
	/** What is wrong with what is drawn; empty when nothing is. */
	warn(text: string): void;
}

/** Buttons under the map, and the sentence that says what to do. */
export function createToolbar(texts: ToolbarTexts, run: (command: EditorCommand) => void): Toolbar {
	const element = document.createElement('div');
	element.className = 'editor-toolbar';
	element.setAttribute('role', 'group');
	element.setAttribute('aria-label', texts.toolbar);
	const sentence = line('editor-say');
	const warning = line('editor-warn');
	const first = row();
	const second = row();
	second.hidden = true;
	element.append(sentence, warning, first, second);

	const made = new Map<EditorCommand, HTMLButtonElement>();
	for (const [holder, commands] of [
		[first, always],
		[second, asked]
	] as const) {
		for (const command of commands) {
			const button = createButton(command, texts.commands[command]);
			button.addEventListener('click', () => (command === 'more' ? open() : run(command)));
			made.set(command, button);
			holder.append(button);
		}
	}
	const more = made.get('more')!;
	more.setAttribute('aria-expanded', 'false');

	function open() {
		second.hidden = !second.hidden;
		more.setAttribute('aria-expanded', String(!second.hidden));
	}

	return {
		element,
		show({ commands, primary, more: others = [], pressed = [] }) {
			const shown = [...commands, ...others, ...(others.length > 0 ? (['more'] as const) : [])];
			const focused = document.activeElement;
			for (const [command, button] of made) {
				button.hidden = !shown.includes(command);
				button.classList.toggle('primary', command === primary);
				if (command === 'snap')
					button.setAttribute('aria-pressed', String(pressed.includes('snap')));
			}
			// A focused button that goes away would drop the keyboard at the top of the page.
			if (focused instanceof HTMLButtonElement && focused.hidden && element.contains(focused)) {
				const next = commands.map((command) => made.get(command)).find(Boolean);
				next?.focus();
			}
		},
		say: (text) => put(sentence, text),
		warn: (text) => put(warning, text)
	};
}

function line(name: string): HTMLElement {
	const element = document.createElement('p');
	element.className = name;
	element.setAttribute('role', 'status');
	return element;
}

function row(): HTMLElement {
	const element = document.createElement('div');
	element.className = 'editor-buttons';
	return element;
}

function put(element: HTMLElement, text: string) {
	if (element.textContent !== text) element.textContent = text;
}

function createButton(command: EditorCommand, name: string): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'button';
	button.dataset['command'] = command;
	button.hidden = true;
	const arrow = arrows[command];
	if (arrow) {
		button.classList.add('editor-arrow');
		button.setAttribute('aria-label', name);
		button.title = name;
		button.append(drawing(arrow));
	} else button.textContent = name;
	return button;
}

function drawing(path: string): SVGElement {
	const namespace = 'http://www.w3.org/2000/svg';
	const svg = document.createElementNS(namespace, 'svg');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('aria-hidden', 'true');
	const shape = document.createElementNS(namespace, 'path');
	shape.setAttribute('d', path);
	svg.append(shape);
	return svg;
}
