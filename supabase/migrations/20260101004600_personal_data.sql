-- Everything the database holds about a person, as one list: the export reads it, the deletion is tested by it.

create table private.personal_data (
	section text not null check (section ~ '^[a-z_]+$'),
	relation text not null,
	person text not null,
	sort text not null,
	hidden text[] not null default '{}',
	told boolean not null default true,
	why text not null,
	primary key (section)
);
comment on column private.personal_data.sort is 'An expression over `t` that is unique among the rows of one person.';
comment on table private.personal_data is 'One row per column that names a person. `hidden`: columns left out of the export, being the server''s own or about somebody else. A test walks the catalogue and names what is missing here.';

insert into private.personal_data (section, relation, person, sort, hidden, told, why) values
	('profile', 'public.profiles', 'id', 't.id', '{}', true, 'Comment vous souhaitez être nommé.'),
	('roles', 'public.memberships', 'user_id', 't.id', '{granted_by,revoked_by,changed_xid}', true, 'Vos rôles, en cours et passés.'),
	('roles_given', 'public.memberships', 'granted_by', 't.id', '{user_id,revoked_by,changed_xid}', true, 'Les rôles que vous avez donnés, sans le nom des personnes.'),
	('roles_taken', 'public.memberships', 'revoked_by', 't.id', '{user_id,granted_by,changed_xid}', true, 'Les rôles que vous avez retirés, sans le nom des personnes.'),
	('role_events', 'public.membership_events', 'user_id', 't.id', '{actor_id}', true, 'Ce qu’il est advenu de vos rôles et de vos organisations.'),
	('role_events_made', 'public.membership_events', 'actor_id', 't.id', '{user_id}', true, 'Ce que vous avez décidé des rôles et des organisations.'),
	('organisations', 'public.organisation_members', 'user_id', 't.organisation_id', '{changed_by}', true, 'Les organisations dont vous êtes membre.'),
	('members_changed', 'public.organisation_members', 'changed_by', 't.organisation_id || ''/'' || t.user_id', '{user_id}', true, 'Les membres que vous avez admis ou changés, sans leur nom.'),
	('join_requests', 'public.organisation_requests', 'user_id', 't.id', '{decided_by}', true, 'Vos demandes à rejoindre une organisation.'),
	('join_requests_decided', 'public.organisation_requests', 'decided_by', 't.id', '{user_id,message}', true, 'Les demandes que vous avez traitées.'),
	('holdings_given', 'public.organisation_holdings', 'granted_by', 't.id', '{revoked_by}', true, 'Les droits que vous avez donnés à des organisations.'),
	('holdings_taken', 'public.organisation_holdings', 'revoked_by', 't.id', '{granted_by}', true, 'Les droits que vous avez retirés à des organisations.'),
	('invitations_made', 'public.organisation_invitations', 'invited_by', 't.id', '{code_hash,email,used_by}', true, 'Vos invitations, sans l’adresse des personnes.'),
	('invitations_used', 'public.organisation_invitations', 'used_by', 't.id', '{code_hash,invited_by}', true, 'Les invitations que vous avez acceptées.'),
	('comments', 'public.comments', 'author_id', 't.id', '{hidden_by}', true, 'Ce que vous avez écrit dans les conversations.'),
	('comment_photos', 'public.comment_photos', 'added_by', 't.id', '{}', true, 'Les faits des photos jointes à vos messages ; les fichiers sont à côté.'),
	('comments_hidden', 'public.comments', 'hidden_by', 't.id', '{author_id,body,device_time}', true, 'Les messages que vous avez masqués.'),
	('mentions', 'public.comment_mentions', 'user_id', 't.comment_id', '{}', true, 'Où l’on vous a mentionné.'),
	('waiting', 'public.review_items', 'author_id', 't.kind || ''/'' || t.item_id', '{claimed_by,claimed_until,words}', true, 'Ce qui, de vous, attend un modérateur.'),
	('claimed', 'public.review_items', 'claimed_by', 't.kind || ''/'' || t.item_id', '{author_id,words}', true, 'Ce que vous êtes en train de modérer.'),
	('subscriptions', 'public.subscriptions', 'user_id', 't.id', '{}', true, 'Ce que vous suivez.'),
	('notices', 'public.notices', 'user_id', 't.id', '{}', true, 'Les avis que vous avez reçus.'),
	('notice_settings', 'public.notice_settings', 'user_id', 't.user_id', '{}', true, 'Comment vous recevez les avis.'),
	('notice_events', 'private.notice_events', 'actor_id', 't.id', '{audience}', true, 'Ce que vous avez fait et dont d’autres ont été avertis.'),
	('mails', 'private.mail_queue', 'user_id', 't.id', '{}', true, 'Les courriels qui vous ont été envoyés ou le seront.'),
	('push', 'private.push_subscriptions', 'user_id', 't.endpoint', '{auth,p256dh}', true, 'Les appareils sur lesquels vous recevez des notifications.'),
	('mail_texts', 'public.mail_texts', 'edited_by', 't.key', '{}', true, 'Les textes de courriel que vous avez modifiés.'),
	('policies', 'public.policy_events', 'actor_id', 't.id', '{}', true, 'Les règles de contribution que vous avez changées.'),
	('charter', 'public.charter_acceptances', 'user_id', 't.version', '{}', true, 'Les versions de la charte que vous avez acceptées.'),
	('records', 'public.records', 'author_id', 't.id', '{changed_xid,public_geometry,public_properties,public_lon,public_lat}', true, 'Vos fiches, telles qu’elles sont.'),
	('visits', 'public.observations', 'author_id', 't.id', '{}', true, 'Vos passages.'),
	('photos', 'public.photos', 'added_by', 't.id', '{}', true, 'Les faits de vos photos ; les fichiers sont à côté.'),
	('proposals', 'public.proposals', 'author_id', 't.id', '{changes}', true, 'Vos propositions de correction.'),
	-- Not `changes`: they hold what stood there before, which is not always for who changed it (public.proposals).
	('history', 'public.record_history', 'actor_id', 't.id', '{changes}', true, 'Ce que vous avez fait sur chaque fiche, et quand ; ce que vous avez envoyé est avec vos envois.'),
	('decisions', 'public.moderation_decisions', 'moderator_id', 't.id', '{before}', true, 'Vos décisions de modération.'),
	('operations', 'public.operations_applied', 'author_id', 't.op_id', '{answer}', true, 'Ce que vos appareils ont envoyé.'),
	('appeals', 'public.appeals', 'author_id', 't.id', '{refused_by,answered_by}', true, 'Vos recours.'),
	('appeals_against', 'public.appeals', 'refused_by', 't.id', '{author_id,text,answered_by}', true, 'Les recours contre vos décisions, sans le nom des personnes.'),
	('appeals_answered', 'public.appeals', 'answered_by', 't.id', '{author_id,text,refused_by}', true, 'Les recours auxquels vous avez répondu.'),
	('words', 'public.vocabulary_suggestions', 'author_id', 't.id', '{decided_by}', true, 'Les mots que vous avez proposés.'),
	('words_decided', 'public.vocabulary_suggestions', 'decided_by', 't.id', '{author_id,note}', true, 'Les mots sur lesquels vous avez décidé.'),
	('forms', 'public.form_versions', 'published_by', 't.theme || ''/'' || t.version', '{fields}', true, 'Les formulaires que vous avez publiés.'),
	('vocabulary_changes', 'public.vocabulary_batches', 'actor_id', 't.id', '{}', true, 'Vos changements du vocabulaire.'),
	('blocks', 'public.account_blocks', 'user_id', 't.id', '{blocked_by,lifted_by,roles}', true, 'Les suspensions de votre compte.'),
	('blocks_decided', 'public.account_blocks', 'blocked_by', 't.id', '{user_id,lifted_by,appeal,roles}', true, 'Les suspensions que vous avez décidées.'),
	('blocks_lifted', 'public.account_blocks', 'lifted_by', 't.id', '{user_id,blocked_by,appeal,roles}', true, 'Les suspensions que vous avez levées.'),
	('quarantine', 'public.quarantines', 'user_id', 't.id', '{lifted_by}', true, 'La mise en attente de vos envois.'),
	('quarantine_lifted', 'public.quarantines', 'lifted_by', 't.id', '{user_id}', true, 'Les mises en attente que vous avez levées.'),
	('reports', 'private.reports', 'reporter_id', 't.id', '{decided_by,address}', true, 'Vos signalements.'),
	('reports_decided', 'private.reports', 'decided_by', 't.id', '{reporter_id,address,words}', true, 'Les signalements que vous avez traités.'),
	('accesses', 'private.access_log', 'subject_id', 't.id', '{actor_id}', true, 'Qui a consulté ou changé vos données : quand et pourquoi.'),
	('accesses_made', 'private.access_log', 'actor_id', 't.id', '{subject_id,facts}', true, 'Les données d’autres personnes que vous avez consultées.'),
	('refusals', 'private.security_log', 'user_id', 't.id', '{address}', true, 'Vos demandes refusées.'),
	('texts_seen', 'private.sent_texts', 'author_id', 't.key || t.record_id', '{}', true, 'Les empreintes de vos longs textes, une semaine.'),
	('imports_open', 'private.vocabulary_imports', 'author_id', 't.id', '{}', false, 'Un import de vocabulaire en cours : les concepts du fichier, rien de la personne.');

