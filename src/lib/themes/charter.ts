import type { LocalizedText } from '../domain/language.ts';

/** Versions of the contributor charter; a text that was accepted once is never edited, a new one is added. */
export const charter: { version: string; inForceFrom: string; text: LocalizedText }[] = [
	{
		version: '1',
		inForceFrom: '2026-01-01T00:00:00+01:00',
		text: {
			fr: `Charte du contributeur

1. À quoi sert Capitelle
Capitelle rassemble des observations sur le patrimoine rural, les adresses et les cours d’eau d’Occitanie, pour les habitants, les communes et les associations. L’organisme qui ouvre cette instance en est responsable.

2. Adhésion
Vous acceptez cette charte avant d’envoyer vos fiches. La version acceptée et la date sont conservées.

3. Rôles
Toute personne peut lire. Un contributeur propose. Un modérateur vérifie sur son territoire. Un administrateur gère les comptes et les rôles.

4. Compte et nom
Un compte par personne, avec une adresse électronique qui n’est jamais publiée. Vous choisissez d’être nommé par votre nom, par un pseudonyme ou pas du tout.

5. Ce que vous notez
Ce que vous avez vu ou ce qu’une source vérifiable dit. Des faits, avec courtoisie. Rien d’illicite, de diffamant ni de discriminatoire, pas de publicité. Jamais le nom d’un propriétaire ou d’un habitant.

6. Licences
Vos données sont publiées sous Licence Ouverte 2.0, vos photos sous CC BY-SA 4.0 sauf autre choix. Vous garantissez en être l’auteur.

7. Propriété privée
Observez depuis le domaine public ou avec l’accord du propriétaire. Une fiche est retirée ou sa position masquée si le propriétaire le demande.

8. Sécurité
N’entrez jamais dans une ruine, un puits, une mine ni le lit d’un cours d’eau. Restez loin des berges en crue. Capitelle n’est pas un service d’urgence : en cas de danger, de crue ou de pollution, appelez le 18 ou le 112.

9. Respect des lieux
Ne prélevez rien, ne déplacez aucune pierre, ne fouillez pas, n’utilisez pas de détecteur de métaux. Une découverte archéologique se signale à la mairie ou au service régional de l’archéologie. Ne dérangez pas les espèces protégées.

10. Photos
Évitez les personnes et les plaques d’immatriculation ; floutez-les si elles apparaissent. La position et la date sont retirées du fichier avant l’envoi.

11. Lieux sensibles
La position des lieux fragiles ou dangereux est floutée à un kilomètre, ou n’est pas publiée.

12. Modération
Les modérateurs publient, demandent une correction ou refusent en donnant le motif. Vous pouvez corriger et renvoyer, ou demander un nouvel examen à l’organisme responsable. Un compte qui ne respecte pas la charte peut être fermé.

13. Données personnelles
Votre adresse et votre historique servent à gérer votre compte et à suivre vos contributions, sur la base de votre accord, tant que le compte existe. Vous pouvez les consulter, les corriger, les emporter ou les faire effacer en écrivant à l’organisme responsable. Vos contributions publiées restent, sans votre nom si vous le souhaitez.

14. Reconnaissance
L’auteur est cité comme il l’a choisi, sur les fiches et dans les données.`,
			oc: `Carta del contributor

1. De qué servís Capitelle
Capitelle recampa d’observacions sul patrimòni rural, las adreças e los rius d’Occitània, pels abitants, las comunas e las associacions. L’organisme que dobrís aquesta instància n’es responsable.

2. Adesion
Acceptatz aquesta carta abans de mandar vòstras fichas. La version acceptada e la data son gardadas.

3. Ròtles
Tot lo monde pòt legir. Un contributor prepausa. Un moderator verifica dins son territòri. Un administrator s’ocupa dels comptes e dels ròtles.

4. Compte e nom
Un compte per persona, amb una adreça electronica qu’es pas jamai publicada. Causissètz d’èsser nomenat per vòstre nom, per un escais o pas brica.

5. Çò que notatz
Çò qu’avètz vist o çò que ditz una font verificabla. De faches, amb cortesiá. Pas res d’illegal, de difamant o de discriminatòri, pas de publicitat. Pas jamai lo nom d’un proprietari o d’un estajant.

6. Licéncias
Vòstras donadas son publicadas jos Licence Ouverte 2.0, vòstras fòtos jos CC BY-SA 4.0 levat autra causida. Garantissètz que ne sètz l’autor.

7. Proprietat privada
Agachatz dempuèi lo domeni public o amb l’acòrdi del proprietari. Una ficha es tirada o sa posicion esconduda se lo proprietari o demanda.

8. Seguretat
Dintretz pas jamai dins una roïna, un potz, una mina ni mai dins lo lièch d’un riu. Demoratz luènh de las ribas quand l’aiga monta. Capitelle es pas un servici d’urgéncia : en cas de dangièr, d’aigat o de pollucion, sonatz lo 18 o lo 112.

9. Respècte dels luòcs
Prengatz pas res, desplacetz pas cap de pèira, fosigetz pas, emplegetz pas de detector de metals. Una descobèrta arqueologica se senhala a la comuna o al servici regional de l’arqueologia. Desrengetz pas las espècias protegidas.

10. Fòtos
Evitatz las personas e las placas d’immatriculacion ; se se veson, escondètz-las. La posicion e la data son tiradas del fichièr abans de lo mandar.

11. Luòcs sensibles
La posicion dels luòcs fragils o dangieroses es donada a un quilomètre prèp, o es pas publicada.

12. Moderacion
Los moderators publican, demandan una correccion o refusan en disent perqué. Podètz corregir e tornar mandar, o demandar un examen novèl a l’organisme responsable. Un compte que respècta pas la carta pòt èsser tampat.

13. Donadas personalas
Vòstra adreça e vòstre istoric servisson a gerir vòstre compte e a seguir vòstras contribucions, amb vòstre acòrdi, tant que lo compte existís. Los podètz consultar, corregir, emportar o far escafar en escrivent a l’organisme responsable. Vòstras contribucions publicadas demòran, sens vòstre nom s’o volètz.

14. Reconeissença
L’autor es citat coma o a causit, sus las fichas e dins las donadas.`,
			en: `Contributor charter

1. What Capitelle is for
Capitelle gathers observations of the rural heritage, addresses and rivers of Occitanie, for residents, communes and associations. The organisation that opens this instance is responsible for it.

2. Joining
You accept this charter before your records are sent. The version you accepted and the date are kept.

3. Roles
Anyone may read. A contributor proposes. A moderator checks within a territory. An administrator looks after accounts and roles.

4. Account and name
One account per person, with an e-mail address that is never published. You choose to be named by your name, by a pseudonym or not at all.

5. What you write
What you saw, or what a source that can be checked says. Facts, with courtesy. Nothing unlawful, defamatory or discriminatory, no advertising. Never the name of an owner or a resident.

6. Licences
Your data are published under Licence Ouverte 2.0, your photos under CC BY-SA 4.0 unless you choose otherwise. You guarantee that they are your own work.

7. Private property
Observe from public land or with the owner’s consent. A record is withdrawn, or its position hidden, if the owner asks.

8. Safety
Never enter a ruin, a well, a mine or a river bed. Keep away from banks in flood. Capitelle is not an emergency service: in case of danger, flood or pollution, call 18 or 112.

9. Respect for places
Take nothing, move no stone, do not dig, use no metal detector. An archaeological find is reported to the town hall or the regional archaeology service. Do not disturb protected species.

10. Photos
Avoid people and number plates; blur them if they appear. The position and date are taken out of the file before it is sent.

11. Sensitive places
The position of fragile or dangerous places is blurred to one kilometre, or not published.

12. Moderation
Moderators publish, ask for a correction, or refuse and say why. You may correct and send again, or ask the responsible organisation to look once more. An account that does not respect the charter may be closed.

13. Personal data
Your address and your history serve to run your account and to follow your contributions, with your consent, as long as the account exists. You may consult, correct, take away or have them erased by writing to the responsible organisation. Your published contributions stay, without your name if you wish.

14. Credit
The author is named as they chose, on the records and in the data.`
		}
	}
];
