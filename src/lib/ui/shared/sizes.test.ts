import { expect, test } from 'vitest';
import { sizeText } from './sizes';

test.each([
	[0, '0 Mo'],
	[40_000, '0,1 Mo'],
	[400_000, '0,4 Mo'],
	[1_200_000, '1,2 Mo'],
	[12_300_000, '12 Mo'],
	[1_900_000_000, '1,9 Go']
])('%s bytes are said as on a phone', (bytes, text) => {
	expect(sizeText(bytes, 'fr').replace(/\s/gu, ' ')).toBe(text);
});
