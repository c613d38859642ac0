#include "tool/care.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/care.h"

/* The one operand of a command. */
static const char *operand_of(const struct rq_admin *admin, const char *question,
			      struct rq_error *err)
{
	if (admin->id_count == 1)
		return admin->ids[0];
	(void)rq_fail(err, RQ_USAGE, "%s", question);
	return NULL;
}

/* --- checking -------------------------------------------------------------- */

static void say_wrong(const char *line, void *context)
{
	struct rq_admin *admin = context;

	rq_program_complain(admin->program, NULL, line);
	admin->program->failed++;
}

int rq_admin_check(struct rq_admin *admin, struct rq_error *err)
{
	size_t wrong;

	if (rq_store_check(admin->store, say_wrong, admin, &wrong, err) == -1)
		return -1;
	return rq_output_format(admin->out, err, wrong ? "%zu wrong\n" : "all is well\n", wrong);
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
	const struct rq_restoring how = { .force = admin->force, .patience = admin->patience };
	const char *source = operand_of(admin, "restore: from which backup?", err);

	if (!source || rq_store_restore(admin->where, source, &how, err) == -1)
		return -1;
	return rq_output_format(admin->out, err, "restored from %s\n", source);
}
