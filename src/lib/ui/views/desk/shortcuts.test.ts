import { describe, expect, test } from 'vitest';
import { actionOf } from './shortcuts';

/** A key pressed where `closest` finds what `inside` says. */
function press(key: string, over: { inside?: string; ctrlKey?: boolean; repeat?: boolean } = {}) {
	const closest = (selector: string) =>
		over.inside && selector.split(', ').includes(over.inside) ? {} : null;
	return actionOf({
		key,
		ctrlKey: over.ctrlKey ?? false,
		metaKey: false,
		altKey: false,
		repeat: over.repeat ?? false,
		target: { closest } as unknown as EventTarget
	});
}

describe('keys of the desk', () => {
	test.each([
		['a', 'accept'],
		['A', 'accept'],
		['d', 'request'],
		['r', 'reject'],
		['j', 'next'],
		['k', 'previous'],
		['?', 'help']
	])('%s asks for %s', (key, action) => expect(press(key)).toBe(action));

	test.each(['input', 'textarea', 'select', '[contenteditable]', 'dialog'])(
		'nothing is decided while someone is in %s',
		(inside) => expect(press('a', { inside })).toBeNull()
	);

	test('browser shortcuts and held keys stay what they are', () => {
		expect(press('r', { ctrlKey: true })).toBeNull();
		expect(press('a', { repeat: true })).toBeNull();
		expect(press('x')).toBeNull();
	});
});
