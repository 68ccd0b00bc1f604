-- The sentences of mails, in the three languages, so that administrators can put them in their own words.

create table public.mail_texts (
	key text primary key check (key ~ '^[a-z][a-z_]{1,59}$'),
	placeholders text[] not null default '{}',
	texts jsonb not null check (private.is_localized_text(texts)),
	defaults jsonb not null check (private.is_localized_text(defaults)),
	position int not null,
	edited_at timestamptz,
	edited_by uuid references public.profiles (id) on delete set null
);
create index mail_texts_edited_by_idx on public.mail_texts (edited_by);
alter table public.mail_texts enable row level security;
revoke all on public.mail_texts from anon, authenticated;
create policy mail_texts_select on public.mail_texts for select to authenticated using ((select private.is_administrator()));
-- No update: save_mail_text checks what is written. Not `edited_by`: a text is the site's.
grant select (key, placeholders, texts, defaults, position, edited_at) on public.mail_texts to authenticated;
comment on table public.mail_texts is 'Plain text with {placeholders}; src/lib/domain/mails puts values in and escapes them. `defaults` is what the project ships.';

insert into public.mail_texts (key, placeholders, texts, defaults, position)
select t.key, t.placeholders::text[], l.texts, l.texts, row_number() over ()
from (values
	('subject_one', '{what}', '{what}', '{what}', '{what}'),
	('subject_many', '{count}', 'Capitelle : {count} nouvelles', 'Capitelle : {count} novèlas', 'Capitelle: {count} news'),
	('subject_daily', '{date}', 'Capitelle : votre résumé du {date}', 'Capitelle : vòstre resumit del {date}', 'Capitelle: your summary of {date}'),
	('subject_weekly', '{date}', 'Capitelle : votre semaine, au {date}', 'Capitelle : vòstra setmana, al {date}', 'Capitelle: your week, {date}'),
	('lead_now', '{}', 'Voici ce qui vient de se passer.', 'Vaquí çò que ven de se passar.', 'Here is what just happened.'),
	('lead_daily', '{}', 'Voici ce qui s’est passé depuis hier matin.', 'Vaquí çò que s’es passat dempuèi ièr matin.', 'Here is what happened since yesterday morning.'),
	('lead_weekly', '{}', 'Voici ce qui s’est passé cette semaine.', 'Vaquí çò que s’es passat aquesta setmana.', 'Here is what happened this week.'),
	('own_published', '{title}', 'Votre fiche « {title} » est publiée.', 'Vòstra ficha « {title} » es publicada.', 'Your record “{title}” is published.'),
	('own_changes_requested', '{title}', 'Un complément vous est demandé pour « {title} ».', 'Vos demandan un complement per « {title} ».', 'Something is asked of you about “{title}”.'),
	('own_rejected', '{title}', 'Votre fiche « {title} » n’a pas été retenue.', 'Vòstra ficha « {title} » es pas estada retenguda.', 'Your record “{title}” was not accepted.'),
	('own_archived', '{title}', 'Votre fiche « {title} » n’est plus publique.', 'Vòstra ficha « {title} » es pas pus publica.', 'Your record “{title}” is no longer public.'),
	('own_appeal_rejected', '{title}', 'Votre recours au sujet de « {title} » a été examiné : la décision est maintenue.', 'Vòstre recors al subjècte de « {title} » es estat examinat : la decision es mantenguda.', 'Your appeal about “{title}” was examined: the decision stands.'),
	('own_withdrawn', '{title}', 'Votre fiche « {title} » est retirée.', 'Vòstra ficha « {title} » es retirada.', 'Your record “{title}” is withdrawn.'),
	('own_updated', '{title}', 'Votre fiche « {title} » a été modifiée.', 'Vòstra ficha « {title} » es estada modificada.', 'Your record “{title}” was changed.'),
	('own_deleted', '{title}', 'Votre fiche « {title} » a été supprimée.', 'Vòstra ficha « {title} » es estada suprimida.', 'Your record “{title}” was deleted.'),
	('own_restored', '{title}', 'Votre fiche « {title} » est rétablie.', 'Vòstra ficha « {title} » es restablida.', 'Your record “{title}” is restored.'),
	('own_photo_added', '{title}', 'Une photo a été ajoutée à votre fiche « {title} ».', 'Una fòto es estada aponduda a vòstra ficha « {title} ».', 'A photo was added to your record “{title}”.'),
	('own_observation_accepted', '{title}', 'Votre passage à « {title} » est pris en compte.', 'Vòstra visita a « {title} » es presa en compte.', 'Your visit to “{title}” is taken into account.'),
	('own_observation_rejected', '{title}', 'Votre passage à « {title} » n’a pas été retenu.', 'Vòstra visita a « {title} » es pas estada retenguda.', 'Your visit to “{title}” was not accepted.'),
	('own_proposal_accepted', '{title}', 'Votre correction de « {title} » est acceptée. Merci.', 'Vòstra correccion de « {title} » es acceptada. Mercé.', 'Your correction of “{title}” was accepted. Thank you.'),
	('own_proposal_changes_requested', '{title}', 'Un complément vous est demandé pour votre correction de « {title} ».', 'Vos demandan un complement per vòstra correccion de « {title} ».', 'Something is asked of you about your correction of “{title}”.'),
	('own_proposal_rejected', '{title}', 'Votre correction de « {title} » n’a pas été retenue.', 'Vòstra correccion de « {title} » es pas estada retenguda.', 'Your correction of “{title}” was not accepted.'),
	('own_absorbed', '{title}', 'Votre fiche « {title} » a été réunie avec une autre fiche du même objet : vos photos et vos passages y sont.', 'Vòstra ficha « {title} » es estada amassada amb una autra ficha del meteis objècte : vòstras fòtos e vòstras visitas i son.', 'Your record “{title}” was merged with another record of the same thing: your photos and visits are there.'),
	('own_merged', '{title}', 'Une autre fiche a été réunie avec votre fiche « {title} ».', 'Una autra ficha es estada amassada amb vòstra ficha « {title} ».', 'Another record was merged into your record “{title}”.'),
	('own_transferred', '{title}', 'Votre fiche « {title} » a été confiée à un autre thème ou à une autre commune.', 'Vòstra ficha « {title} » es estada fisada a un autre tèma o a una autra comuna.', 'Your record “{title}” was handed to another theme or commune.'),
	('other_published', '{title}', '« {title} » est publié.', '« {title} » es publicat.', '“{title}” is published.'),
	('other_updated', '{title}', '« {title} » a été modifié.', '« {title} » es estat modificat.', '“{title}” was changed.'),
	('other_deleted', '{title}', '« {title} » a été supprimé.', '« {title} » es estat suprimit.', '“{title}” was deleted.'),
	('other_restored', '{title}', '« {title} » est rétabli.', '« {title} » es restablit.', '“{title}” is restored.'),
	('other_photo_added', '{title}', 'Une photo a été ajoutée à « {title} ».', 'Una fòto es estada aponduda a « {title} ».', 'A photo was added to “{title}”.'),
	('other_observed', '{title}', 'Quelqu’un est repassé à « {title} ».', 'Qualqu’un es tornat passar a « {title} ».', 'Somebody visited “{title}” again.'),
	('other_merged', '{title}', 'Une autre fiche a été réunie avec « {title} ».', 'Una autra ficha es estada amassada amb « {title} ».', 'Another record was merged into “{title}”.'),
	('other_transferred', '{title}', '« {title} » a été confié à un autre thème ou à une autre commune.', '« {title} » es estat fisat a un autre tèma o a una autra comuna.', '“{title}” was handed to another theme or commune.'),
	('other_archived', '{title}', '« {title} » n’est plus public.', '« {title} » es pas pus public.', '“{title}” is no longer public.'),
	('other_withdrawn', '{title}', '« {title} » est retiré.', '« {title} » es retirat.', '“{title}” is withdrawn.'),
	('undone', '{title}', 'Une décision au sujet de « {title} » a été annulée.', 'Una decision al subjècte de « {title} » es estada anullada.', 'A decision about “{title}” was taken back.'),
	('commented', '{title}', 'Un message vous attend dans la conversation sur « {title} ».', 'Un messatge vos espèra dins la conversacion sus « {title} ».', 'A message awaits you in the conversation about “{title}”.'),
	('mentioned', '{title}', 'On vous cite dans la conversation sur « {title} ».', 'Vos mencionan dins la conversacion sus « {title} ».', 'You are mentioned in the conversation about “{title}”.'),
	('closed', '{title}', 'La conversation sur « {title} » est close.', 'La conversacion sus « {title} » es clausa.', 'The conversation about “{title}” is closed.'),
	('appealed', '{title}', 'Un recours est déposé au sujet de « {title} ».', 'Un recors es depausat al subjècte de « {title} ».', 'An appeal was made about “{title}”.'),
	('role_given', '{}', 'Un rôle vous a été confié.', 'Vos es estat fisat un ròtle.', 'You were given a role.'),
	('role_revoked', '{}', 'Un de vos rôles a pris fin.', 'Un de vòstres ròtles s’es acabat.', 'One of your roles has ended.'),
	('join_requested', '{}', 'Quelqu’un demande à rejoindre votre organisation.', 'Qualqu’un demanda de rejónher vòstra organizacion.', 'Somebody asks to join your organisation.'),
	('join_accepted', '{}', 'Votre demande est acceptée : vous êtes membre de l’organisation.', 'Vòstra demanda es acceptada : sètz membre de l’organizacion.', 'Your request was accepted: you are a member of the organisation.'),
	('join_refused', '{}', 'Votre demande de rejoindre une organisation n’a pas été acceptée.', 'Vòstra demanda de rejónher una organizacion es pas estada acceptada.', 'Your request to join an organisation was not accepted.'),
	('report_handled', '{}', 'Votre signalement a été examiné. Merci.', 'Vòstre senhalament es estat examinat. Mercé.', 'Your report was examined. Thank you.'),
	('something', '{title}', 'Il y a du nouveau au sujet de « {title} ».', 'I a de novèl al subjècte de « {title} ».', 'There is news about “{title}”.'),
	('something_else', '{}', 'Il y a du nouveau pour vous.', 'I a de novèl per vos.', 'There is news for you.'),
	('by', '{name}', 'Par {name}', 'Per {name}', 'By {name}'),
	('reason', '{reason}', 'Motif : {reason}', 'Motiu : {reason}', 'Reason: {reason}'),
	('before', '{}', 'Avant', 'Abans', 'Before'),
	('after', '{}', 'Maintenant', 'Ara', 'Now'),
	('nothing', '{}', '(rien)', '(pas res)', '(nothing)'),
	('moved', '{}', 'Le lieu ou le tracé a été corrigé.', 'Lo luòc o lo traçat es estat corregit.', 'The place or the outline was corrected.'),
	('field_changed', '{}', 'Modifié : à voir sur la fiche.', 'Modificat : de veire sus la ficha.', 'Changed: see the record.'),
	('unnamed', '{}', 'sans nom', 'sens nom', 'unnamed'),
	('open', '{}', 'Voir la fiche', 'Veire la ficha', 'See the record'),
	('open_all', '{}', 'Tout voir dans l’application', 'O veire tot dins l’aplicacion', 'See everything in the app'),
	('more', '{count}', 'Et {count} autres nouvelles, dans l’application.', 'E {count} autras novèlas, dins l’aplicacion.', 'And {count} more, in the app.'),
	('because_own', '{}', 'Il s’agit de vos contributions', 'S’agís de vòstras contribucions', 'This is about your contributions'),
	('because', '{name}', 'Vous suivez : {name}', 'Seguissètz : {name}', 'You follow: {name}'),
	('stop', '{}', 'Ne plus suivre', 'Pas pus seguir', 'Stop following'),
	('stop_own', '{}', 'Plus de courriels à ce sujet', 'Pas pus de corrièls sus aquò', 'No more e-mails about these'),
	('open_mine', '{}', 'Voir mes contributions', 'Veire mas contribucions', 'See my contributions'),
	('open_talk', '{}', 'Ouvrir la conversation', 'Dobrir la conversacion', 'Open the conversation'),
	('open_desk', '{}', 'Ouvrir la modération', 'Dobrir la moderacion', 'Open the desk'),
	('open_account', '{}', 'Voir mon compte', 'Veire mon compte', 'See my account'),
	('footer', '{}', 'Vous choisissez ce que vous recevez, et à quel rythme, dans l’application.', 'Causissètz çò que recebètz, e a quin ritme, dins l’aplicacion.', 'You choose what you receive, and how often, in the app.'),
	('settings', '{}', 'Choisir', 'Causir', 'Choose'),
	('unsubscribe', '{}', 'Ne plus recevoir de courriels', 'Recebre pas pus de corrièls', 'Receive no more e-mails'),
	('invitation_subject', '{organisation}', 'Invitation à rejoindre {organisation}', 'Convit per rejónher {organisation}', 'Invitation to join {organisation}'),
	('invitation_lead', '{organisation}', 'Vous êtes invité à rejoindre « {organisation} » sur Capitelle, la carte que font ensemble habitants, associations et communes.', 'Sètz convidat a rejónher « {organisation} » sus Capitelle, la mapa que fan ensemble estatjants, associacions e comunas.', 'You are invited to join “{organisation}” on Capitelle, the map that inhabitants, associations and communes make together.'),
	('invitation_open', '{}', 'Voir l’invitation', 'Veire lo convit', 'See the invitation'),
	('invitation_footer', '{}', 'Ce lien ne sert qu’une fois et cesse de fonctionner au bout de quelques jours. Si vous n’attendiez rien, ignorez ce message : rien ne se passera.', 'Aqueste ligam servís pas qu’un còp e s’arrèsta de foncionar al cap de qualques jorns. S’esperàvetz pas res, ignoratz aqueste messatge : se passarà pas res.', 'This link works once, and stops working after some days. If you expected nothing, ignore this message: nothing will happen.'),
	('push_title', '{}', 'Capitelle', 'Capitelle', 'Capitelle'),
	('push_body', '{}', 'Il y a du nouveau pour vous.', 'I a de novèl per vos.', 'There is news for you.')
) as t (key, placeholders, fr, oc, en)
cross join lateral (select jsonb_build_object('fr', t.fr, 'oc', t.oc, 'en', t.en) as texts) l;

