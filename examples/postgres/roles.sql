-- Roles for a store on PostgreSQL, each of which may do what its tools must, and no more. Run it
-- by psql as a role that may create others, in the store's database, after `rq-admin migrate` or
-- the first `rq-enqueue` has made the tables as their owner:
--
--   psql -v schema=rq -f roles.sql rq
--   CREATE ROLE night LOGIN IN ROLE rq_submitter, rq_worker;  ALTER ROLE night SET search_path = rq;
--
-- Only the tables' owner can migrate, repair, expire and forget.

CREATE ROLE rq_reader NOLOGIN;    -- rq-report, rq-export, rq-admin stats, list, show, check
CREATE ROLE rq_submitter NOLOGIN; -- rq-enqueue
CREATE ROLE rq_worker NOLOGIN;    -- rq-optimize

GRANT USAGE ON SCHEMA :schema TO rq_reader, rq_submitter, rq_worker;
SET search_path = :schema;
GRANT SELECT ON ALL TABLES IN SCHEMA :schema TO rq_reader, rq_submitter, rq_worker;

-- Counters are added to, and made few.
GRANT INSERT, UPDATE, DELETE ON sums TO rq_submitter, rq_worker;

-- What they do is told, and bound to a log of which nothing can be changed or taken away.
GRANT INSERT, DELETE ON audit_waiting TO rq_submitter, rq_worker;
GRANT USAGE ON SEQUENCE audit_waiting_number_seq TO rq_submitter, rq_worker;
GRANT INSERT ON audit TO rq_submitter, rq_worker;
GRANT UPDATE ON audit_head TO rq_submitter, rq_worker;

GRANT INSERT ON jobs, recipes, resumes, tasks TO rq_submitter;
GRANT UPDATE (used_at) ON resumes TO rq_submitter;
GRANT UPDATE ON tasks TO rq_submitter;
GRANT USAGE ON SEQUENCE task_numbers TO rq_submitter;

-- A worker makes no task and erases nothing.
GRANT UPDATE ON tasks TO rq_worker;
GRANT INSERT, UPDATE ON results, scopes, batches TO rq_worker;
GRANT UPDATE ON reserved TO rq_worker;
