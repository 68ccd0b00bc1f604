/** As the package really is: what is published as its types describes another version. */
declare module 'open-location-code' {
	export class OpenLocationCode {
		isValid(code: string): boolean;
		isFull(code: string): boolean;
		decode(code: string): { latitudeCenter: number; longitudeCenter: number };
		/** The whole code of a short one, nearest to a place. */
		recoverNearest(code: string, latitude: number, longitude: number): string;
	}
}
