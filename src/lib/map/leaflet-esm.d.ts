/** Leaflet's own ES build has no types beside it; they are those of the package. */
declare module 'leaflet/dist/leaflet-src.esm.js' {
	export * from 'leaflet';
}

declare module 'leaflet-draw' {}
