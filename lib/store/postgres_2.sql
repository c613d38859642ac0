-- Schema 2 adds the audit (rq-store(5)): nothing that is there changes, and older programs go on,
-- but what they do is not told.

-- Entries as they are written, each in the transaction of what it tells. Nobody waits for another
-- here; who comes by takes them out, in order, and binds them to the log.
CREATE TABLE audit_waiting (
	number bigserial PRIMARY KEY,
	at bigint NOT NULL,
	action text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	digest text COLLATE "C" NOT NULL DEFAULT '',
	who text COLLATE "C" NOT NULL DEFAULT ''
);

-- The log: each entry has the hash of itself and of the one before it.
CREATE TABLE audit (
	sequence bigint PRIMARY KEY,
	at bigint NOT NULL,
	action text COLLATE "C" NOT NULL,
	id text COLLATE "C" NOT NULL,
	digest text COLLATE "C" NOT NULL,
	who text COLLATE "C" NOT NULL,
	hash text COLLATE "C" NOT NULL
);

-- Its last entry. One row, the lock of the log.
CREATE TABLE audit_head (
	one bigint PRIMARY KEY CHECK (one = 1),
	sequence bigint NOT NULL,
	hash text COLLATE "C" NOT NULL
) WITH (fillfactor = 20);
INSERT INTO audit_head VALUES (1, 0, repeat('0', 64));

INSERT INTO rq_schema (version, oldest) VALUES (2, 1);
