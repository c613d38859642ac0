-- Schema 3 adds the key of an encrypted store (rq-store(5)): nothing that is there changes, and older
-- programs go on, unless the store is encrypted.

-- The key that values are sealed by, by its id; no row: the store is clear.
CREATE TABLE rq_key (
	one bigint PRIMARY KEY CHECK (one = 1),
	id bytea NOT NULL, -- what is written is under it; '': clear again
	was bytea          -- while it moves from one to another: the key before, '' for none
);
-- An id tells nothing of its key, and everybody who opens the store reads it.
GRANT SELECT ON rq_key TO PUBLIC;

-- From the beginning of a move the server refuses what is not under the new key, so that nobody who
-- opened the store before it can write behind it. The triggers are made by then.
CREATE FUNCTION rq_refuse_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the store is under another key than when it was opened: start again';
END $$;

INSERT INTO rq_schema (version, oldest) VALUES (3, 1);
