import { describe, expect, test } from 'vitest';
import { actionOf, actions, keys } from './shortcuts';

/** A key pressed where `closest` finds what `inside` says. */
function press(
	key: string,
	over: { inside?: string; ctrlKey?: boolean; shiftKey?: boolean; repeat?: boolean } = {}
) {
	const closest = (selector: string) =>
		over.inside && selector.split(', ').includes(over.inside) ? {} : null;
	return actionOf({
		key,
		ctrlKey: over.ctrlKey ?? false,
		metaKey: false,
		altKey: false,
		shiftKey: over.shiftKey ?? false,
		repeat: over.repeat ?? false,
		target: { closest } as unknown as EventTarget
	});
}

describe('keys of the desk', () => {
	test.each([
		['a', 'accept'],
		['c', 'correct'],
		['d', 'request'],
		['r', 'reject'],
		['f', 'merge'],
		['t', 'transfer'],
		['j', 'next'],
		['k', 'previous'],
		['x', 'pick'],
		[' ', 'pick'],
		['z', 'undo'],
		['/', 'search'],
		['Escape', 'clear']
	])('%s asks for %s', (key, action) => expect(press(key)).toBe(action));

	test('with caps lock a letter means the same, with shift what is written with a capital', () => {
		expect(press('A')).toBe('accept');
		expect(press('A', { shiftKey: true })).toBe('everything');
		expect(press('X', { shiftKey: true })).toBe('range');
		expect(press('R', { shiftKey: true })).toBeNull();
		expect(press('?', { shiftKey: true })).toBe('help');
	});

	test('every action has a key of its own', () => {
		expect(new Set(Object.values(keys)).size).toBe(actions.length);
	});

	test.each([
		'input:not([type="checkbox"])',
		'textarea',
		'select',
		'[contenteditable]',
		'dialog',
		'[role="dialog"]'
	])('nothing is decided while someone is in %s', (inside) =>
		expect(press('a', { inside })).toBeNull()
	);

	test('the space bar presses a button that has the focus, and picks elsewhere', () => {
		expect(press(' ', { inside: 'button' })).toBeNull();
		expect(press(' ', { inside: '[role="application"]' })).toBeNull();
		expect(press('a', { inside: 'button' })).toBe('accept');
	});

	test('a box just ticked keeps the space bar, and no letter', () => {
		expect(press(' ', { inside: 'input' })).toBeNull();
		expect(press('a', { inside: 'input' })).toBe('accept');
	});

	test('browser shortcuts and held keys stay what they are', () => {
		expect(press('r', { ctrlKey: true })).toBeNull();
		expect(press('a', { repeat: true })).toBeNull();
		expect(press('y')).toBeNull();
	});
});
