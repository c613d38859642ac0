-- Schema 1. Run as a whole, in one transaction, by the first who opens the store for writing.
-- Times are milliseconds since 1970 (UTC), ids are 32 hexadecimal digits, records are JSON.

CREATE TABLE rq_schema (
	version bigint PRIMARY KEY,
	oldest bigint NOT NULL, -- programs that know schemas from this one on may use it
	made_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE resumes (
	resume_id text COLLATE "C" PRIMARY KEY,
	record bytea NOT NULL,
	used_at bigint NOT NULL -- when it was last enqueued
);
CREATE INDEX resumes_used ON resumes (used_at);
CREATE TABLE jobs (job_version text COLLATE "C" PRIMARY KEY, record bytea NOT NULL);
CREATE TABLE recipes (digest text COLLATE "C" PRIMARY KEY, record bytea NOT NULL);

CREATE SEQUENCE task_numbers;

-- A task moves a few times within an hour and then never again. Its row is small (what is
-- large stands in other tables), and whatever the queue looks for is in a partial index, so
-- that these are as large as the queue, however long the history.
CREATE TABLE tasks (
	task_id text COLLATE "C" PRIMARY KEY,
	number bigint NOT NULL, -- order of arrival
	candidate_id text COLLATE "C" NOT NULL,
	resume_id text COLLATE "C" NOT NULL,
	job_id text COLLATE "C" NOT NULL,
	job_version text COLLATE "C" NOT NULL,
	recipe text COLLATE "C" NOT NULL,
	engine text COLLATE "C" NOT NULL,
	model text COLLATE "C" NOT NULL,
	source text NOT NULL,
	status text COLLATE "C" NOT NULL CHECK
		(status IN ('queued', 'leased', 'retry', 'submitted', 'done', 'dead', 'cancelled')),
	priority bigint NOT NULL,
	attempts bigint NOT NULL,
	batch_id text COLLATE "C" NOT NULL,
	run_at bigint NOT NULL,
	created_at bigint NOT NULL,
	finished_at bigint NOT NULL,
	fence bigint NOT NULL,      -- grows with each lease
	provisional bigint NOT NULL, -- 1: done, but the result does not answer the next time
	deadline bigint NOT NULL,   -- of the lease, and who has it
	host bigint NOT NULL,
	start bigint NOT NULL,
	pid bigint NOT NULL,
	failures text NOT NULL,     -- JSON, oldest first; '' for none
	permit bytea                -- what its call was granted
) WITH (fillfactor = 80, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.02,
	autovacuum_vacuum_insert_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.02,
	autovacuum_vacuum_cost_delay = 1);

CREATE UNIQUE INDEX tasks_number ON tasks (number);
CREATE INDEX tasks_ready ON tasks (priority, job_version, engine, model, run_at, number)
	WHERE status IN ('queued', 'retry');
CREATE INDEX tasks_due ON tasks (run_at) WHERE status IN ('queued', 'retry');
CREATE INDEX tasks_leased ON tasks (deadline) WHERE status = 'leased';
CREATE INDEX tasks_batch ON tasks (batch_id, number) WHERE status = 'submitted';
CREATE INDEX tasks_open ON tasks (status, number) WHERE status <> 'done';
CREATE INDEX tasks_candidate ON tasks (candidate_id, number);
CREATE INDEX tasks_job ON tasks (job_id, number);
CREATE INDEX tasks_resume ON tasks (resume_id);
CREATE INDEX tasks_created ON tasks (created_at);
CREATE INDEX tasks_finished ON tasks (finished_at, number) WHERE finished_at > 0;

-- What a task that is done came to, with what reports add up of it and what a person decided.
CREATE TABLE results (
	task_id text COLLATE "C" PRIMARY KEY,
	finished_at bigint NOT NULL,
	record bytea NOT NULL,
	gist bytea,
	reviewed_at bigint,
	review bytea
);

-- What is counted: the sum of the amounts of a name is its value. Who counts adds rows, so
-- that nobody waits for another's counter; from time to time somebody makes one row of many.
CREATE TABLE sums (
	topic text COLLATE "C" NOT NULL, -- tasks, records, metrics, usage
	day bigint NOT NULL,             -- of usage
	model text COLLATE "C" NOT NULL, -- likewise
	name text COLLATE "C" NOT NULL,  -- job_id, record, metric
	field text COLLATE "C" NOT NULL, -- status, number of a bucket, calls and the like
	amount bigint NOT NULL
) WITH (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0,
	autovacuum_vacuum_cost_delay = 0);
CREATE INDEX sums_topic ON sums (topic, day);

-- Where the server has it, a quick compression.
DO $$
BEGIN
	ALTER TABLE resumes ALTER record SET COMPRESSION lz4;
	ALTER TABLE results ALTER record SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
	NULL;
END
$$;

-- Limits of a server and model, shared by all hosts: the row is the lock.
CREATE TABLE scopes (
	folded bytea PRIMARY KEY,
	name text NOT NULL,
	record bytea NOT NULL
) WITH (fillfactor = 20, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0,
	autovacuum_vacuum_cost_delay = 0);

-- Millionths of a dollar that are reserved. One row, the lock of the budget.
CREATE TABLE reserved (
	one bigint PRIMARY KEY CHECK (one = 1),
	calls bigint NOT NULL,
	batches bigint NOT NULL
) WITH (fillfactor = 20, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0,
	autovacuum_vacuum_cost_delay = 0);
INSERT INTO reserved VALUES (1, 0, 0);

CREATE TABLE batches (
	batch_id text COLLATE "C" PRIMARY KEY,
	state text COLLATE "C" NOT NULL,
	created_at bigint NOT NULL,
	record bytea NOT NULL
);

CREATE TABLE holds (
	id text COLLATE "C" NOT NULL,
	candidate bigint NOT NULL, -- 1: all tasks of this candidate
	held_at bigint NOT NULL,
	PRIMARY KEY (id, candidate)
);

INSERT INTO rq_schema (version, oldest) VALUES (1, 1);
