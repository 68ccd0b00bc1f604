import type { Component } from 'svelte';
import type { FieldDefinition, FieldKind } from '$lib/domain/fields/types';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import BooleanField from './BooleanField.svelte';
import ChoiceField from './ChoiceField.svelte';
import DateField from './DateField.svelte';
import DecimalField from './DecimalField.svelte';
import EdtfField from './EdtfField.svelte';
import EmailField from './EmailField.svelte';
import HierarchicalChoiceField from './HierarchicalChoiceField.svelte';
import IdentifierField from './IdentifierField.svelte';
import IntegerField from './IntegerField.svelte';
import LocalTextField from './LocalTextField.svelte';
import LongTextField from './LongTextField.svelte';
import MeasureField from './MeasureField.svelte';
import MultipleChoiceField from './MultipleChoiceField.svelte';
import { isShortList } from './options';
import RecordLinkField from './RecordLinkField.svelte';
import SpeciesField from './SpeciesField.svelte';
import TextField from './TextField.svelte';
import type { FieldProps } from './types';
import UrlField from './UrlField.svelte';

/** The component of every kind but a group, which shows the others in rows; the compiler asks for a line when a kind is added. */
export const fieldComponents: Record<Exclude<FieldKind, 'group'>, Component<FieldProps>> = {
	text: TextField,
	long_text: LongTextField,
	local_text: LocalTextField,
	boolean: BooleanField,
	integer: IntegerField,
	decimal: DecimalField,
	measure: MeasureField,
	date: DateField,
	edtf: EdtfField,
	choice: ChoiceField,
	multiple_choice: MultipleChoiceField,
	hierarchical_choice: HierarchicalChoiceField,
	species: SpeciesField,
	record_link: RecordLinkField,
	identifier: IdentifierField,
	email: EmailField,
	url: UrlField
};

const severalControls = new Set<FieldKind>([
	'boolean',
	'multiple_choice',
	'hierarchical_choice',
	'species',
	'record_link',
	'group'
]);

/** True when the kind is several controls under one name: its label is then a legend. */
export function isGroup(field: FieldDefinition, vocabulary: VocabularyIndex): boolean {
	if (field.kind === 'choice') return isShortList(field, vocabulary);
	return severalControls.has(field.kind);
}
