/**
 * The two-letter languages of ISO 639-1. Browsers know more or fewer by name, each its own; this list has
 * not changed since 2003.
 */
const twoLetters = new Set(
	(
		'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ' +
		'ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik ' +
		'io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml ' +
		'mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd ' +
		'se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve ' +
		'vi vo wa wo xh yi yo za zh zu'
	).split(' ')
);

/** Well-formed after BCP 47 (RFC 5646 §2.1): language, then script, region, variants, extensions, private use. */
const wellFormed =
	/^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+)$/i;

/**
 * Whether a tag could be of a language: well-formed, and not two letters that are none. Three letters pass:
 * there are eight thousand, and a thesaurus may well know one more than we do. No tag at all passes too.
 */
export function isLanguageTag(tag: string): boolean {
	if (tag === '') return true;
	if (tag.length > 60 || !wellFormed.test(tag)) return false;
	const [language = ''] = tag.toLowerCase().split('-');
	return language.length !== 2 || twoLetters.has(language);
}
