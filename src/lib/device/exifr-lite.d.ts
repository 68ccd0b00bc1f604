/** The build of exifr that reads JPEG and HEIC only; it ships without its own types. */
declare module 'exifr/dist/lite.esm.mjs' {
	export { parse } from 'exifr';
}
