/* A CouchDB-protocol server over LevelDB, in a process of its own, as a small association would run one. */
const load = module.require.bind(module);
const express = load('express');
const PouchDB = load('pouchdb').defaults({ prefix: `${process.argv[2]}/` });
const couch = load('express-pouchdb');

const app = express();
app.use(
	'/',
	couch(PouchDB, {
		mode: 'minimumForPouchDB',
		inMemoryConfig: true,
		logPath: `${process.argv[2]}/log.txt`
	})
);
const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit(0));
