import { m } from '$lib/i18n/paraglide/messages';
import type { Step } from '$lib/state/capture-steps';
import type { PictureName } from './pictures';

interface Line {
	picture: PictureName;
	text: () => string;
}

/** What to do at a step of the form: a picture and a sentence each. */
export const stepLines: Record<Step, Line[]> = {
	theme: [{ picture: 'families', text: m.help_theme_1 }],
	concept: [
		{ picture: 'words', text: m.help_concept_1 },
		{ picture: 'see', text: m.help_concept_2 }
	],
	place: [
		{ picture: 'near', text: m.help_place_1 },
		{ picture: 'aim', text: m.help_place_2 },
		{ picture: 'along', text: m.help_place_3 }
	],
	similar: [{ picture: 'alike', text: m.help_similar_1 }],
	again: [{ picture: 'repeat', text: m.help_again_1 }],
	fields: [{ picture: 'questions', text: m.help_fields_1 }],
	photos: [
		{ picture: 'whole', text: m.help_photos_1 },
		{ picture: 'faces', text: m.help_photos_3 }
	],
	summary: [{ picture: 'sent', text: m.help_summary_2 }]
};

/** What else is good to know there, in words only. */
export const stepNotes: Record<Step, (() => string)[]> = {
	theme: [m.help_theme_2],
	concept: [m.help_concept_3],
	place: [],
	similar: [m.help_similar_2],
	again: [],
	fields: [m.help_fields_2, m.help_fields_3],
	photos: [m.help_photos_2],
	summary: [m.help_summary_1]
};
