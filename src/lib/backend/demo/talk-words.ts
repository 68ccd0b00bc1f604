/* What people of the demo say to each other. Written for this project; nobody real is meant. */

/** What a moderator asks, each with the answer of the same place. */
export const questions = [
	'Bonjour, merci pour cette fiche. Auriez-vous une photo prise d’un peu plus loin ?',
	'Bonjour, le point tombe sur la route : pouvez-vous vérifier la place sur la carte ?',
	'Merci ! Est-ce accessible depuis le chemin communal, sans entrer chez quelqu’un ?'
];

/** What the author answers. */
export const answersToQuestions = [
	'Bonjour, j’y repasse samedi, j’en ferai une.',
	'En effet, le téléphone s’était trompé. Je corrige ce soir.',
	'Oui, tout se voit depuis le chemin.'
];

/** What a passer-by says to everyone. */
export const greetings = [
	'Ma grand-mère l’a toujours connu ainsi. Merci de l’avoir noté.',
	'Passé devant dimanche : les ronces ont été coupées.',
	'Au hameau on l’appelle autrement, je demanderai aux anciens.'
];

/** What ends a conversation. */
export const closings = [
	'Merci, c’est noté dans la fiche.',
	'Merci de votre passage, la fiche est à jour.'
];
