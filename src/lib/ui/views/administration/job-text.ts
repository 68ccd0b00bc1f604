import { m } from '$lib/i18n/paraglide/messages';
import { countText } from './figures';

const names: Record<string, () => string> = {
	tell_events: m.administration_job_tell_events,
	queue_mails: m.administration_job_queue_mails,
	send_mails: m.administration_job_send_mails,
	wake_devices: m.administration_job_wake_devices,
	forget_old_notices: m.administration_job_forget_old_notices,
	erase_after_time: m.administration_job_erase_after_time,
	remove_files: m.administration_job_remove_files
};

/** What a job does, in words; one that is not known is named by its code. */
export function jobText(name: string): string {
	return names[name]?.() ?? name;
}

/**
 * What the last run of a job did, in words. Jobs answer for a log: a figure, figures by name, or « 3 of 4 », of which
 * the first was done.
 */
export function saidText(said: string, lang: string): string {
	const figures = (said.match(/\d+/g) ?? []).map(Number);
	const done = / of \d/.test(said) ? (figures[0] ?? 0) : figures.reduce((sum, one) => sum + one, 0);
	return m.administration_job_handled({ count: countText(done, lang) });
}
