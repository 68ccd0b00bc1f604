import { m } from '$lib/i18n/paraglide/messages';
import type { ReviewKind } from '$lib/domain/review';
import type { IconName } from '$lib/ui/shared/icons';

/** How a kind of item is named and marked. */
export const kinds: Record<ReviewKind, { text: () => string; icon: IconName }> = {
	new: { text: m.desk_kind_new, icon: 'plus' },
	edit: { text: m.desk_kind_edit, icon: 'edit' },
	deletion: { text: m.desk_kind_deletion, icon: 'trash' },
	observation: { text: m.visits_kind, icon: 'eye' },
	suggestion: { text: m.desk_kind_suggestion, icon: 'note' },
	appeal: { text: m.desk_kind_appeal, icon: 'reply' },
	report: { text: m.desk_kind_report, icon: 'warning' }
};
