/* rq-admin: the operator's hand on the store. */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool/admin.h"
#include "tool/storage.h"

enum { MAX_LIMIT = 1 << 30, PATIENCE = 10 * 1000 };
#define KEEP (INT64_C(90) * 24 * 60 * 60 * 1000)

struct wants {
	struct rq_program_wants common;
	struct rq_storage_wants storage;
	const char *status, *code, *job, *candidate, *reviewer, *email, *since_head, *from, *to;
	int64_t since;
	long limit;
	int64_t patience;
	struct rq_retention keep;
	struct rq_list exports, recordings;
	bool json, all, approve_all, packed, repair, force, decrypt, release, verify, head, add;
	int table;
};

/* A review is of results, whose statuses are others than those of tasks. */
static int set_status(const struct wants *wants, const char *command, struct rq_admin *admin,
		      struct rq_error *err)
{
	if (wants->status && strcmp(command, "review") == 0) {
		admin->result_status = wants->status;
		return 0;
	}
	if (!wants->status)
		return 0;
	admin->filter.status = rq_task_status_find(wants->status);
	if (admin->filter.status == -1)
		return rq_fail(err, RQ_USAGE, "%s: no such status", wants->status);
	return 0;
}

static int set_filter(const struct wants *wants, const char *command, struct rq_admin *admin,
		      struct rq_error *err)
{
	admin->filter = (struct rq_filter) {
		.status = -1,
		.job_id = wants->job,
		.candidate_id = wants->candidate,
		.since = wants->since,
		.limit = (size_t)wants->limit,
	};
	admin->narrowed =
	    wants->all || wants->status || wants->code || wants->job || wants->candidate;
	if (set_status(wants, command, admin, err) == -1)
		return -1;
	if (wants->code) {
		admin->filter.code = rq_code_find(wants->code);
		if (admin->filter.code == RQ_OK)
			return rq_fail(err, RQ_USAGE, "%s: no such error code", wants->code);
	}
	return 0;
}

static int administer(struct rq_admin *admin, const struct wants *wants, const char *command,
		      struct rq_error *err)
{
	struct rq_storage storage;
	int result;

	if (!command)
		return rq_fail(err, RQ_USAGE, "no command (see --help)");
	if (!rq_admin_knows(command))
		return rq_fail(err, RQ_USAGE, "%s: no such command (see --help)", command);
	if (set_filter(wants, command, admin, err) == -1)
		return -1;
	result = rq_storage_find(&wants->storage, &storage, err);
	admin->alone = (struct rq_alone) { storage.where, storage.keys, wants->patience };
	if (result == 0)
		result = rq_admin_run(admin, command, err);
	rq_storage_free(&storage);
	return result;
}

static int run(struct rq_program *program, const struct wants *wants, int argc, char **argv)
{
	struct rq_admin admin = {
		.program = program,
		.all = wants->all,
		.json = wants->json,
		.table = wants->table,
		.approve_all = wants->approve_all,
		.reviewer = wants->reviewer,
		.packed = wants->packed,
		.repair = wants->repair,
		.release = wants->release,
		.verify = wants->verify,
		.head = wants->head,
		.add = wants->add,
		.since_head = wants->since_head,
		.email = wants->email,
		.from = wants->from,
		.to = wants->to,
		.exports = wants->exports,
		.recordings = wants->recordings,
		.retention = wants->keep,
		.force = wants->force,
		.decrypt = wants->decrypt,
	};
	struct rq_error err = { 0 };
	struct rq_output out;
	int status, first = program->operand + 1;

	if (first < argc) {
		admin.ids = argv + first;
		admin.id_count = (size_t)(argc - first);
	}
	rq_output_init(&out, STDOUT_FILENO);
	admin.out = &out;
	(void)administer(&admin, wants, argv[program->operand], &err);
	status = rq_program_finish(program, &out, &err);
	rq_output_free(&out);
	return status;
}

static const char about[] =
    "Looks after the store. Commands:\n"
    "  stats   counts by status and by job\n"
    "  list    tasks, oldest first\n"
    "  show    a task whole, with its history\n"
    "  dead    the dead letters, and why they died\n"
    "  batches what a provider works on; --all: what it has done, too\n"
    "  retry   queue dead, waiting or cancelled tasks again\n"
    "  cancel  take waiting tasks out of the queue\n"
    "  review  take decisions about results from standard input\n"
    "  audit   what was done with people's data; --verify that it is whole\n"
    "  check   verify every record and index; --repair mends them\n"
    "  expire  erase what was kept for long enough\n"
    "  forget  erase a person, and tell what of\n"
    "  hold    never erase these tasks or candidates\n"
    "  export  print all that the store holds as records\n"
    "  import  take such records from standard input\n"
    "  copy    a store into another, of whichever kinds, and verify it\n"
    "  migrate make a store of an older format one of this\n"
    "  compact give space back\n"
    "  rekey   encrypt the store, or with another key; --decrypt: no more\n"
    "  backup  a copy of the store in a file, while others use it\n"
    "  restore a store from a backup\n";

