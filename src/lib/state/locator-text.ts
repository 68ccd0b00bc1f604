import { accuracyClass, type AccuracyClass, type GpsError } from '$lib/device/gps';
import { m } from '$lib/i18n/paraglide/messages';

const accuracies: Record<AccuracyClass, () => string> = {
	good: m.capture_accuracy_good,
	fair: m.capture_accuracy_fair,
	poor: m.capture_accuracy_poor,
	bad: m.capture_accuracy_bad
};

const errors: Record<GpsError, () => string> = {
	unsupported: m.capture_gps_unsupported,
	denied: m.capture_gps_denied,
	unavailable: m.capture_gps_unavailable,
	timeout: m.capture_gps_timeout
};

/** What an accuracy in metres means for a person looking for the thing again. */
export function accuracyWords(accuracyM: number): string {
	return accuracies[accuracyClass(accuracyM)]();
}

/** Why no position comes, and what to do instead. */
export function gpsErrorText(error: GpsError): string {
	return errors[error]();
}
