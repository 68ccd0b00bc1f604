/*
 * Sentences a volunteer might write, for the made-up records. Written for this project; no real
 * person, place or archive is meant.
 */

/** What a long text says. */
export const remarks = [
	'Vu depuis le chemin communal, en bon état général.',
	'Une partie est cachée par les ronces ; à revoir en hiver.',
	'Un voisin se souvient de l’avoir vu entretenu jusque dans les années 1960.',
	'Les dernières pluies ont déchaussé quelques pierres à l’angle.',
	'Le propriétaire, rencontré sur place, est d’accord pour que la fiche soit publiée.',
	'La végétation gagne ; un débroussaillage léger suffirait.',
	'Relevé pendant la sortie de l’association, à quatre personnes.',
	'Même appareil de pierres que celui relevé deux cents mètres plus haut.',
	'Panneau d’information effacé par le soleil.',
	'Position prise au milieu, sous les arbres : quelques mètres d’incertitude.',
	'Une photo ancienne montre le même endroit avant le remembrement.',
	'L’eau était basse ; rien d’anormal ce jour-là.'
];

/** What a short text says when nothing better is known. */
export const notes = [
	'Enquête orale, printemps 2026',
	'Cadastre dit napoléonien',
	'Relevé de terrain',
	'Carte postale ancienne',
	'Bulletin municipal',
	'À confirmer'
];

/** Local words, for fields that keep a word as it was said. */
export const localWords = [
	'la capitèla',
	'lo clapàs',
	'la font',
	'lo pesquièr',
	'la muralha',
	'la calada',
	'lo besal',
	'la croses',
	'l’ort'
];

/** Written forms that identifiers of all sorts may have; the first that suits the field is taken. */
export const identifiers = [
	'12',
	'7bis',
	'Q3270874',
	'PA00103012',
	'n4815162342',
	'w240151',
	'30156_0042',
	'301560042',
	'FRDR1102',
	'A0042',
	'301560000A0042'
];

export const suffixes = ['bis', 'ter', 'a', 'b'];

/** Datings in EDTF, from precise to vague. */
export const datings = ['1874', '1808~', '18XX', '17XX', '19XX', '1921', '1850/1900', '1783?'];

/** What somebody says who came back. */
export const visitNotes = [
	'Repassé après l’orage : rien n’a bougé.',
	'Deux pierres du couronnement sont tombées depuis la dernière fois.',
	'Débroussaillé par l’association, l’entrée se voit de nouveau.',
	'Les ronces ont repris le dessus.',
	'Même état que sur la photo, un an après.',
	'Un arbre est tombé tout près, sans rien toucher.'
];

/** Why a moderator asks for changes. */
export const requests = [
	'Pouvez-vous ajouter une photo d’ensemble, prise depuis le chemin ?',
	'La position tombe dans le champ voisin : pouvez-vous la vérifier ?',
	'Le type choisi me semble être le voisin dans la liste ; qu’en pensez-vous ?',
	'La description parle de deux ouvrages : une fiche chacun, s’il vous plaît.'
];

/** Why a moderator refuses. */
export const refusals = [
	'Déjà signalé par une autre fiche, à dix mètres.',
	'La photo montre une propriété privée, sans accord du propriétaire.',
	'Il s’agit d’une construction récente, hors du sujet.'
];

/** Why something published was withdrawn. */
export const withdrawals = [
	'L’ouvrage a disparu pendant les travaux de la route.',
	'Fiche remplacée par un relevé plus précis.'
];

export const captions = ['Vue d’ensemble', 'Depuis le chemin', 'Détail', 'Côté sud', null, null];
