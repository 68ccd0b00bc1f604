// Written by `npm run types:database` from supabase/migrations. Not edited by hand.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
			account_blocks: {
				Row: {
					answer: string | null;
					answered_at: string | null;
					appeal: string | null;
					appealed_at: string | null;
					at: string;
					blocked_by: string | null;
					id: string;
					lifted_at: string | null;
					lifted_by: string | null;
					reason: string;
					roles: string[];
					user_id: string;
				};
				Insert: {
					answer?: string | null;
					answered_at?: string | null;
					appeal?: string | null;
					appealed_at?: string | null;
					at?: string;
					blocked_by?: string | null;
					id?: string;
					lifted_at?: string | null;
					lifted_by?: string | null;
					reason: string;
					roles?: string[];
					user_id: string;
				};
				Update: {
					answer?: string | null;
					answered_at?: string | null;
					appeal?: string | null;
					appealed_at?: string | null;
					at?: string;
					blocked_by?: string | null;
					id?: string;
					lifted_at?: string | null;
					lifted_by?: string | null;
					reason?: string;
					roles?: string[];
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'account_blocks_blocked_by_fkey';
						columns: ['blocked_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'account_blocks_lifted_by_fkey';
						columns: ['lifted_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'account_blocks_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			appeals: {
				Row: {
					answered_at: string | null;
					answered_by: string | null;
					at: string;
					author_id: string;
					id: string;
					of_status: string;
					record_id: string;
					refused_by: string | null;
					status: string;
					text: string;
				};
				Insert: {
					answered_at?: string | null;
					answered_by?: string | null;
					at?: string;
					author_id: string;
					id?: string;
					of_status: string;
					record_id: string;
					refused_by?: string | null;
					status?: string;
					text: string;
				};
				Update: {
					answered_at?: string | null;
					answered_by?: string | null;
					at?: string;
					author_id?: string;
					id?: string;
					of_status?: string;
					record_id?: string;
					refused_by?: string | null;
					status?: string;
					text?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'appeals_answered_by_fkey';
						columns: ['answered_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appeals_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appeals_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: true;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'appeals_refused_by_fkey';
						columns: ['refused_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			basemap_settings: {
				Row: {
					id: string;
					initial: boolean;
					opacity: number;
					position: number;
					shown: boolean;
				};
				Insert: {
					id: string;
					initial?: boolean;
					opacity?: number;
					position: number;
					shown?: boolean;
				};
				Update: {
					id?: string;
					initial?: boolean;
					opacity?: number;
					position?: number;
					shown?: boolean;
				};
				Relationships: [];
			};
			charter_acceptances: {
				Row: {
					accepted_at: string;
					user_id: string;
					version: string;
				};
				Insert: {
					accepted_at?: string;
					user_id?: string;
					version: string;
				};
				Update: {
					accepted_at?: string;
					user_id?: string;
					version?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'charter_acceptances_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'charter_acceptances_version_fkey';
						columns: ['version'];
						isOneToOne: false;
						referencedRelation: 'charter_versions';
						referencedColumns: ['version'];
					}
				];
			};
			charter_versions: {
				Row: {
					in_force_from: string | null;
					text: Json;
					version: string;
				};
				Insert: {
					in_force_from?: string | null;
					text: Json;
					version: string;
				};
				Update: {
					in_force_from?: string | null;
					text?: Json;
					version?: string;
				};
				Relationships: [];
			};
			collection_members: {
				Row: {
					collection: string;
					member: string;
					position: number;
				};
				Insert: {
					collection: string;
					member: string;
					position?: number;
				};
				Update: {
					collection?: string;
					member?: string;
					position?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'collection_members_collection_fkey';
						columns: ['collection'];
						isOneToOne: false;
						referencedRelation: 'collections';
						referencedColumns: ['id'];
					}
				];
			};
			collections: {
				Row: {
					edited_at: string | null;
					icon: string | null;
					id: string;
					is_trait: boolean;
					labels: Json;
					notation: string;
					notes: Json;
					ordered: boolean;
					other: Json;
					position: number;
					scheme: string;
					uri: string;
					withdrawn: boolean;
				};
				Insert: {
					edited_at?: string | null;
					icon?: string | null;
					id: string;
					is_trait?: boolean;
					labels: Json;
					notation: string;
					notes?: Json;
					ordered?: boolean;
					other?: Json;
					position?: number;
					scheme: string;
					uri: string;
					withdrawn?: boolean;
				};
				Update: {
					edited_at?: string | null;
					icon?: string | null;
					id?: string;
					is_trait?: boolean;
					labels?: Json;
					notation?: string;
					notes?: Json;
					ordered?: boolean;
					other?: Json;
					position?: number;
					scheme?: string;
					uri?: string;
					withdrawn?: boolean;
				};
				Relationships: [
					{
						foreignKeyName: 'collections_scheme_fkey';
						columns: ['scheme'];
						isOneToOne: false;
						referencedRelation: 'concept_schemes';
						referencedColumns: ['id'];
					}
				];
			};
			comment_mentions: {
				Row: {
					comment_id: string;
					user_id: string;
				};
				Insert: {
					comment_id: string;
					user_id: string;
				};
				Update: {
					comment_id?: string;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'comment_mentions_comment_id_fkey';
						columns: ['comment_id'];
						isOneToOne: false;
						referencedRelation: 'comments';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'comment_mentions_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			comment_photos: {
				Row: {
					added_by: string | null;
					bytes: number;
					comment_id: string;
					height: number;
					id: string;
					mime: string;
					object_name: string;
					place: number;
					received_at: string | null;
					sha256: string;
					width: number;
				};
				Insert: {
					added_by?: string | null;
					bytes: number;
					comment_id: string;
					height: number;
					id: string;
					mime: string;
					place: number;
					received_at?: string | null;
					sha256: string;
					width: number;
				};
				Update: {
					added_by?: string | null;
					bytes?: number;
					comment_id?: string;
					height?: number;
					id?: string;
					mime?: string;
					place?: number;
					received_at?: string | null;
					sha256?: string;
					width?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'comment_photos_added_by_fkey';
						columns: ['added_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'comment_photos_comment_id_fkey';
						columns: ['comment_id'];
						isOneToOne: false;
						referencedRelation: 'comments';
						referencedColumns: ['id'];
					}
				];
			};
			comments: {
				Row: {
					author_id: string | null;
					body: string;
					closes: boolean;
					created_at: string;
					device_time: string | null;
					hidden_at: string | null;
					hidden_by: string | null;
					hidden_reason: string | null;
					id: string;
					record_id: string;
					visibility: string;
				};
				Insert: {
					author_id?: string | null;
					body: string;
					closes?: boolean;
					created_at?: string;
					device_time?: string | null;
					hidden_at?: string | null;
					hidden_by?: string | null;
					hidden_reason?: string | null;
					id: string;
					record_id: string;
					visibility: string;
				};
				Update: {
					author_id?: string | null;
					body?: string;
					closes?: boolean;
					created_at?: string;
					device_time?: string | null;
					hidden_at?: string | null;
					hidden_by?: string | null;
					hidden_reason?: string | null;
					id?: string;
					record_id?: string;
					visibility?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'comments_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'comments_hidden_by_fkey';
						columns: ['hidden_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'comments_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					}
				];
			};
			communes: {
				Row: {
					departement: string;
					insee: string;
					nom: string;
					origin: string;
					outline: unknown;
				};
				Insert: {
					departement: string;
					insee: string;
					nom: string;
					origin: string;
					outline: unknown;
				};
				Update: {
					departement?: string;
					insee?: string;
					nom?: string;
					origin?: string;
					outline?: unknown;
				};
				Relationships: [];
			};
			concept_labels: {
				Row: {
					concept: string;
					kind: string;
					lang: string;
					position: number;
					status: string;
					text: string;
				};
				Insert: {
					concept: string;
					kind: string;
					lang: string;
					position?: number;
					status?: string;
					text: string;
				};
				Update: {
					concept?: string;
					kind?: string;
					lang?: string;
					position?: number;
					status?: string;
					text?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'concept_labels_concept_fkey';
						columns: ['concept'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					}
				];
			};
			concept_notes: {
				Row: {
					concept: string;
					kind: string;
					lang: string;
					position: number;
					text: string;
				};
				Insert: {
					concept: string;
					kind: string;
					lang: string;
					position?: number;
					text: string;
				};
				Update: {
					concept?: string;
					kind?: string;
					lang?: string;
					position?: number;
					text?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'concept_notes_concept_fkey';
						columns: ['concept'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					}
				];
			};
			concept_relations: {
				Row: {
					object: string;
					object_concept: string | null;
					predicate: string;
					subject: string;
				};
				Insert: {
					object: string;
					predicate: string;
					subject: string;
				};
				Update: {
					object?: string;
					predicate?: string;
					subject?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'concept_relations_object_concept_fkey';
						columns: ['object_concept'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'concept_relations_subject_fkey';
						columns: ['subject'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					}
				];
			};
			concept_schemes: {
				Row: {
					edited_at: string | null;
					id: string;
					kind: string;
					other: Json;
					theme: string | null;
					title: Json;
					titles: Json;
					uri: string;
				};
				Insert: {
					edited_at?: string | null;
					id: string;
					kind?: string;
					other?: Json;
					theme?: string | null;
					title: Json;
					titles: Json;
					uri: string;
				};
				Update: {
					edited_at?: string | null;
					id?: string;
					kind?: string;
					other?: Json;
					theme?: string | null;
					title?: Json;
					titles?: Json;
					uri?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'concept_schemes_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			concepts: {
				Row: {
					color: string | null;
					deprecated: boolean;
					edited_at: string | null;
					geometry_kinds: string[];
					icon: string | null;
					id: string;
					is_top: boolean;
					notation: string;
					notations: string[];
					osm_tags: string[];
					other: Json;
					position: number;
					replaced_by: string | null;
					replaced_by_uri: string | null;
					scheme: string;
					sensitivity: string;
					shape: string | null;
					uri: string;
				};
				Insert: {
					color?: string | null;
					deprecated?: boolean;
					edited_at?: string | null;
					geometry_kinds?: string[];
					icon?: string | null;
					id: string;
					is_top?: boolean;
					notation: string;
					notations?: string[];
					osm_tags?: string[];
					other?: Json;
					position?: number;
					replaced_by?: string | null;
					replaced_by_uri?: string | null;
					scheme: string;
					sensitivity?: string;
					shape?: string | null;
					uri: string;
				};
				Update: {
					color?: string | null;
					deprecated?: boolean;
					edited_at?: string | null;
					geometry_kinds?: string[];
					icon?: string | null;
					id?: string;
					is_top?: boolean;
					notation?: string;
					notations?: string[];
					osm_tags?: string[];
					other?: Json;
					position?: number;
					replaced_by?: string | null;
					replaced_by_uri?: string | null;
					scheme?: string;
					sensitivity?: string;
					shape?: string | null;
					uri?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'concepts_replaced_by_fkey';
						columns: ['replaced_by'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'concepts_scheme_fkey';
						columns: ['scheme'];
						isOneToOne: false;
						referencedRelation: 'concept_schemes';
						referencedColumns: ['id'];
					}
				];
			};
			contribution_policies: {
				Row: {
					contribute: string;
					decisions_needed: number;
					edit_published: string;
					edits_at_once: string;
					id: string;
					new_at_once: string;
					retention_days: number | null;
					territory: string | null;
					theme: string | null;
					visits_at_once: string;
				};
				Insert: {
					contribute?: string;
					decisions_needed?: number;
					edit_published?: string;
					edits_at_once?: string;
					id?: string;
					new_at_once?: string;
					retention_days?: number | null;
					territory?: string | null;
					theme?: string | null;
					visits_at_once?: string;
				};
				Update: {
					contribute?: string;
					decisions_needed?: number;
					edit_published?: string;
					edits_at_once?: string;
					id?: string;
					new_at_once?: string;
					retention_days?: number | null;
					territory?: string | null;
					theme?: string | null;
					visits_at_once?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'contribution_policies_territory_fkey';
						columns: ['territory'];
						isOneToOne: false;
						referencedRelation: 'territories';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'contribution_policies_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			field_definitions: {
				Row: {
					branch: string | null;
					concept: string | null;
					default_value: Json | null;
					example: Json | null;
					fields: Json;
					group_label: Json | null;
					help: Json | null;
					id: string;
					is_public: boolean;
					key: string;
					kind: string;
					label: Json;
					link_theme: string | null;
					max: number | null;
					max_length: number | null;
					min: number | null;
					pattern: string | null;
					per_visit: boolean;
					position: number;
					required: boolean;
					scheme: string | null;
					show_when: Json | null;
					theme: string;
					unit: string | null;
					version: number;
				};
				Insert: {
					branch?: string | null;
					concept?: string | null;
					default_value?: Json | null;
					example?: Json | null;
					fields?: Json;
					group_label?: Json | null;
					help?: Json | null;
					id: string;
					is_public?: boolean;
					key: string;
					kind: string;
					label: Json;
					link_theme?: string | null;
					max?: number | null;
					max_length?: number | null;
					min?: number | null;
					pattern?: string | null;
					per_visit?: boolean;
					position?: number;
					required?: boolean;
					scheme?: string | null;
					show_when?: Json | null;
					theme: string;
					unit?: string | null;
					version?: number;
				};
				Update: {
					branch?: string | null;
					concept?: string | null;
					default_value?: Json | null;
					example?: Json | null;
					fields?: Json;
					group_label?: Json | null;
					help?: Json | null;
					id?: string;
					is_public?: boolean;
					key?: string;
					kind?: string;
					label?: Json;
					link_theme?: string | null;
					max?: number | null;
					max_length?: number | null;
					min?: number | null;
					pattern?: string | null;
					per_visit?: boolean;
					position?: number;
					required?: boolean;
					scheme?: string | null;
					show_when?: Json | null;
					theme?: string;
					unit?: string | null;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'field_definitions_branch_fkey';
						columns: ['branch'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'field_definitions_concept_fkey';
						columns: ['concept'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'field_definitions_link_theme_fkey';
						columns: ['link_theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'field_definitions_scheme_fkey';
						columns: ['scheme'];
						isOneToOne: false;
						referencedRelation: 'concept_schemes';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'field_definitions_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			form_versions: {
				Row: {
					fields: Json;
					published_at: string;
					published_by: string | null;
					theme: string;
					version: number;
				};
				Insert: {
					fields: Json;
					published_at?: string;
					published_by?: string | null;
					theme: string;
					version: number;
				};
				Update: {
					fields?: Json;
					published_at?: string;
					published_by?: string | null;
					theme?: string;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'form_versions_published_by_fkey';
						columns: ['published_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'form_versions_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			mail_texts: {
				Row: {
					defaults: Json;
					edited_at: string | null;
					edited_by: string | null;
					key: string;
					placeholders: string[];
					position: number;
					texts: Json;
				};
				Insert: {
					defaults: Json;
					edited_at?: string | null;
					edited_by?: string | null;
					key: string;
					placeholders?: string[];
					position: number;
					texts: Json;
				};
				Update: {
					defaults?: Json;
					edited_at?: string | null;
					edited_by?: string | null;
					key?: string;
					placeholders?: string[];
					position?: number;
					texts?: Json;
				};
				Relationships: [
					{
						foreignKeyName: 'mail_texts_edited_by_fkey';
						columns: ['edited_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			membership_events: {
				Row: {
					actor_id: string | null;
					at: string;
					id: number;
					kind: string;
					organisation_id: string | null;
					reason: string | null;
					role: string | null;
					territory: string | null;
					theme: string | null;
					user_id: string | null;
				};
				Insert: {
					actor_id?: string | null;
					at?: string;
					kind: string;
					organisation_id?: string | null;
					reason?: string | null;
					role?: string | null;
					territory?: string | null;
					theme?: string | null;
					user_id?: string | null;
				};
				Update: {
					actor_id?: string | null;
					at?: string;
					kind?: string;
					organisation_id?: string | null;
					reason?: string | null;
					role?: string | null;
					territory?: string | null;
					theme?: string | null;
					user_id?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'membership_events_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'membership_events_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'membership_events_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			memberships: {
				Row: {
					changed_xid: string;
					granted_at: string;
					granted_by: string | null;
					holding_id: string | null;
					id: string;
					organisation_id: string | null;
					reason: string | null;
					revoked_at: string | null;
					revoked_by: string | null;
					role: string;
					territory: string | null;
					theme: string | null;
					user_id: string;
				};
				Insert: {
					changed_xid?: string;
					granted_at?: string;
					granted_by?: string | null;
					holding_id?: string | null;
					id?: string;
					organisation_id?: string | null;
					reason?: string | null;
					revoked_at?: string | null;
					revoked_by?: string | null;
					role: string;
					territory?: string | null;
					theme?: string | null;
					user_id: string;
				};
				Update: {
					changed_xid?: string;
					granted_at?: string;
					granted_by?: string | null;
					holding_id?: string | null;
					id?: string;
					organisation_id?: string | null;
					reason?: string | null;
					revoked_at?: string | null;
					revoked_by?: string | null;
					role?: string;
					territory?: string | null;
					theme?: string | null;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'memberships_granted_by_fkey';
						columns: ['granted_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_holding_id_fkey';
						columns: ['holding_id'];
						isOneToOne: false;
						referencedRelation: 'organisation_holdings';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_revoked_by_fkey';
						columns: ['revoked_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_territory_fkey';
						columns: ['territory'];
						isOneToOne: false;
						referencedRelation: 'territories';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'memberships_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			moderation_batches: {
				Row: {
					at: string;
					decision: string;
					id: string;
					left_out: Json;
					moderator_id: string;
					phase: string;
					reason: string | null;
				};
				Insert: {
					at?: string;
					decision: string;
					id?: string;
					left_out?: Json;
					moderator_id: string;
					phase?: string;
					reason?: string | null;
				};
				Update: {
					at?: string;
					decision?: string;
					id?: string;
					left_out?: Json;
					moderator_id?: string;
					phase?: string;
					reason?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'moderation_batches_moderator_id_fkey';
						columns: ['moderator_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			moderation_decisions: {
				Row: {
					at: string;
					batch_id: string | null;
					before: Json | null;
					decision: string;
					history_from: number | null;
					history_to: number | null;
					id: number;
					item_id: string | null;
					kind: string;
					moderator_id: string | null;
					observation_id: string | null;
					proposal_id: string | null;
					reason: string | null;
					record_id: string | null;
					undone_at: string | null;
					undone_to: number | null;
					version: number | null;
				};
				Insert: {
					at?: string;
					batch_id?: string | null;
					before?: Json | null;
					decision: string;
					history_from?: number | null;
					history_to?: number | null;
					item_id?: string | null;
					kind?: string;
					moderator_id?: string | null;
					observation_id?: string | null;
					proposal_id?: string | null;
					reason?: string | null;
					record_id?: string | null;
					undone_at?: string | null;
					undone_to?: number | null;
					version?: number | null;
				};
				Update: {
					at?: string;
					batch_id?: string | null;
					before?: Json | null;
					decision?: string;
					history_from?: number | null;
					history_to?: number | null;
					item_id?: string | null;
					kind?: string;
					moderator_id?: string | null;
					observation_id?: string | null;
					proposal_id?: string | null;
					reason?: string | null;
					record_id?: string | null;
					undone_at?: string | null;
					undone_to?: number | null;
					version?: number | null;
				};
				Relationships: [
					{
						foreignKeyName: 'moderation_decisions_moderator_id_fkey';
						columns: ['moderator_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'moderation_decisions_observation_id_fkey';
						columns: ['observation_id'];
						isOneToOne: false;
						referencedRelation: 'observations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'moderation_decisions_proposal_id_fkey';
						columns: ['proposal_id'];
						isOneToOne: false;
						referencedRelation: 'proposals';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'moderation_decisions_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					}
				];
			};
			notice_settings: {
				Row: {
					last_daily: string | null;
					last_now: string | null;
					last_weekly: string | null;
					mail_off: boolean;
					time_zone: string;
					user_id: string;
				};
				Insert: {
					last_daily?: string | null;
					last_now?: string | null;
					last_weekly?: string | null;
					mail_off?: boolean;
					time_zone?: string;
					user_id: string;
				};
				Update: {
					last_daily?: string | null;
					last_now?: string | null;
					last_weekly?: string | null;
					mail_off?: boolean;
					time_zone?: string;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'notice_settings_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: true;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			notices: {
				Row: {
					at: string;
					created_at: string;
					event_id: number;
					id: string;
					mail: string;
					mailed_at: string | null;
					read_at: string | null;
					subscription_id: string | null;
					user_id: string;
				};
				Insert: {
					at: string;
					created_at?: string;
					event_id: number;
					id?: string;
					mail: string;
					mailed_at?: string | null;
					read_at?: string | null;
					subscription_id?: string | null;
					user_id: string;
				};
				Update: {
					at?: string;
					created_at?: string;
					event_id?: number;
					id?: string;
					mail?: string;
					mailed_at?: string | null;
					read_at?: string | null;
					subscription_id?: string | null;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'notices_subscription_id_fkey';
						columns: ['subscription_id'];
						isOneToOne: false;
						referencedRelation: 'subscriptions';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'notices_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			observations: {
				Row: {
					accepted_at: string | null;
					author_id: string | null;
					created_at: string;
					id: string;
					is_first: boolean;
					note: string | null;
					observed_at: string;
					observed_offset: number;
					properties: Json;
					reason: string | null;
					record_id: string;
					status: string;
				};
				Insert: {
					accepted_at?: string | null;
					author_id?: string | null;
					created_at?: string;
					id: string;
					is_first?: boolean;
					note?: string | null;
					observed_at: string;
					observed_offset?: number;
					properties?: Json;
					reason?: string | null;
					record_id: string;
					status?: string;
				};
				Update: {
					accepted_at?: string | null;
					author_id?: string | null;
					created_at?: string;
					id?: string;
					is_first?: boolean;
					note?: string | null;
					observed_at?: string;
					observed_offset?: number;
					properties?: Json;
					reason?: string | null;
					record_id?: string;
					status?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'observations_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'observations_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					}
				];
			};
			operations_applied: {
				Row: {
					answer: Json;
					at: string;
					author_id: string | null;
					op_id: string;
					operation: Json;
					record_id: string | null;
				};
				Insert: {
					answer: Json;
					at?: string;
					author_id?: string | null;
					op_id: string;
					operation: Json;
					record_id?: string | null;
				};
				Update: {
					answer?: Json;
					at?: string;
					author_id?: string | null;
					op_id?: string;
					operation?: Json;
					record_id?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'operations_applied_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			organisation_holdings: {
				Row: {
					granted_at: string;
					granted_by: string | null;
					id: string;
					organisation_id: string;
					reason: string | null;
					revoked_at: string | null;
					revoked_by: string | null;
					role: string;
					territory: string | null;
					theme: string | null;
				};
				Insert: {
					granted_at?: string;
					granted_by?: string | null;
					id?: string;
					organisation_id: string;
					reason?: string | null;
					revoked_at?: string | null;
					revoked_by?: string | null;
					role: string;
					territory?: string | null;
					theme?: string | null;
				};
				Update: {
					granted_at?: string;
					granted_by?: string | null;
					id?: string;
					organisation_id?: string;
					reason?: string | null;
					revoked_at?: string | null;
					revoked_by?: string | null;
					role?: string;
					territory?: string | null;
					theme?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'organisation_holdings_granted_by_fkey';
						columns: ['granted_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_holdings_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_holdings_revoked_by_fkey';
						columns: ['revoked_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_holdings_territory_fkey';
						columns: ['territory'];
						isOneToOne: false;
						referencedRelation: 'territories';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_holdings_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			organisation_invitations: {
				Row: {
					code_hash: string;
					created_at: string;
					email: string | null;
					expires_at: string;
					id: string;
					invited_by: string | null;
					member_role: string;
					organisation_id: string;
					revoked_at: string | null;
					used_at: string | null;
					used_by: string | null;
				};
				Insert: {
					code_hash: string;
					created_at?: string;
					email?: string | null;
					expires_at: string;
					id?: string;
					invited_by?: string | null;
					member_role: string;
					organisation_id: string;
					revoked_at?: string | null;
					used_at?: string | null;
					used_by?: string | null;
				};
				Update: {
					code_hash?: string;
					created_at?: string;
					email?: string | null;
					expires_at?: string;
					id?: string;
					invited_by?: string | null;
					member_role?: string;
					organisation_id?: string;
					revoked_at?: string | null;
					used_at?: string | null;
					used_by?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'organisation_invitations_invited_by_fkey';
						columns: ['invited_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_invitations_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_invitations_used_by_fkey';
						columns: ['used_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			organisation_members: {
				Row: {
					changed_by: string | null;
					organisation_id: string;
					reason: string | null;
					role: string;
					since: string;
					user_id: string;
				};
				Insert: {
					changed_by?: string | null;
					organisation_id: string;
					reason?: string | null;
					role?: string;
					since?: string;
					user_id: string;
				};
				Update: {
					changed_by?: string | null;
					organisation_id?: string;
					reason?: string | null;
					role?: string;
					since?: string;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'organisation_members_changed_by_fkey';
						columns: ['changed_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_members_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_members_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			organisation_requests: {
				Row: {
					created_at: string;
					decided_at: string | null;
					decided_by: string | null;
					id: string;
					message: string | null;
					organisation_id: string;
					reason: string | null;
					status: string;
					user_id: string;
				};
				Insert: {
					created_at?: string;
					decided_at?: string | null;
					decided_by?: string | null;
					id?: string;
					message?: string | null;
					organisation_id: string;
					reason?: string | null;
					status?: string;
					user_id: string;
				};
				Update: {
					created_at?: string;
					decided_at?: string | null;
					decided_by?: string | null;
					id?: string;
					message?: string | null;
					organisation_id?: string;
					reason?: string | null;
					status?: string;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'organisation_requests_decided_by_fkey';
						columns: ['decided_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_requests_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'organisation_requests_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			organisations: {
				Row: {
					created_at: string;
					id: string;
					insee: string | null;
					kind: string;
					name: string;
					siren: string | null;
					url: string | null;
				};
				Insert: {
					created_at?: string;
					id?: string;
					insee?: string | null;
					kind?: string;
					name: string;
					siren?: string | null;
					url?: string | null;
				};
				Update: {
					created_at?: string;
					id?: string;
					insee?: string | null;
					kind?: string;
					name?: string;
					siren?: string | null;
					url?: string | null;
				};
				Relationships: [];
			};
			photos: {
				Row: {
					accepted_at: string | null;
					added_by: string | null;
					bytes: number;
					caption: string | null;
					created_at: string;
					credit: string | null;
					folder: string | null;
					heading: number | null;
					height: number;
					held_accepted_at: string | null;
					held_at: string | null;
					id: string;
					licence: string;
					mime: string;
					object_name: string;
					observation_id: string | null;
					position: number;
					received_at: string | null;
					record_id: string;
					removed_at: string | null;
					scale: string | null;
					sha256: string;
					taken_at: string | null;
					width: number;
				};
				Insert: {
					accepted_at?: string | null;
					added_by?: string | null;
					bytes: number;
					caption?: string | null;
					created_at?: string;
					credit?: string | null;
					folder?: string | null;
					heading?: number | null;
					height: number;
					held_accepted_at?: string | null;
					held_at?: string | null;
					id: string;
					licence?: string;
					mime: string;
					observation_id?: string | null;
					position?: number;
					received_at?: string | null;
					record_id: string;
					removed_at?: string | null;
					scale?: string | null;
					sha256: string;
					taken_at?: string | null;
					width: number;
				};
				Update: {
					accepted_at?: string | null;
					added_by?: string | null;
					bytes?: number;
					caption?: string | null;
					created_at?: string;
					credit?: string | null;
					folder?: string | null;
					heading?: number | null;
					height?: number;
					held_accepted_at?: string | null;
					held_at?: string | null;
					id?: string;
					licence?: string;
					mime?: string;
					observation_id?: string | null;
					position?: number;
					received_at?: string | null;
					record_id?: string;
					removed_at?: string | null;
					scale?: string | null;
					sha256?: string;
					taken_at?: string | null;
					width?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'photos_added_by_fkey';
						columns: ['added_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'photos_observation_id_fkey';
						columns: ['observation_id'];
						isOneToOne: false;
						referencedRelation: 'observations';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'photos_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					}
				];
			};
			policy_events: {
				Row: {
					actor_id: string | null;
					after: Json | null;
					at: string;
					before: Json | null;
					id: number;
					reason: string | null;
					territory: string | null;
					theme: string | null;
				};
				Insert: {
					actor_id?: string | null;
					after?: Json | null;
					at?: string;
					before?: Json | null;
					reason?: string | null;
					territory?: string | null;
					theme?: string | null;
				};
				Update: {
					actor_id?: string | null;
					after?: Json | null;
					at?: string;
					before?: Json | null;
					reason?: string | null;
					territory?: string | null;
					theme?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'policy_events_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			profiles: {
				Row: {
					created_at: string;
					display_name: string | null;
					id: string;
					language: string | null;
					languages: string[];
					name_shown: string;
					pseudonym: string | null;
				};
				Insert: {
					created_at?: string;
					display_name?: string | null;
					id: string;
					language?: string | null;
					languages?: string[];
					name_shown?: string;
					pseudonym?: string | null;
				};
				Update: {
					created_at?: string;
					display_name?: string | null;
					id?: string;
					language?: string | null;
					languages?: string[];
					name_shown?: string;
					pseudonym?: string | null;
				};
				Relationships: [];
			};
			proposals: {
				Row: {
					author_id: string | null;
					changes: Json;
					created_at: string;
					form_version: number | null;
					id: string;
					reason: string | null;
					record_id: string;
					status: string;
					updated_at: string;
				};
				Insert: {
					author_id?: string | null;
					changes: Json;
					created_at?: string;
					form_version?: number | null;
					id?: string;
					reason?: string | null;
					record_id: string;
					status?: string;
					updated_at?: string;
				};
				Update: {
					author_id?: string | null;
					changes?: Json;
					created_at?: string;
					form_version?: number | null;
					id?: string;
					reason?: string | null;
					record_id?: string;
					status?: string;
					updated_at?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'proposals_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'proposals_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					}
				];
			};
			quarantines: {
				Row: {
					at: string;
					creates: number;
					id: string;
					lifted_at: string | null;
					lifted_by: string | null;
					user_id: string;
				};
				Insert: {
					at?: string;
					creates: number;
					id?: string;
					lifted_at?: string | null;
					lifted_by?: string | null;
					user_id: string;
				};
				Update: {
					at?: string;
					creates?: number;
					id?: string;
					lifted_at?: string | null;
					lifted_by?: string | null;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'quarantines_lifted_by_fkey';
						columns: ['lifted_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'quarantines_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			reason_templates: {
				Row: {
					decision: string;
					edited_at: string | null;
					edited_by: string | null;
					id: string;
					position: number;
					text: Json;
					theme: string | null;
					title: Json;
				};
				Insert: {
					decision: string;
					edited_at?: string | null;
					edited_by?: string | null;
					id: string;
					position?: number;
					text: Json;
					theme?: string | null;
					title: Json;
				};
				Update: {
					decision?: string;
					edited_at?: string | null;
					edited_by?: string | null;
					id?: string;
					position?: number;
					text?: Json;
					theme?: string | null;
					title?: Json;
				};
				Relationships: [
					{
						foreignKeyName: 'reason_templates_edited_by_fkey';
						columns: ['edited_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'reason_templates_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			record_history: {
				Row: {
					actor_id: string | null;
					at: string;
					changes: Json;
					device_time: string | null;
					id: number;
					kind: string;
					observation_id: string | null;
					op_id: string | null;
					parallel: boolean;
					proposal_id: string | null;
					reason: string | null;
					record_id: string;
					status: string;
					version: number;
					why: string | null;
				};
				Insert: {
					actor_id?: string | null;
					at?: string;
					changes?: Json;
					device_time?: string | null;
					kind: string;
					observation_id?: string | null;
					op_id?: string | null;
					parallel?: boolean;
					proposal_id?: string | null;
					reason?: string | null;
					record_id: string;
					status: string;
					version: number;
					why?: string | null;
				};
				Update: {
					actor_id?: string | null;
					at?: string;
					changes?: Json;
					device_time?: string | null;
					kind?: string;
					observation_id?: string | null;
					op_id?: string | null;
					parallel?: boolean;
					proposal_id?: string | null;
					reason?: string | null;
					record_id?: string;
					status?: string;
					version?: number;
					why?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'record_history_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'record_history_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					}
				];
			};
			records: {
				Row: {
					author_id: string | null;
					changed_xid: string;
					commune_given: string | null;
					commune_insee: string | null;
					concept: string;
					created_at: string;
					deleted_at: string | null;
					flags: Json;
					form_version: number;
					geometry: unknown;
					id: string;
					last_seen_at: string;
					licence: string;
					observed_at: string;
					observed_offset: number;
					position: Json;
					properties: Json;
					public_geometry: unknown | null;
					public_lat: number | null;
					public_lon: number | null;
					public_properties: Json | null;
					published_at: string | null;
					reason: string | null;
					replaced_by: string | null;
					sensitivity: string;
					status: string;
					submitted_at: string;
					theme: string;
					title: string | null;
					updated_at: string;
					version: number;
				};
				Insert: {
					author_id?: string | null;
					changed_xid?: string;
					commune_given?: string | null;
					commune_insee?: string | null;
					concept: string;
					created_at?: string;
					deleted_at?: string | null;
					flags: Json;
					form_version?: number;
					geometry: unknown;
					id: string;
					last_seen_at?: string;
					licence: string;
					observed_at: string;
					observed_offset?: number;
					position: Json;
					properties?: Json;
					public_geometry?: unknown | null;
					public_lat?: number | null;
					public_lon?: number | null;
					public_properties?: Json | null;
					published_at?: string | null;
					reason?: string | null;
					replaced_by?: string | null;
					sensitivity: string;
					status?: string;
					submitted_at?: string;
					theme: string;
					title?: string | null;
					updated_at?: string;
					version?: number;
				};
				Update: {
					author_id?: string | null;
					changed_xid?: string;
					commune_given?: string | null;
					commune_insee?: string | null;
					concept?: string;
					created_at?: string;
					deleted_at?: string | null;
					flags?: Json;
					form_version?: number;
					geometry?: unknown;
					id?: string;
					last_seen_at?: string;
					licence?: string;
					observed_at?: string;
					observed_offset?: number;
					position?: Json;
					properties?: Json;
					public_geometry?: unknown | null;
					public_lat?: number | null;
					public_lon?: number | null;
					public_properties?: Json | null;
					published_at?: string | null;
					reason?: string | null;
					replaced_by?: string | null;
					sensitivity?: string;
					status?: string;
					submitted_at?: string;
					theme?: string;
					title?: string | null;
					updated_at?: string;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'records_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'records_commune_given_fkey';
						columns: ['commune_given'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['insee'];
					},
					{
						foreignKeyName: 'records_commune_insee_fkey';
						columns: ['commune_insee'];
						isOneToOne: false;
						referencedRelation: 'communes';
						referencedColumns: ['insee'];
					},
					{
						foreignKeyName: 'records_concept_fkey';
						columns: ['concept'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'records_replaced_by_fkey';
						columns: ['replaced_by'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'records_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			review_items: {
				Row: {
					author_id: string | null;
					claimed_by: string | null;
					claimed_until: string | null;
					commune_insee: string | null;
					concept: string | null;
					flags: string[];
					item_id: string;
					kind: string;
					record_id: string | null;
					since: string;
					theme: string | null;
					words: string;
				};
				Insert: {
					author_id?: string | null;
					claimed_by?: string | null;
					claimed_until?: string | null;
					commune_insee?: string | null;
					concept?: string | null;
					flags?: string[];
					item_id: string;
					kind: string;
					record_id?: string | null;
					since: string;
					theme?: string | null;
					words?: string;
				};
				Update: {
					author_id?: string | null;
					claimed_by?: string | null;
					claimed_until?: string | null;
					commune_insee?: string | null;
					concept?: string | null;
					flags?: string[];
					item_id?: string;
					kind?: string;
					record_id?: string | null;
					since?: string;
					theme?: string | null;
					words?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'review_items_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'review_items_claimed_by_fkey';
						columns: ['claimed_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'review_items_record_id_fkey';
						columns: ['record_id'];
						isOneToOne: false;
						referencedRelation: 'records';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'review_items_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
			saved_filters: {
				Row: {
					filter: Json;
					id: string;
					name: string;
					owner_id: string;
					position: number;
					updated_at: string;
				};
				Insert: {
					filter: Json;
					id: string;
					name: string;
					owner_id: string;
					position?: number;
					updated_at?: string;
				};
				Update: {
					filter?: Json;
					id?: string;
					name?: string;
					owner_id?: string;
					position?: number;
					updated_at?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'saved_filters_owner_id_fkey';
						columns: ['owner_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			subscriptions: {
				Row: {
					created_at: string;
					id: string;
					kind: string;
					mail: string;
					target: string;
					user_id: string;
				};
				Insert: {
					created_at?: string;
					id?: string;
					kind: string;
					mail?: string;
					target: string;
					user_id: string;
				};
				Update: {
					created_at?: string;
					id?: string;
					kind?: string;
					mail?: string;
					target?: string;
					user_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'subscriptions_user_id_fkey';
						columns: ['user_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					}
				];
			};
			territories: {
				Row: {
					id: string;
					name: Json;
				};
				Insert: {
					id: string;
					name: Json;
				};
				Update: {
					id?: string;
					name?: Json;
				};
				Relationships: [];
			};
			territory_communes: {
				Row: {
					insee: string;
					territory: string;
				};
				Insert: {
					insee: string;
					territory: string;
				};
				Update: {
					insee?: string;
					territory?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'territory_communes_territory_fkey';
						columns: ['territory'];
						isOneToOne: false;
						referencedRelation: 'territories';
						referencedColumns: ['id'];
					}
				];
			};
			themes: {
				Row: {
					accuracy_gate_m: number;
					alike_within_m: Json;
					color: string;
					description: Json;
					form_edited_at: string | null;
					form_version: number;
					icon: string;
					id: string;
					licence: string;
					notice: Json | null;
					position: number;
					safety: Json;
					scheme: string;
					settings_edited_at: string | null;
					title: Json;
					title_field: string | null;
				};
				Insert: {
					accuracy_gate_m?: number;
					alike_within_m?: Json;
					color: string;
					description: Json;
					form_edited_at?: string | null;
					form_version?: number;
					icon: string;
					id: string;
					licence: string;
					notice?: Json | null;
					position?: number;
					safety?: Json;
					scheme: string;
					settings_edited_at?: string | null;
					title: Json;
					title_field?: string | null;
				};
				Update: {
					accuracy_gate_m?: number;
					alike_within_m?: Json;
					color?: string;
					description?: Json;
					form_edited_at?: string | null;
					form_version?: number;
					icon?: string;
					id?: string;
					licence?: string;
					notice?: Json | null;
					position?: number;
					safety?: Json;
					scheme?: string;
					settings_edited_at?: string | null;
					title?: Json;
					title_field?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'themes_scheme_fkey';
						columns: ['scheme'];
						isOneToOne: false;
						referencedRelation: 'concept_schemes';
						referencedColumns: ['id'];
					}
				];
			};
			vocabulary_batches: {
				Row: {
					actor_id: string | null;
					at: string;
					id: string;
					kind: string;
					note: string | null;
					scheme: string;
					undoes: string | null;
				};
				Insert: {
					actor_id?: string | null;
					at?: string;
					id?: string;
					kind: string;
					note?: string | null;
					scheme: string;
					undoes?: string | null;
				};
				Update: {
					actor_id?: string | null;
					at?: string;
					id?: string;
					kind?: string;
					note?: string | null;
					scheme?: string;
					undoes?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'vocabulary_batches_actor_id_fkey';
						columns: ['actor_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'vocabulary_batches_scheme_fkey';
						columns: ['scheme'];
						isOneToOne: false;
						referencedRelation: 'concept_schemes';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'vocabulary_batches_undoes_fkey';
						columns: ['undoes'];
						isOneToOne: true;
						referencedRelation: 'vocabulary_batches';
						referencedColumns: ['id'];
					}
				];
			};
			vocabulary_changes: {
				Row: {
					action: string;
					after: Json;
					batch: string;
					before: Json | null;
					kind: string;
					n: number;
					uri: string;
				};
				Insert: {
					action: string;
					after: Json;
					batch: string;
					before?: Json | null;
					kind: string;
					n: number;
					uri: string;
				};
				Update: {
					action?: string;
					after?: Json;
					batch?: string;
					before?: Json | null;
					kind?: string;
					n?: number;
					uri?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'vocabulary_changes_batch_fkey';
						columns: ['batch'];
						isOneToOne: false;
						referencedRelation: 'vocabulary_batches';
						referencedColumns: ['id'];
					}
				];
			};
			vocabulary_suggestions: {
				Row: {
					at: string;
					author_id: string | null;
					batch: string | null;
					concept: string | null;
					decided_at: string | null;
					decided_by: string | null;
					id: string;
					kind: string;
					lang: string;
					note: string | null;
					reason: string | null;
					record_id: string | null;
					status: string;
					text: string;
					theme: string;
				};
				Insert: {
					at?: string;
					author_id?: string | null;
					batch?: string | null;
					concept?: string | null;
					decided_at?: string | null;
					decided_by?: string | null;
					id: string;
					kind: string;
					lang: string;
					note?: string | null;
					reason?: string | null;
					record_id?: string | null;
					status?: string;
					text: string;
					theme: string;
				};
				Update: {
					at?: string;
					author_id?: string | null;
					batch?: string | null;
					concept?: string | null;
					decided_at?: string | null;
					decided_by?: string | null;
					id?: string;
					kind?: string;
					lang?: string;
					note?: string | null;
					reason?: string | null;
					record_id?: string | null;
					status?: string;
					text?: string;
					theme?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'vocabulary_suggestions_author_id_fkey';
						columns: ['author_id'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'vocabulary_suggestions_batch_fkey';
						columns: ['batch'];
						isOneToOne: false;
						referencedRelation: 'vocabulary_batches';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'vocabulary_suggestions_concept_fkey';
						columns: ['concept'];
						isOneToOne: false;
						referencedRelation: 'concepts';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'vocabulary_suggestions_decided_by_fkey';
						columns: ['decided_by'];
						isOneToOne: false;
						referencedRelation: 'profiles';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'vocabulary_suggestions_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
						referencedColumns: ['id'];
					}
				];
			};
		};
		Views: {
			public_communes: {
				Row: {
					departement: string | null;
					east: number | null;
					insee: string | null;
					nom: string | null;
					north: number | null;
					origin: string | null;
					outline: Json | null;
					south: number | null;
					west: number | null;
				};
				Relationships: [];
			};
			published_history: {
				Row: {
					actor_name: string | null;
					at: string | null;
					changed: string[] | null;
					kind: string | null;
					record_id: string | null;
					version: number | null;
				};
				Relationships: [];
			};
			published_links: {
				Row: {
					field: string | null;
					linked_id: string | null;
					record_id: string | null;
				};
				Relationships: [];
			};
			published_observations: {
				Row: {
					author_name: string | null;
					first: boolean | null;
					id: string | null;
					note: string | null;
					observed_at: string | null;
					properties: Json | null;
					record_id: string | null;
				};
				Relationships: [];
			};
			published_photos: {
				Row: {
					bytes: number | null;
					folder: string | null;
					id: string | null;
					mime: string | null;
					record_id: string | null;
					sha256: string | null;
				};
				Relationships: [];
			};
			published_records: {
				Row: {
					author_name: string | null;
					blurred: boolean | null;
					commune: Json | null;
					commune_insee: string | null;
					concept: string | null;
					geometry: Json | null;
					id: string | null;
					last_seen_at: string | null;
					lat: number | null;
					licence: string | null;
					lon: number | null;
					observed_at: string | null;
					photos: Json | null;
					position: Json | null;
					properties: Json | null;
					published_at: string | null;
					theme: string | null;
					title: string | null;
					updated_at: string | null;
					version: number | null;
				};
				Relationships: [];
			};
		};
		Functions: {
			accept_invitation: {
				Args: { p_code: string | null };
				Returns: string;
			};
			access_log: {
				Args: { p_before?: number | null; p_subject?: string | null };
				Returns: Json;
			};
			account_blocks_list: {
				Args: Record<never, never>;
				Returns: Json;
			};
			announce_charter: {
				Args: { p_from?: string | null; p_version: string | null };
				Returns: undefined;
			};
			answer_block_appeal: {
				Args: { p_answer: string | null; p_block_id: string | null };
				Returns: undefined;
			};
			appeal_block: {
				Args: { p_text: string | null };
				Returns: undefined;
			};
			block_account: {
				Args: { p_reason: string | null; p_user_id: string | null };
				Returns: string;
			};
			charter_acceptance_counts: {
				Args: Record<never, never>;
				Returns: Json;
			};
			concept_use: {
				Args: { p_uri: string | null };
				Returns: Json;
			};
			confirm_photo: {
				Args: { p_photo_id: string | null };
				Returns: Json;
			};
			contribution_statistics: {
				Args: { p_theme?: string | null; p_weeks?: number | null };
				Returns: Json;
			};
			decide: {
				Args: { p_decision: string | null; p_observation_id?: string | null; p_proposal_id: string | null; p_reason?: string | null; p_record_id: string | null; p_version: number | null };
				Returns: Json;
			};
			decide_report: {
				Args: { p_decision: string | null; p_reason?: string | null; p_report_id: string | null };
				Returns: undefined;
			};
			decide_request: {
				Args: { p_accept: boolean | null; p_reason?: string | null; p_request_id: string | null };
				Returns: undefined;
			};
			decide_word: {
				Args: { p_decision: string | null; p_edits?: Json | null; p_id: string | null; p_reason?: string | null };
				Returns: Json;
			};
			delete_my_account: {
				Args: { p_choice: string | null; p_email: string | null };
				Returns: Json;
			};
			deletion_preview: {
				Args: Record<never, never>;
				Returns: Json;
			};
			drop_push: {
				Args: { p_endpoint: string | null };
				Returns: undefined;
			};
			edit_vocabulary: {
				Args: { p_edits: Json | null; p_note?: string | null; p_scheme: string | null };
				Returns: Json;
			};
			find_person: {
				Args: { p_email: string | null };
				Returns: Json;
			};
			form_history: {
				Args: { p_theme: string | null };
				Returns: Json;
			};
			form_rights: {
				Args: Record<never, never>;
				Returns: string[];
			};
			grant_holding: {
				Args: { p_organisation_id: string | null; p_reason?: string | null; p_role: string | null; p_territory?: string | null; p_theme?: string | null };
				Returns: string;
			};
			grant_role: {
				Args: { p_organisation_id?: string | null; p_reason?: string | null; p_role: string | null; p_territory?: string | null; p_theme?: string | null; p_user_id: string | null };
				Returns: string;
			};
			hide_comment: {
				Args: { p_comment_id: string | null; p_reason: string | null };
				Returns: undefined;
			};
			import_add: {
				Args: { p_collections?: Json | null; p_concepts: Json | null; p_import: string | null };
				Returns: number;
			};
			import_apply: {
				Args: { p_import: string | null };
				Returns: Json;
			};
			import_begin: {
				Args: { p_missing?: string | null; p_scheme: Json | null };
				Returns: string;
			};
			import_communes: {
				Args: { p_communes: Json | null; p_write?: boolean | null };
				Returns: Json;
			};
			import_drop: {
				Args: { p_import: string | null };
				Returns: undefined;
			};
			invite_member: {
				Args: { p_days?: number | null; p_email?: string | null; p_member_role?: string | null; p_organisation_id: string | null };
				Returns: Json;
			};
			keep_push: {
				Args: { p_auth: string | null; p_endpoint: string | null; p_p256dh: string | null };
				Returns: undefined;
			};
			lift_block: {
				Args: { p_answer?: string | null; p_block_id: string | null };
				Returns: undefined;
			};
			lift_quarantine: {
				Args: { p_user_id: string | null };
				Returns: undefined;
			};
			membership_history: {
				Args: { p_before?: number | null; p_organisation_id?: string | null; p_user_id?: string | null };
				Returns: Json;
			};
			moderation_queue: {
				Args: { p_after?: string | null; p_limit?: number | null; p_theme?: string | null };
				Returns: Json;
			};
			my_access_log: {
				Args: { p_before?: number | null };
				Returns: Json;
			};
			my_account: {
				Args: Record<never, never>;
				Returns: Json;
			};
			my_data: {
				Args: { p_after?: string | null; p_section?: string | null };
				Returns: Json;
			};
			my_receipts: {
				Args: Record<never, never>;
				Returns: Json;
			};
			my_standing: {
				Args: Record<never, never>;
				Returns: Json;
			};
			my_subscriptions: {
				Args: Record<never, never>;
				Returns: Json;
			};
			order_themes: {
				Args: { p_themes: string[] | null };
				Returns: undefined;
			};
			organisation_page: {
				Args: { p_organisation_id: string | null };
				Returns: Json;
			};
			people_overview: {
				Args: { p_after?: string | null; p_territory?: string | null; p_theme?: string | null };
				Returns: Json;
			};
			policy_history: {
				Args: { p_before?: number | null };
				Returns: Json;
			};
			preview_account_revert: {
				Args: { p_reason: string | null; p_user_id: string | null };
				Returns: Json;
			};
			preview_form: {
				Args: { p_fields: Json | null; p_theme: string | null };
				Returns: Json;
			};
			preview_policy: {
				Args: { p_settings: Json | null; p_territory: string | null; p_theme: string | null };
				Returns: Json;
			};
			pull_changes: {
				Args: { p_bbox?: number[] | null; p_cursor?: string | null; p_max_rows?: number | null; p_theme?: string | null };
				Returns: Json;
			};
			push_operations: {
				Args: { p_batch: Json | null };
				Returns: Json;
			};
			quarantines_list: {
				Args: Record<never, never>;
				Returns: Json;
			};
			read_invitation: {
				Args: { p_code: string | null };
				Returns: Json;
			};
			reason_templates: {
				Args: { p_theme?: string | null };
				Returns: Json;
			};
			record_for_me: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			record_replaced_by: {
				Args: { p_record_id: string | null };
				Returns: string;
			};
			record_talk: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			record_trail: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			record_versions: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			remove_filter: {
				Args: { p_id: string | null };
				Returns: undefined;
			};
			remove_my_password: {
				Args: Record<never, never>;
				Returns: undefined;
			};
			remove_reason_template: {
				Args: { p_id: string | null };
				Returns: undefined;
			};
			report_content: {
				Args: { p_report: Json | null };
				Returns: Json;
			};
			reports_of_record: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			request_to_join: {
				Args: { p_message?: string | null; p_organisation_id: string | null };
				Returns: string;
			};
			restore_version: {
				Args: { p_base_version: number | null; p_reason?: string | null; p_record_id: string | null; p_version: number | null };
				Returns: Json;
			};
			review_author: {
				Args: { p_item_id: string | null; p_kind: string | null };
				Returns: Json;
			};
			review_batch_failures: {
				Args: { p_batch: string | null };
				Returns: Json;
			};
			review_batch_preview: {
				Args: { p_batch: Json | null };
				Returns: Json;
			};
			review_batch_revert: {
				Args: { p_batch: string | null; p_limit?: number | null };
				Returns: Json;
			};
			review_batch_run: {
				Args: { p_batch: string | null; p_limit?: number | null };
				Returns: Json;
			};
			review_batches: {
				Args: Record<never, never>;
				Returns: Json;
			};
			review_claim: {
				Args: { p_item_id: string | null; p_kind: string | null; p_take_over?: boolean | null };
				Returns: Json;
			};
			review_counts: {
				Args: { p_filter?: Json | null };
				Returns: Json;
			};
			review_decide: {
				Args: { p_decision: Json | null };
				Returns: Json;
			};
			review_item: {
				Args: { p_item_id: string | null; p_kind: string | null };
				Returns: Json;
			};
			review_near: {
				Args: { p_metres?: number | null; p_record_id: string | null };
				Returns: Json;
			};
			review_queue: {
				Args: { p_after?: string | null; p_filter?: Json | null; p_limit?: number | null };
				Returns: Json;
			};
			review_release: {
				Args: { p_item_id: string | null; p_kind: string | null };
				Returns: undefined;
			};
			revoke_holding: {
				Args: { p_holding_id: string | null; p_reason?: string | null };
				Returns: number;
			};
			revoke_invitation: {
				Args: { p_invitation_id: string | null };
				Returns: undefined;
			};
			revoke_role: {
				Args: { p_membership_id: string | null; p_reason?: string | null };
				Returns: undefined;
			};
			save_basemaps: {
				Args: { p_basemaps: Json | null };
				Returns: undefined;
			};
			save_charter_draft: {
				Args: { p_text: Json | null; p_version: string | null };
				Returns: undefined;
			};
			save_filter: {
				Args: { p_filter: Json | null };
				Returns: undefined;
			};
			save_form: {
				Args: { p_base_version: number | null; p_fields: Json | null; p_theme: string | null };
				Returns: Json;
			};
			save_mail_text: {
				Args: { p_key: string | null; p_texts?: Json | null };
				Returns: Json;
			};
			save_organisation: {
				Args: { p_insee?: string | null; p_kind: string | null; p_name: string | null; p_organisation_id?: string | null; p_siren?: string | null; p_url?: string | null };
				Returns: string;
			};
			save_reason_template: {
				Args: { p_template: Json | null };
				Returns: undefined;
			};
			save_territory: {
				Args: { p_communes: string[] | null; p_id: string | null; p_name: Json | null; p_write?: boolean | null };
				Returns: Json;
			};
			save_theme: {
				Args: { p_description: Json | null; p_licence: string | null; p_theme: string | null; p_title: Json | null };
				Returns: undefined;
			};
			saved_filters: {
				Args: Record<never, never>;
				Returns: Json;
			};
			scheme_lines: {
				Args: { p_scheme: string | null };
				Returns: Json;
			};
			scheme_stamp: {
				Args: { p_scheme: string | null };
				Returns: string;
			};
			security_log: {
				Args: { p_before?: number | null };
				Returns: Json;
			};
			service_health: {
				Args: Record<never, never>;
				Returns: Json;
			};
			set_mail_off: {
				Args: { p_off: boolean | null };
				Returns: Json;
			};
			set_member: {
				Args: { p_organisation_id: string | null; p_reason?: string | null; p_role: string | null; p_user_id: string | null };
				Returns: undefined;
			};
			set_pace: {
				Args: { p_id: string | null; p_mail: string | null };
				Returns: Json;
			};
			set_policy: {
				Args: { p_reason?: string | null; p_settings: Json | null; p_territory: string | null; p_theme: string | null };
				Returns: undefined;
			};
			skos_concept: {
				Args: { p_id: string | null };
				Returns: Json;
			};
			skos_scheme: {
				Args: { p_scheme: string | null };
				Returns: Json;
			};
			subscribe: {
				Args: { p_kind: string | null; p_mail?: string | null; p_target?: string | null };
				Returns: Json;
			};
			suggest_word: {
				Args: { p_suggestion: Json | null };
				Returns: Json;
			};
			sync_notices: {
				Args: { p_lang?: string | null; p_read?: string[] | null; p_zone?: string | null };
				Returns: Json;
			};
			take_back_charter: {
				Args: { p_version: string | null };
				Returns: undefined;
			};
			territory_outline: {
				Args: { p_id: string | null };
				Returns: Json;
			};
			territory_overview: {
				Args: Record<never, never>;
				Returns: Json;
			};
			undo_decision: {
				Args: { p_decision_id: string | null };
				Returns: Json;
			};
			undo_vocabulary: {
				Args: { p_batch: string | null };
				Returns: Json;
			};
			unsubscribe: {
				Args: { p_id: string | null };
				Returns: Json;
			};
			unsubscribe_by_link: {
				Args: { p_do?: boolean | null; p_token: string | null };
				Returns: Json;
			};
			vocabulary: {
				Args: Record<never, never>;
				Returns: Json;
			};
			vocabulary_history: {
				Args: { p_before?: string | null; p_limit?: number | null; p_scheme: string | null; p_uri?: string | null };
				Returns: Json;
			};
			vocabulary_schemes: {
				Args: Record<never, never>;
				Returns: Json;
			};
			withdraw_request: {
				Args: { p_request_id: string | null };
				Returns: undefined;
			};
			word_suggestions: {
				Args: { p_status?: string | null; p_theme?: string | null };
				Returns: Json;
			};
		};
		Enums: Record<never, never>;
		CompositeTypes: Record<never, never>;
	};
};
