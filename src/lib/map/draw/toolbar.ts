/** What the person can ask for; each is a button of at least 44 px. */
export type EditorCommand =
	'locate' | 'place' | 'undo' | 'finish' | 'resume' | 'deleteVertex' | 'restart';

const order: EditorCommand[] = [
	'locate',
	'place',
	'undo',
	'resume',
	'deleteVertex',
	'restart',
	'finish'
];

export interface ToolbarTexts {
	/** Name of the toolbar. */
	toolbar: string;
	commands: Record<EditorCommand, string>;
}

export interface Toolbar {
	element: HTMLElement;
	/** Shows these commands and hides the others; `primary` stands out. Their order never changes. */
	show(commands: EditorCommand[], primary: EditorCommand | null): void;
	/** A sentence saying what to do now, read out by screen readers. */
	say(text: string): void;
}

/** Buttons under the map, and the sentence that says what to do. */
export function createToolbar(texts: ToolbarTexts, run: (command: EditorCommand) => void): Toolbar {
	const element = document.createElement('div');
	element.className = 'editor-toolbar';
	element.setAttribute('role', 'group');
	element.setAttribute('aria-label', texts.toolbar);
	const sentence = document.createElement('p');
	sentence.setAttribute('role', 'status');
	const buttons = document.createElement('div');
	buttons.className = 'editor-buttons';
	element.append(sentence, buttons);

	const made = new Map<EditorCommand, HTMLButtonElement>();
	for (const command of order) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'button';
		button.dataset['command'] = command;
		button.textContent = texts.commands[command];
		button.hidden = true;
		button.addEventListener('click', () => run(command));
		made.set(command, button);
		buttons.append(button);
	}

	return {
		element,
		show(commands, primary) {
			const focused = document.activeElement;
			for (const [command, button] of made) {
				button.hidden = !commands.includes(command);
				button.classList.toggle('primary', command === primary);
			}
			// A focused button that goes away would drop the keyboard at the top of the page.
			if (focused instanceof HTMLButtonElement && focused.hidden && element.contains(focused)) {
				const next = commands.map((command) => made.get(command)).find(Boolean);
				next?.focus();
			}
		},
		say(text) {
			if (sentence.textContent !== text) sentence.textContent = text;
		}
	};
}
