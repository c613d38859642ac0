#include "tool/audit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "io/ndjson.h"
#include "tool/loop.h"

/* Entries of one short transaction; documents that share a commit. */
enum { AT_ONCE = 512, PAUSE_MS = 20 };

/* A walk through the log. */
struct walk {
	struct rq_admin *admin;
	struct rq_audit_head last;
	bool found;     /* the noted head, if there is one to be found */
	uint64_t since; /* how many entries there were then */
	size_t wrong;
};

/* --- printing and verifying ------------------------------------------------------- */

static void look_for_noted(struct walk *walk)
{
	const char *noted = walk->admin->since_head;

	if (noted && strcmp(noted, walk->last.hash) == 0) {
		walk->found = true;
		walk->since = walk->last.sequence;
	}
}

static void complain(struct walk *walk, const struct rq_error *why)
{
	rq_program_complain(walk->admin->program, NULL, why->message);
	walk->admin->program->failed++;
	walk->wrong++;
}

static int print(const struct walk *walk, const struct rq_audit_entry *entry, struct rq_error *err)
{
	json_t *record = rq_audit_record(entry);
	int result = rq_ndjson_write(walk->admin->out, record, err);

	json_decref(record);
	return result;
}

static int see(struct walk *walk, const struct rq_audit_entry *entry, struct rq_error *err)
{
	struct rq_error why = { 0 };

	if (!walk->admin->verify && walk->found && print(walk, entry, err) == -1)
		return -1;
	if (rq_audit_follow(&walk->last, entry, &why) == -1 && walk->admin->verify)
		complain(walk, &why);
	look_for_noted(walk);
	return 0;
}

/* Up to the head that was read first: what others write meanwhile is of no concern. */
static int walk_to(struct walk *walk, uint64_t end, struct rq_error *err)
{
	struct rq_audit_entry entries[AT_ONCE];
	size_t count = AT_ONCE;

	while (count == AT_ONCE) {
		if (rq_store_audit(walk->admin->store, walk->last.sequence, entries, AT_ONCE,
				   &count, err) == -1)
			return -1;
		for (size_t i = 0; i < count; i++) {
			if (entries[i].sequence > end && walk->last.sequence == end)
				return 0;
			if (see(walk, &entries[i], err) == -1)
				return -1;
		}
	}
	return 0;
}

static int verify(struct walk *walk, const struct rq_audit_head *head, struct rq_error *err)
{
	const char *entries = head->sequence == 1 ? "entry" : "entries";
	struct rq_error why = { 0 };

	if (rq_audit_close(&walk->last, head, &why) == -1)
		complain(walk, &why);
	if (walk->admin->since_head && !walk->found) {
		why = (struct rq_error) { 0 };
		(void)rq_fail(&why, RQ_DAMAGED,
			      "the head that was noted is not in the log: what came before it was "
			      "changed, or it is another store's");
		complain(walk, &why);
	}
	if (walk->wrong > 0)
		return rq_output_format(walk->admin->out, err, "%zu wrong\n", walk->wrong);
	if (!walk->admin->since_head)
		return rq_output_format(walk->admin->out, err, "all is well: %llu %s\n",
					(unsigned long long)head->sequence, entries);
	return rq_output_format(walk->admin->out, err,
				"all is well: %llu %s, %llu of them since then\n",
				(unsigned long long)head->sequence, entries,
				(unsigned long long)(head->sequence - walk->since));
}

static int walk_log(struct rq_admin *admin, struct rq_error *err)
{
	struct walk walk = { .admin = admin, .last = rq_audit_beginning() };
	struct rq_audit_head head;

	walk.found = !admin->since_head;
	look_for_noted(&walk);
	if (rq_store_audit_head(admin->store, &head, err) == -1 ||
	    walk_to(&walk, head.sequence, err) == -1)
		return -1;
	if (admin->verify)
		return verify(&walk, &head, err);
	return walk.found
		   ? 0
		   : rq_fail(err, RQ_NOT_FOUND, "%s: no such head in the log", admin->since_head);
}

static int print_head(struct rq_admin *admin, struct rq_error *err)
{
	struct rq_audit_head head;

	if (rq_store_audit_head(admin->store, &head, err) == -1)
		return -1;
	return rq_output_format(admin->out, err, "%s\n", head.hash);
}

/* --- adding what was exported ------------------------------------------------------- */

struct adding {
	struct rq_admin *admin;
	struct rq_audit_entry entries[AT_ONCE];
	size_t count, added;
};

static int commit(void *context, struct rq_error *err)
{
	struct adding *adding = context;

	if (adding->count > 0 &&
	    rq_store_audit_add(adding->admin->store, adding->entries, adding->count, err) == -1)
		return -1;
	adding->added += adding->count;
	adding->count = 0;
	return 0;
}

static bool is_digest(const char *text)
{
	return text && strlen(text) == RQ_DIGEST_SIZE - 1 &&
	       strspn(text, "0123456789abcdef") == RQ_DIGEST_SIZE - 1;
}

static int take(const struct rq_ndjson *line, void *context, struct rq_error *err)
{
	struct adding *adding = context;
	const char *task = rq_json_string(line->record, "task_id");
	const char *digest = rq_json_string(line->record, "digest");
	struct rq_audit_entry *entry = &adding->entries[adding->count];

	if (strcmp(line->type, "export") != 0)
		return 0;
	if (!task || !rq_digest_is_id(task) || !is_digest(digest))
		return rq_fail(err, RQ_BAD_RECORD, "an export without task_id or digest");
	*entry = (struct rq_audit_entry) { .action = RQ_AUDIT_EXPORTED };
	rq_digest_copy_id(entry->id, task);
	memcpy(entry->digest, digest, RQ_DIGEST_SIZE);
	return ++adding->count == AT_ONCE ? commit(adding, err) : 0;
}

static int add_exports(struct rq_admin *admin, struct rq_error *err)
{
	struct adding *adding = rq_alloc(1, sizeof *adding);
	struct rq_loop loop = {
		.program = admin->program,
		.out = admin->out,
		.stage = "audit",
		.take = take,
		.idle = commit,
		.pause_ms = PAUSE_MS,
		.context = adding,
	};
	int result;

	adding->admin = admin;
	result = rq_loop_run(&loop, err);
	if (result == 0)
		result = commit(adding, err);
	if (result == 0)
		result = rq_output_format(admin->out, err, "%zu document%s added\n", adding->added,
					  rq_text_s(adding->added));
	free(adding);
	return result;
}

int rq_admin_audit(struct rq_admin *admin, struct rq_error *err)
{
	if (admin->verify + admin->head + admin->add > 1)
		return rq_fail(err, RQ_USAGE, "audit: one of --verify, --head and --add");
	if (admin->add)
		return add_exports(admin, err);
	return admin->head ? print_head(admin, err) : walk_log(admin, err);
}
