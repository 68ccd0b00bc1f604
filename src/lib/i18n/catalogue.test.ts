import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { locales } from './paraglide/runtime';

const folder = new URL('./messages/', import.meta.url);
const areas = readdirSync(folder).sort();
const settings = JSON.parse(
	readFileSync(new URL('./project.inlang/settings.json', import.meta.url), 'utf8')
);

type Catalogue = Record<string, unknown>;
const read = (area: string, locale: string): Catalogue =>
	JSON.parse(readFileSync(new URL(`${area}/${locale}.json`, folder), 'utf8'));

/** `{name}` in a text, wherever a message keeps its texts (plurals are nested). */
function placeholders(message: unknown): string[] {
	const found = JSON.stringify(message).matchAll(/\{(\w+)\}/g);
	return [...new Set([...found].map(([, name]) => name ?? ''))].sort();
}

/** Every text a person may see in a message. */
function texts(message: unknown): string[] {
	if (typeof message === 'string') return [message];
	if (Array.isArray(message)) return message.flatMap((part) => texts(part.match ?? part));
	return Object.values(message as object).flatMap(texts);
}

test('every folder of messages is compiled', () => {
	const listed: string[] = settings['plugin.inlang.messageFormat'].pathPattern;
	expect(listed.map((path) => path.split('/')[2]).sort()).toEqual(areas);
});

describe.each(areas)('messages of %s', (area) => {
	const french = read(area, 'fr');

	test('carry the name of their area', () => {
		expect(Object.keys(french).filter((key) => !key.startsWith(`${area}_`))).toEqual([]);
	});

	test.each(locales)('are all there in %s, with the same placeholders', (locale) => {
		const catalogue = read(area, locale);
		expect(Object.keys(catalogue).sort()).toEqual(Object.keys(french).sort());
		for (const [key, message] of Object.entries(french)) {
			expect([key, placeholders(catalogue[key])]).toEqual([key, placeholders(message)]);
		}
	});

	test.each(['fr', 'oc'])('end no line before a « : » in %s', (locale) => {
		const broken = Object.entries(read(area, locale)).filter(([, message]) =>
			texts(message).some((text) => / [:;!?»]|« /.test(text))
		);
		expect(broken).toEqual([]);
	});

	test.each(locales)('are never empty in %s', (locale) => {
		const empty = Object.entries(read(area, locale)).filter(([, message]) =>
			texts(message).some((text) => text.trim() === '')
		);
		expect(empty).toEqual([]);
	});
});