create function private.my_account_facts() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('id', u.id, 'email', u.email, 'created_at', u.created_at, 'last_sign_in_at', u.last_sign_in_at)
	from auth.users u where u.id = auth.uid()
$$;

create function public.my_data(p_section text default null, p_after text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	d private.personal_data;
	v_answer jsonb;
	v_most constant int := 200;
begin
	if not exists (select from public.profiles where id = auth.uid()) then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	perform private.within_limit('export');
	if p_section is null then
		perform private.note_access('data_exported', auth.uid());
		return jsonb_build_object('account', private.my_account_facts(), 'sections', (
			select jsonb_agg(jsonb_build_object('section', p.section, 'why', p.why) order by p.section) from private.personal_data p where p.told));
	end if;
	select * into d from private.personal_data where section = p_section and told;
	if d.section is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'section'))); end if;
	-- The names come from the table above, which nobody writes but a migration.
	execute format(
		'with page as (select to_jsonb(t) - $4 as told, (%3$s)::text collate "C" as place from %1$s t
			where t.%2$I = $1 and ($2 is null or (%3$s)::text collate "C" > $2) order by place limit $3 + 1),
		cut as (select * from page order by place limit $3)
		select jsonb_build_object(''rows'', (select coalesce(jsonb_agg(c.told order by c.place), ''[]'') from cut c),
			''next'', case when (select count(*) from page) > $3 then (select max(c.place) from cut c) end)',
		d.relation, d.person, d.sort)
	into v_answer using auth.uid(), p_after, v_most, d.hidden;
	return v_answer;
end
$$;
comment on function public.my_data is 'Everything about the caller. Without a section {account, sections}; with one {rows, next}, 200 rows at a time (after: what next said).';

revoke execute on function private.my_account_facts(), public.my_data(text, text) from public, anon, authenticated;
grant execute on function public.my_data(text, text) to authenticated;
