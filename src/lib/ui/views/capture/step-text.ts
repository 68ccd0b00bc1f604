import { m } from '$lib/i18n/paraglide/messages';
import type { IconName } from '$lib/ui/shared/icons';
import type { Step } from '$lib/state/capture-steps';

const looks: Record<Step, { text: () => string; icon: IconName }> = {
	theme: { text: m.capture_step_theme, icon: 'layers' },
	concept: { text: m.capture_step_concept, icon: 'search' },
	place: { text: m.capture_step_place, icon: 'pin' },
	similar: { text: m.flow_step_similar, icon: 'eye' },
	again: { text: m.flow_step_again, icon: 'plus' },
	fields: { text: m.capture_step_fields, icon: 'edit' },
	photos: { text: m.capture_step_photos, icon: 'camera' },
	summary: { text: m.capture_step_summary, icon: 'check' }
};

/** Name of a step in the person's language. */
export function stepText(step: Step): string {
	return looks[step].text();
}

export function stepIcon(step: Step): IconName {
	return looks[step].icon;
}

/** Where the form shows a field, for lists of problems that lead to it. */
export function fieldId(key: string): string {
	return `field-${key}`;
}
