// Written by `npm run types:database` from supabase/migrations. Not edited by hand.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
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
					in_force_from: string;
					text: Json;
					version: string;
				};
				Insert: {
					in_force_from: string;
					text: Json;
					version: string;
				};
				Update: {
					in_force_from?: string;
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
			memberships: {
				Row: {
					changed_xid: string;
					granted_at: string;
					granted_by: string | null;
					id: string;
					organisation_id: string | null;
					revoked_at: string | null;
					role: string;
					territory: string | null;
					theme: string | null;
					user_id: string;
				};
				Insert: {
					changed_xid?: string;
					granted_at?: string;
					granted_by?: string | null;
					id?: string;
					organisation_id?: string | null;
					revoked_at?: string | null;
					role: string;
					territory?: string | null;
					theme?: string | null;
					user_id: string;
				};
				Update: {
					changed_xid?: string;
					granted_at?: string;
					granted_by?: string | null;
					id?: string;
					organisation_id?: string | null;
					revoked_at?: string | null;
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
						foreignKeyName: 'memberships_organisation_id_fkey';
						columns: ['organisation_id'];
						isOneToOne: false;
						referencedRelation: 'organisations';
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
			moderation_decisions: {
				Row: {
					at: string;
					decision: string;
					id: number;
					moderator_id: string | null;
					observation_id: string | null;
					proposal_id: string | null;
					reason: string | null;
					record_id: string;
					version: number;
				};
				Insert: {
					at?: string;
					decision: string;
					moderator_id?: string | null;
					observation_id?: string | null;
					proposal_id?: string | null;
					reason?: string | null;
					record_id: string;
					version: number;
				};
				Update: {
					at?: string;
					decision?: string;
					moderator_id?: string | null;
					observation_id?: string | null;
					proposal_id?: string | null;
					reason?: string | null;
					record_id?: string;
					version?: number;
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
			organisations: {
				Row: {
					created_at: string;
					id: string;
					name: string;
					url: string | null;
				};
				Insert: {
					created_at?: string;
					id?: string;
					name: string;
					url?: string | null;
				};
				Update: {
					created_at?: string;
					id?: string;
					name?: string;
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
					heading: number | null;
					height: number;
					id: string;
					licence: string;
					mime: string;
					object_name: string;
					observation_id: string | null;
					position: number;
					received_at: string | null;
					record_id: string;
					removed_at: string | null;
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
					heading?: number | null;
					height: number;
					id: string;
					licence?: string;
					mime: string;
					observation_id?: string | null;
					position?: number;
					received_at?: string | null;
					record_id: string;
					removed_at?: string | null;
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
					heading?: number | null;
					height?: number;
					id?: string;
					licence?: string;
					mime?: string;
					observation_id?: string | null;
					position?: number;
					received_at?: string | null;
					record_id?: string;
					removed_at?: string | null;
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
			profiles: {
				Row: {
					created_at: string;
					display_name: string | null;
					id: string;
					language: string | null;
					name_shown: string;
					pseudonym: string | null;
				};
				Insert: {
					created_at?: string;
					display_name?: string | null;
					id: string;
					language?: string | null;
					name_shown?: string;
					pseudonym?: string | null;
				};
				Update: {
					created_at?: string;
					display_name?: string | null;
					id?: string;
					language?: string | null;
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
						foreignKeyName: 'records_theme_fkey';
						columns: ['theme'];
						isOneToOne: false;
						referencedRelation: 'themes';
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
					color: string;
					description: Json;
					form_edited_at: string | null;
					form_version: number;
					icon: string;
					id: string;
					licence: string;
					notice: Json | null;
					position: number;
					scheme: string;
					title: Json;
					title_field: string | null;
				};
				Insert: {
					accuracy_gate_m: number;
					color: string;
					description: Json;
					form_edited_at?: string | null;
					form_version?: number;
					icon: string;
					id: string;
					licence: string;
					notice?: Json | null;
					position?: number;
					scheme: string;
					title: Json;
					title_field?: string | null;
				};
				Update: {
					accuracy_gate_m?: number;
					color?: string;
					description?: Json;
					form_edited_at?: string | null;
					form_version?: number;
					icon?: string;
					id?: string;
					licence?: string;
					notice?: Json | null;
					position?: number;
					scheme?: string;
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
			concept_use: {
				Args: { p_uri: string | null };
				Returns: Json;
			};
			confirm_photo: {
				Args: { p_photo_id: string | null };
				Returns: Json;
			};
			decide: {
				Args: { p_decision: string | null; p_observation_id?: string | null; p_proposal_id: string | null; p_reason?: string | null; p_record_id: string | null; p_version: number | null };
				Returns: Json;
			};
			decide_word: {
				Args: { p_decision: string | null; p_edits?: Json | null; p_id: string | null; p_reason?: string | null };
				Returns: Json;
			};
			edit_vocabulary: {
				Args: { p_edits: Json | null; p_note?: string | null; p_scheme: string | null };
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
			grant_role: {
				Args: { p_organisation_id?: string | null; p_role: string | null; p_territory?: string | null; p_theme?: string | null; p_user_id: string | null };
				Returns: string;
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
			import_drop: {
				Args: { p_import: string | null };
				Returns: undefined;
			};
			moderation_queue: {
				Args: { p_after?: string | null; p_limit?: number | null; p_theme?: string | null };
				Returns: Json;
			};
			my_account: {
				Args: Record<never, never>;
				Returns: Json;
			};
			my_receipts: {
				Args: Record<never, never>;
				Returns: Json;
			};
			preview_form: {
				Args: { p_fields: Json | null; p_theme: string | null };
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
			record_for_me: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			record_trail: {
				Args: { p_record_id: string | null };
				Returns: Json;
			};
			revoke_role: {
				Args: { p_membership_id: string | null };
				Returns: undefined;
			};
			save_form: {
				Args: { p_base_version: number | null; p_fields: Json | null; p_theme: string | null };
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
			skos_concept: {
				Args: { p_id: string | null };
				Returns: Json;
			};
			skos_scheme: {
				Args: { p_scheme: string | null };
				Returns: Json;
			};
			suggest_word: {
				Args: { p_suggestion: Json | null };
				Returns: Json;
			};
			undo_vocabulary: {
				Args: { p_batch: string | null };
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
			word_suggestions: {
				Args: { p_status?: string | null; p_theme?: string | null };
				Returns: Json;
			};
		};
		Enums: Record<never, never>;
		CompositeTypes: Record<never, never>;
	};
};
