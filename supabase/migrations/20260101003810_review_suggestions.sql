-- Words that were suggested wait in the same queue. They have no territory: who moderates their theme anywhere decides.

create policy review_items_select_suggestions on public.review_items for select to authenticated
	using (kind = 'suggestion' and private.moderates_theme(theme));
-- The policy asks it with the reader's rights; it tells the caller about the caller.
grant execute on function private.moderates_theme(text) to authenticated;

create function private.review_suggestion() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if new.status not in ('pending', 'accepted') then
		perform private.drop_review_item('suggestion', new.id);
		return null;
	end if;
	insert into public.review_items (kind, item_id, record_id, theme, concept, author_id, since, words)
	values ('suggestion', new.id, null, new.theme, new.concept, new.author_id, new.at,
		private.folded(concat_ws(' ', new.text, new.note, (select string_agg(l.text, ' ') from public.concept_labels l
			where l.concept = new.concept and l.kind = 'pref'))))
	on conflict (kind, item_id) do update set author_id = excluded.author_id, words = excluded.words;
	return null;
end
$$;
create trigger review_suggestion after insert or update on public.vocabulary_suggestions
	for each row execute function private.review_suggestion();
revoke execute on function private.review_suggestion() from public;
