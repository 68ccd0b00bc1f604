/** One sign of a class, or one escape: signs that mean something to either reader must be escaped. */
const SIGN = String.raw`\\u(?:[0-9A-Ca-cE-Fe-f][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f]{2}`;
const IN_CLASS = String.raw`(?:[^\[\]\\^\-]|\\[\^$\\.*+?()\[\]{}\|\/\-]|${SIGN})`;
const CLASS = String.raw`\[\^?-?(?:${IN_CLASS}(?:-${IN_CLASS})?)+-?\]`;
const OUTSIDE = String.raw`\\[\^$\\.*+?()\[\]\{\}\|\/]|${SIGN}|\)|[^\[\]\(\)\{\}*+?\|^$\\]`;
const TIMES = String.raw`(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5])`;
const REPEAT = String.raw`(?:[*+?]|\{${TIMES}(?:,${TIMES}?)?\})`;
const PLAIN = new RegExp(String.raw`^(?:\((?:\?:)?|\||(?:${CLASS}|${OUTSIDE})${REPEAT}?)*$`, 'u');
const MAX_LENGTH = 500;
/** Repeated together, `(a{9}){9}` or `(a*)*` would take a compiler down, or a phone's whole evening. */
const NESTED = /\)\{|\((\?:)?[^()\\][^()]*[*+}][^()]*\)[*+]/u;
const MOST_REPEATS = 600;

/**
 * Whether a pattern is written in what JavaScript and PostgreSQL read alike, and can be used: letters, `.`,
 * classes like `[A-Z0-9]`, brackets, `|`, `? * + {n,m}`. No `\d`, `\w` nor `\s`, which mean more signs to one
 * than to the other; no look-around, and no repetition of a repetition. The same test as `private.is_plain_pattern`.
 */
export function isPlainPattern(pattern: string): boolean {
	return (
		[...pattern].length <= MAX_LENGTH &&
		PLAIN.test(pattern) &&
		!NESTED.test(pattern) &&
		repeats(pattern) <= MOST_REPEATS &&
		compiled(pattern) !== null
	);
}

function repeats(pattern: string): number {
	const times = [...pattern.matchAll(/([0-9]{1,3})(?=[,}])/gu)];
	return times.reduce((sum, [, count]) => sum + Number(count), 0);
}

const known = new Map<string, RegExp | null>();

/** Whether the whole text fits the pattern; a pattern that cannot be read refuses nothing. */
export function fits(text: string, pattern: string): boolean {
	return compiled(pattern)?.test(text) ?? true;
}

function compiled(pattern: string): RegExp | null {
	const before = known.get(pattern);
	if (before !== undefined) return before;
	let made: RegExp | null;
	try {
		// By characters rather than UTF-16 halves, and `.` is any of them, as for PostgreSQL.
		made = new RegExp(`^(?:${pattern})$`, 'su');
	} catch {
		made = null;
	}
	known.set(pattern, made);
	return made;
}
