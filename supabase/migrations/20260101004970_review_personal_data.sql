-- What the desk keeps of persons, in the list of everything that is held about them.

insert into private.personal_data (section, relation, person, sort, hidden, told, why) values
	('votes', 'private.review_votes', 'moderator_id', 't.kind || ''/'' || t.item_id', '{}', true, 'Vos avis là où plusieurs modérateurs doivent être d’accord.'),
	('batches', 'public.moderation_batches', 'moderator_id', 't.id', '{}', true, 'Vos décisions groupées.'),
	('saved_filters', 'public.saved_filters', 'owner_id', 't.id', '{}', true, 'Vos filtres enregistrés.'),
	('reason_templates', 'public.reason_templates', 'edited_by', 't.id', '{}', true, 'Les motifs types que vous avez modifiés.');
