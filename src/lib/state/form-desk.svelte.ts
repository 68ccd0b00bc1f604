import type { FieldDefinition } from '$lib/domain/fields/types';
import type { Problem } from '$lib/domain/problem';
import type { Shelf } from '$lib/store/journal';
import { FormEditorState } from './form-editor.svelte';
import { formDrafts, type FormImpact, type FormVersion } from './form-ports';

/** What the forms' screens need from outside; tests give their own. Calls throw a RemoteError. */
export interface FormDeskPorts {
	/** Themes whose form this person may edit. */
	rights(): Promise<string[]>;
	save(theme: string, fields: FieldDefinition[], base: number): Promise<{ version: number }>;
	preview(theme: string, fields: FieldDefinition[]): Promise<FormImpact>;
	/** Newest first: the first is in force. */
	history(theme: string): Promise<FormVersion[]>;
	/** What is wrong with these definitions, without asking anybody. */
	check(theme: string, fields: FieldDefinition[]): Problem[];
	/** Keeps what is edited; null where the browser forbids it. */
	shelf: Shelf | null;
	/** Whose edits they are. */
	account(): string;
	/** A form is no longer what this device keeps. */
	changed(): void;
}

/** Who may edit which form, and the form being edited. */
export class FormDeskState {
	/** Ids of themes; null until known. */
	themes = $state.raw<string[] | null>(null);
	editor = $state.raw<FormEditorState | null>(null);
	error = $state.raw<unknown>(null);
	readonly #ports: FormDeskPorts;

	constructor(ports: FormDeskPorts) {
		this.#ports = ports;
	}

	/** Never throws: see {@link error}. */
	async load(): Promise<void> {
		this.error = null;
		try {
			this.themes = await this.#ports.rights();
		} catch (error) {
			this.error = error;
		}
	}

	/**
	 * Opens the form of a theme as the server has it, not as this device keeps it, with what was edited here
	 * and not published. Never throws: see {@link error}.
	 */
	async open(theme: string): Promise<void> {
		if (this.editor?.theme === theme) return;
		this.editor = null;
		const form = await this.#inForce(theme);
		if (!form) return;
		const ports = this.#ports;
		this.editor = new FormEditorState(theme, form, {
			save: (fields, base) => ports.save(theme, fields, base),
			preview: (fields) => ports.preview(theme, fields),
			history: () => ports.history(theme),
			check: (fields) => ports.check(theme, fields),
			drafts: formDrafts(ports.shelf, ports.account()),
			changed: () => ports.changed()
		});
	}

	/** Settles what to go on with once somebody else published: theirs, or mine on top of it. */
	async settle(choice: 'theirs' | 'mine'): Promise<void> {
		const { editor } = this;
		const form = editor && (await this.#inForce(editor.theme));
		if (!form) return;
		if (choice === 'theirs') editor.discard(form);
		else editor.keepMine(form);
	}

	async #inForce(theme: string): Promise<FormVersion | null> {
		this.error = null;
		try {
			return (await this.#ports.history(theme))[0] ?? null;
		} catch (error) {
			this.error = error;
			return null;
		}
	}
}