create function public.save_mail_text(p_key text, p_texts jsonb default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	t public.mail_texts;
	v_lang text;
	v_text text;
begin
	if not private.may_administer(null, null) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	select * into t from public.mail_texts where key = p_key for update;
	if t.key is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'key'))); end if;
	foreach v_lang in array '{fr,oc,en}'::text[] loop
		v_text := p_texts ->> v_lang;
		continue when p_texts is null;
		if v_text is null or v_text !~ '\S' then
			perform private.fail(400, jsonb_build_array(private.problem('required', v_lang)));
		end if;
		if char_length(v_text) > 1000 then
			perform private.fail(400, jsonb_build_array(private.problem('too_long', v_lang, '{"max": 1000}')));
		end if;
		-- One line: some become the subject of a mail. And no placeholder that nothing fills.
		if private.has_control_characters(v_text) or exists (
			select from regexp_matches(v_text, '\{([^{}]*)\}', 'g') as named(groups) where not named.groups[1] = any (t.placeholders)) then
			perform private.fail(400, jsonb_build_array(private.problem('bad_format', v_lang)));
		end if;
	end loop;
	update public.mail_texts set
		texts = case when p_texts is null then defaults
			else jsonb_build_object('fr', p_texts ->> 'fr', 'oc', p_texts ->> 'oc', 'en', p_texts ->> 'en') end,
		edited_at = case when p_texts is not null then now() end,
		edited_by = case when p_texts is not null then auth.uid() end
	where key = p_key returning * into t;
	return to_jsonb(t) - 'edited_by';
end
$$;
comment on function public.save_mail_text is 'Puts a sentence of the mails in other words, in the three languages; without texts, back to what ships. By who administers everything.';
revoke execute on function public.save_mail_text(text, jsonb) from public, anon, authenticated;
grant execute on function public.save_mail_text(text, jsonb) to authenticated;
