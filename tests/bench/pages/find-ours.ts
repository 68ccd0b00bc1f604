import { indexVocabulary } from '../../../src/lib/domain/vocabulary/graph.ts';
import { buildConceptIndex, searchConcepts } from '../../../src/lib/domain/vocabulary/search.ts';

Object.assign(window, { bench: { indexVocabulary, buildConceptIndex, searchConcepts } });
