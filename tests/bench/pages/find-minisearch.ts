import MiniSearch from 'minisearch';

Object.assign(window, { bench: { MiniSearch } });
