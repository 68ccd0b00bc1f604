import { getContext, setContext } from 'svelte';
import type { SafetyState } from '$lib/state/safety.svelte';

const key = Symbol('what to be careful about');

/** Called by the page of a form, before its reminders are read: what was seen on this device. */
export function provideSafety(safety: () => SafetyState | null): void {
	setContext(key, safety);
}

/** What the page offers; null until it has it, and where nobody is to be reminded. */
export function offeredSafety(): () => SafetyState | null {
	return getContext<(() => SafetyState | null) | undefined>(key) ?? (() => null);
}
