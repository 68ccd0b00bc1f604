import { m } from '$lib/i18n/paraglide/messages';
import { language } from '$lib/state/language.svelte';

/** What the rescue file says of itself to whoever opens it, in the person's language. */
export function rescueReadme(): string {
	const date = new Date().toLocaleString(language.current === 'en' ? 'en-GB' : 'fr');
	return m.contributions_rescue_readme({ date });
}
