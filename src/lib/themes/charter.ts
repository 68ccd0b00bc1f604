import type { LocalizedText } from '../domain/language.ts';

/**
 * The contributor charter a site begins with; its administrators write the next versions. French is the charter,
 * Occitan and English are summaries of it.
 */
export const charter: { version: string; inForceFrom: string; text: LocalizedText } = {
	version: '1',
	inForceFrom: '2026-01-01T00:00:00+01:00',
	text: {
		fr: `Charte du contributeur

1. Objet
Capitelle rassemble ce que des habitants, des associations et des communes savent du patrimoine rural, des adresses et des cours d’eau d’Occitanie, et le rend à tous. OpenIG ouvre cette instance et en répond. La charte dit ce à quoi chacun s’engage\u00a0; elle s’inspire de la Charte des sciences et recherches participatives en France (2017).

2. Adhésion
Lire et noter ne demandent rien. Avant le premier envoi, vous acceptez la charte\u00a0: sa version et la date sont conservées avec votre compte. Quand elle change, la nouvelle version vous est proposée avant l’envoi suivant. Si vous ne l’acceptez pas, rien n’est perdu\u00a0: ce que vous avez noté reste sur votre appareil, et ce que vous avez déjà envoyé peut toujours être retiré.

3. Rôles
- Toute personne lit ce qui est publié.
- Un contributeur note, corrige ses fiches et propose des corrections.
- Une personne de confiance publie sans attendre, là où ce rôle lui est donné.
- Un modérateur relit, sur son territoire et dans ses thèmes.
- Un administrateur donne les rôles, fixe les règles et tient le site.
- Un comité de suivi, réuni par OpenIG, suit l’application de la charte et tranche les désaccords.

Les rôles sont donnés et retirés avec leur motif, et l’historique en est gardé.

4. Compte et nom
Un compte par personne, avec une adresse électronique que personne d’autre ne voit. Ne prêtez ni votre compte, ni les codes que vous recevez. Vous choisissez d’être nommé par votre nom, par un pseudonyme ou pas du tout, et vous pouvez en changer.

5. Ce que vous notez
- Ce que vous avez vu, ou ce que dit une source que l’on peut vérifier et que vous citez.
- Des faits, dits avec mesure et courtoisie.
- Rien d’illicite, de diffamant, de discriminatoire ni de publicitaire.
- Jamais le nom d’un propriétaire, d’un habitant ou d’un passant.
- «\u00a0Je ne sais pas\u00a0» est une bonne réponse.

6. Licences
Vos données sont publiées sous Licence Ouverte 2.0, vos photos sous CC BY-SA 4.0 sauf autre choix de votre part. Vous garantissez en être l’auteur, ou avoir l’accord de l’auteur. Un plan ou une carte protégés ne se recopient pas.

7. Propriété privée
Observez depuis le domaine public, ou avec l’accord du propriétaire. N’ouvrez ni barrière ni porte. Si le propriétaire le demande, la fiche est retirée ou sa position masquée.

8. Sécurité
- N’entrez jamais dans une ruine, un puits, une mine, une cavité ni le lit d’un cours d’eau.
- Tenez-vous loin des berges quand l’eau monte, et arrêtez-vous avant de regarder l’écran.
- Capitelle n’est pas un service d’urgence. Danger, crue, incendie\u00a0: le 18 ou le 112. Pollution\u00a0: le 18 ou le 112, puis l’Office français de la biodiversité.

9. Respect des lieux et du vivant
Ne prélevez rien, ne déplacez aucune pierre, ne fouillez pas, n’utilisez pas de détecteur de métaux. Une découverte archéologique se signale à la mairie ou au service régional de l’archéologie (DRAC), sans y toucher. Ne dérangez ni les bêtes, ni les nids, ni les espèces protégées.

10. Photos
Cadrez l’objet. Évitez les personnes, les intérieurs et les plaques d’immatriculation\u00a0; floutez ce qui apparaît, l’application le permet. La position et la date inscrites dans le fichier en sont retirées avant l’envoi.

11. Lieux sensibles
La position des lieux fragiles, dangereux ou menacés est donnée à un kilomètre près, ou n’est pas publiée. Ne la redonnez pas ailleurs.

12. Modération et recours
- Selon les règles du thème et du territoire, une fiche est publiée aussitôt ou attend une relecture. Ces règles sont publiques, leurs changements aussi sont conservés.
- Un modérateur accepte, demande un complément ou refuse, toujours avec un motif. S’il corrige, sa correction est montrée comme la sienne.
- Vous pouvez répondre, corriger, retirer, ou faire appel une fois\u00a0: un autre modérateur reprend alors la décision, s’il y en a un.
- Un compte qui nuit peut être suspendu, avec un motif. La personne peut s’en expliquer auprès du comité de suivi, qui décide de la suite.

13. Données personnelles
- Responsable\u00a0: OpenIG. Pour quoi faire\u00a0: tenir votre compte, suivre vos contributions, vous répondre. Sur quelle base\u00a0: votre accord, donné ici, que vous pouvez retirer à tout moment.
- Sont gardés\u00a0: votre adresse électronique, le nom que vous donnez, vos contributions et leur historique, aussi longtemps que le compte existe.
- Vous pouvez consulter, corriger et emporter ce qui vous concerne, ou supprimer votre compte, depuis «\u00a0Mon compte\u00a0». Vos fiches publiées restent alors sans votre nom, sauf si vous demandez leur retrait.
- Vos données ne sont ni vendues, ni utilisées pour de la publicité. Qui consulte votre adresse laisse une trace que vous pouvez lire.
- Si une fiche ou une photo parle de vous, signalez-la d’un geste, sans compte. Vous pouvez aussi saisir la CNIL (www.cnil.fr).

14. Reconnaissance
L’auteur est cité comme il l’a choisi, sur les fiches et dans les données. Ce que les contributions permettent, études, travaux, fiches utiles aux communes, est rendu à ceux qui les ont faites.

15. Évolution
La charte est relue par le comité de suivi. Les versions précédentes restent lisibles sur cette page.`,
		oc: `Carta del contributor

Çò essencial

- Capitelle recampa çò que lo monde sap del patrimòni rural, de las adreças e dels rius d’Occitània. OpenIG dobrís aqueste site e ne respond.
- Legir e notar demandan pas res. Avant lo primièr mandadís, acceptatz la carta\u00a0; la version e la data son gardadas. Se l’acceptatz pas, çò notat demòra sus vòstre aparelh.
- Notatz çò qu’avètz vist o çò que ditz una font verificabla, amb cortesiá. Pas jamai lo nom d’un proprietari o d’un estajant.
- Las donadas son publicadas jos Licence Ouverte 2.0, las fòtos jos CC BY-SA 4.0 levat autra causida.

Suls luòcs

- Agachatz dempuèi lo domeni public, o amb l’acòrdi del proprietari.
- Dintretz pas jamai dins una roïna, un potz, una mina ni lo lièch d’un riu. Dangièr, aigat, fuòc, pollucion\u00a0: lo 18 o lo 112.
- Prengatz pas res, fosigetz pas, emplegetz pas de detector de metals. Una descobèrta arqueologica se senhala a la comuna.
- Evitatz las personas e las placas sus las fòtos, o escondètz-las. Los luòcs sensibles son donats a un quilomètre prèp, o esconduts.

Moderacion

- Un moderator accepta, demanda un complement o refusa, totjorn amb un motiu. Podètz respondre, corregir, retirar, o far apèl un còp.

Donadas personalas

- Vòstra adreça electronica es pas jamai publicada\u00a0; causissètz lo nom mostrat. Podètz consultar, emportar e escafar çò que vos concernís dempuèi vòstre compte.
- Sètz citat coma o volètz.`,
		en: `Contributor charter

In short

- Capitelle gathers what people know of the rural heritage, addresses and rivers of Occitanie. OpenIG opens this site and answers for it.
- Reading and recording ask for nothing. Before your first records are sent you accept the charter; its version and the date are kept. If you do not, what you recorded stays on your device.
- Write what you saw, or what a source that can be checked says, with courtesy. Never the name of an owner or a resident.
- Data are published under Licence Ouverte 2.0, photos under CC BY-SA 4.0 unless you choose otherwise.

In the field

- Observe from public land, or with the owner’s consent.
- Never enter a ruin, a well, a mine or a river bed. Danger, flood, fire, pollution: call 18 or 112.
- Take nothing, do not dig, use no metal detector. An archaeological find is reported to the town hall.
- Keep people and number plates out of photos, or blur them. Sensitive places are shown to one kilometre, or not at all.

Moderation

- A moderator accepts, asks for more or refuses, always with a reason. You may answer, correct, withdraw, or appeal once.

Personal data

- Your e-mail address is never published; you choose the name shown. You may consult, take away and erase what concerns you from your account.
- You are credited as you wish.`
	}
};
