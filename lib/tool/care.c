#include "tool/care.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/ndjson.h"
#include "io/record.h"
#include "result/gist.h"
#include "store/care.h"
#include "store/parcel_member.h"

/* The one operand of a command. */
static const char *operand_of(const struct rq_admin *admin, const char *question,
			      struct rq_error *err)
{
	if (admin->id_count == 1)
		return admin->ids[0];
	(void)rq_fail(err, RQ_USAGE, "%s", question);
	return NULL;
}

/* --- checking and repairing ------------------------------------------------- */

static void say(const char *line, void *context)
{
	struct rq_admin *admin = context;

	rq_program_complain(admin->program, NULL, line);
}

/* All that there was of it, out before it is gone from the store. */
static int set_aside(const char *name, struct rq_bytes bytes, struct rq_bytes result, void *context,
		     struct rq_error *err)
{
	struct rq_admin *admin = context;
	struct rq_error why = { 0 }, ignored = { 0 };
	json_t *record, *whole;
	int written;

	(void)rq_fail(&why, RQ_DAMAGED, "its record is damaged: set aside");
	record = rq_record_error("store", name, &why);
	rq_parcel_set_bytes(record, "bytes", (struct rq_span) { bytes.data, bytes.length });
	if (result.data && rq_json_parse_object(result.data, result.length, &whole, &ignored) == 0)
		rq_json_set_take(record, "result", whole);
	rq_program_complain(admin->program, name, why.message);
	admin->program->failed++;
	written = rq_ndjson_write(admin->out, record, err);
	json_decref(record);
	return written == 0 ? rq_output_flush(admin->out, err) : -1;
}

static int repair(struct rq_admin *admin, const char *done, struct rq_error *err)
{
	const struct rq_mending mending = { say, set_aside, admin, rq_gist_make_like };

	rq_store_close(admin->store);
	admin->store = NULL;
	if (rq_store_repair(&admin->alone, &mending, err) == -1)
		return -1;
	return admin->program->failed == 0 ? rq_output_format(admin->out, err, "%s\n", done) : 0;
}

int rq_admin_migrate(struct rq_admin *admin, struct rq_error *err)
{
	const struct rq_mending mending = { say, set_aside, admin, rq_gist_make_like };

	if (rq_store_migrate(&admin->alone, &mending, err) == -1)
		return -1;
	return admin->program->failed == 0 ? rq_output_text(admin->out, "migrated\n", err) : 0;
}

int rq_admin_check(struct rq_admin *admin, struct rq_error *err)
{
	struct rq_error why = { 0 };
	size_t wrong = 0;
	const struct rq_checking how = { say, admin, rq_gist_make_like };
	int result = rq_store_check(admin->store, &how, &wrong, &why);

	if (result == 0 && wrong == 0)
		return rq_output_text(admin->out, "all is well\n", err);
	if (result == -1)
		rq_program_complain(admin->program, NULL, why.message);
	if (admin->repair)
		return repair(admin, "repaired", err);
	if (result == -1)
		return rq_fail(err, why.code, "the check cannot go on");
	admin->program->failed += wrong;
	return rq_output_format(admin->out, err, "%zu wrong\n", wrong);
}

int rq_admin_compact(struct rq_admin *admin, struct rq_error *err)
{
	struct rq_compaction sizes;

	if (rq_store_compact(&admin->alone, &sizes, err) == -1)
		return -1;
	return rq_output_format(admin->out, err, "%lld KiB, were %lld KiB\n",
				(long long)sizes.after / 1024, (long long)sizes.before / 1024);
}

int rq_admin_rekey(struct rq_admin *admin, struct rq_error *err)
{
	bool done;

	if (rq_store_rekey(&admin->alone, admin->decrypt, &done, err) == -1)
		return -1;
	if (admin->decrypt)
		return rq_output_text(admin->out, done ? "decrypted\n" : "was not encrypted\n",
				      err);
	return rq_output_text(admin->out,
			      done ? "encrypted with the first key\n"
				   : "was encrypted with the first key already\n",
			      err);
}

/* --- retention ------------------------------------------------------------- */

int rq_admin_expire(struct rq_admin *admin, struct rq_error *err)
{
	struct rq_swept swept;

	admin->retention.now = rq_store_now(admin->store);
	if (rq_store_expire(admin->store, &admin->retention, &swept, err) == -1)
		return -1;
	return rq_output_format(
	    admin->out, err,
	    "%zu task%s, %zu result%s, %zu review%s, %zu résumé%s, %zu line%s of "
	    "usage, %zu batch%s erased; %zu task%s held\n",
	    swept.tasks, rq_text_s(swept.tasks), swept.results, rq_text_s(swept.results),
	    swept.reviews, rq_text_s(swept.reviews), swept.resumes, rq_text_s(swept.resumes),
	    swept.usage, rq_text_s(swept.usage), swept.batches, swept.batches == 1 ? "" : "es",
	    swept.held, rq_text_s(swept.held));
}

static int print_hold(const struct rq_hold *hold, void *context, struct rq_error *err)
{
	struct rq_admin *admin = context;
	char time[RQ_TIME_SIZE];

	return rq_output_format(admin->out, err, "%s  %s  %s\n",
				hold->candidate ? "candidate" : "task     ", hold->id,
				rq_clock_format(hold->at, time));
}

int rq_admin_hold(struct rq_admin *admin, struct rq_error *err)
{
	size_t count = 0;
	bool done;

	if (admin->id_count == 0 && !admin->release)
		return rq_store_holds(admin->store, print_hold, admin, err);
	for (size_t i = 0; i < admin->id_count; i++) {
		if (rq_store_hold(admin->store, admin->ids[i], admin->release,
				  rq_store_now(admin->store), &done, err) == -1)
			return -1;
		if (!done) {
			rq_program_complain(admin->program, admin->ids[i], "was not held");
			admin->program->failed++;
		}
		count += done;
	}
	return rq_output_format(admin->out, err, "%zu %s\n", count,
				admin->release ? "released" : "held");
}

/* --- backups --------------------------------------------------------------- */

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), size = strlen(end);

	return length >= size && strcmp(text + length - size, end) == 0;
}

/* In a folder it is named by the time, so that names sort by age and none is taken. */
static char *name_backup(const char *destination, bool packed)
{
	char time[RQ_TIME_SIZE];

	if (!is_folder(destination))
		return rq_strdup(destination);
	(void)rq_clock_format(rq_clock_now(), time);
	time[strcspn(time, ".Z")] = '\0';
	for (char *at = time; (at = strchr(at, ':'));)
		memmove(at, at + 1, strlen(at));
	return rq_printf("%s/rq-%sZ.mdb%s", destination, time, packed ? ".zst" : "");
}

int rq_admin_backup(struct rq_admin *admin, struct rq_error *err)
{
	const char *destination = operand_of(admin, "backup: to which file or folder?", err);
	bool packed;
	char *path;
	int result;

	if (!destination)
		return -1;
	packed = admin->packed || ends_with(destination, ".zst");
	path = name_backup(destination, packed);
	result = rq_store_backup(admin->store, path, packed, err);
	if (result == 0)
		result = rq_output_format(admin->out, err, "%s\n", path);
	free(path);
	return result;
}

int rq_admin_restore(struct rq_admin *admin, struct rq_error *err)
{
	const char *source = operand_of(admin, "restore: from which backup?", err);

	if (!source || rq_store_restore(&admin->alone, source, admin->force, err) == -1)
		return -1;
	return rq_output_format(admin->out, err, "restored from %s\n", source);
}
