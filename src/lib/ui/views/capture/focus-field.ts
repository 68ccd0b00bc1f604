import type { Problem } from '$lib/domain/problem';
import { fieldId } from './step-text';

/** Where the form shows what a problem is about. */
export function targetOf({ field }: Problem): string {
	return field?.startsWith('properties.')
		? fieldId(field.slice('properties.'.length))
		: `field-${field}`;
}

/** Brings a field into sight, unfolded, with the keyboard on its first control. False when it is not there. */
export function focusField(id: string): boolean {
	const target = document.getElementById(id);
	if (!target) return false;
	const folded = target.closest('details');
	if (folded) folded.open = true;
	const control = target.matches('fieldset, div')
		? (target.querySelector<HTMLElement>('input, select, textarea, button') ?? target)
		: target;
	target.scrollIntoView({ block: 'center' });
	control.focus({ preventScroll: true });
	return true;
}