/* NOLINTNEXTLINE(readability-function-size): a table of options */
int main(int argc, char **argv)
{
	struct wants wants = { .patience = PATIENCE,
			       .keep = { .results = KEEP, .resumes = KEEP, .logs = KEEP } };
	struct rq_program program = {
		.name = "rq-admin",
		.operands = true,
		.usage = "[OPTION]... COMMAND [OPERAND]...",
		.about = about,
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_STORAGE_OPTIONS(wants.storage),
		RQ_TEXT(0, "status", "STATUS", NULL, &wants.status,
			"only tasks (review: results) of this status"),
		RQ_TEXT(0, "code", "CODE", NULL, &wants.code,
			"only tasks whose last error is this"),
		RQ_TEXT(0, "job", "ID", NULL, &wants.job, "only tasks of this job_id"),
		RQ_TEXT(0, "candidate", "ID", NULL, &wants.candidate,
			"only tasks of this candidate_id"),
		RQ_MOMENT(0, "since", &wants.since, "only tasks created since (RFC 3339, or 2h)"),
		RQ_NUMBER('n', "limit", NULL, &wants.limit, 0, MAX_LIMIT,
			  "so many at most (0: all)"),
		RQ_FLAG(0, "all", &wants.all,
			"retry or cancel all that can be; batches: closed ones, too"),
		RQ_FLAG(0, "approve-all", &wants.approve_all,
			"review: approve all that nobody has to look at, marked as such"),
		RQ_TEXT(0, "reviewer", "NAME", "RQ_REVIEWER", &wants.reviewer,
			"review: who approves all"),
		RQ_DURATION(0, "keep-results", "RQ_KEEP_RESULTS", &wants.keep.results,
			    "expire: tasks and results since they ended (90d; 0s: for ever)"),
		RQ_DURATION(0, "keep-resumes", "RQ_KEEP_RESUMES", &wants.keep.resumes,
			    "expire: résumés since they were last enqueued (90d)"),
		RQ_DURATION(0, "keep-logs", "RQ_KEEP_LOGS", &wants.keep.logs,
			    "expire: usage and closed batches (90d)"),
		RQ_FLAG(0, "verify", &wants.verify,
			"audit: whether an entry was changed, removed or moved"),
		RQ_FLAG(0, "head", &wants.head, "audit: its last hash, to be noted elsewhere"),
		RQ_TEXT(0, "since-head", "HASH", NULL, &wants.since_head,
			"audit: what came after it; with --verify: and that it is still there"),
		RQ_FLAG(0, "add", &wants.add, "audit: the documents that rq-export told of"),
		RQ_TEXT(0, "from", "STORE", NULL, &wants.from, "copy: this one"),
		RQ_TEXT(0, "to", "STORE", NULL, &wants.to, "copy: into this one"),
		RQ_TEXT(0, "email", "ADDRESS", NULL, &wants.email, "forget: whoever has it"),
		RQ_LIST(0, "exports", "DIR", &wants.exports,
			"forget: also the documents that rq-export put there"),
		RQ_LIST(0, "recordings", "DIR", &wants.recordings,
			"forget: also the exchanges that rq-optimize --record put there"),
		RQ_FLAG(0, "release", &wants.release, "hold: no longer"),
		RQ_FLAG(0, "repair", &wants.repair, "check: make indexes and counters anew"),
		RQ_FLAG(0, "zstd", &wants.packed, "backup: packed by Zstandard"),
		RQ_FLAG(0, "force", &wants.force, "restore: in place of the store that is there"),
		RQ_FLAG(0, "decrypt", &wants.decrypt, "rekey: without a key from now on"),
		RQ_DURATION(0, "wait", NULL, &wants.patience,
			    "how long to wait until nobody else uses the store (10s)"),
		RQ_CHOICE('f', "format", NULL, &wants.table, "ndjson|csv",
			  "review: how the decisions come (ndjson)"),
		RQ_FLAG(0, "json", &wants.json, "records instead of lines"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	status = run(&program, &wants, argc, argv);
	rq_list_free(&wants.exports);
	rq_list_free(&wants.recordings);
	return status;
}
