/**
 * What the device is connected by, where the browser tells (Chrome on Android does; Safari and Firefox do
 * not): `mobile` is what a person may have to pay for by the megabyte.
 */
export type Connection = 'wifi' | 'mobile' | 'unknown';
