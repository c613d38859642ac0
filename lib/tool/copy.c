#include "tool/copy.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/imprint.h"

/* Records, or bytes of them, that share a commit. */
enum { AT_ONCE = 256 };
#define BYTES_AT_ONCE RQ_MIB(8)

/* What is there already when it begins, to be found again in what is copied. */
struct mark {
	unsigned char bytes[RQ_IMPRINT_SIZE];
	bool found;
};

struct copying {
	struct rq_admin *admin;
	struct rq_store *from, *to;
	struct mark *marks;
	size_t mark_count, mark_capacity;
	struct rq_loading how;
	struct rq_arrival arrivals[AT_ONCE];
	size_t count, bytes;
	struct rq_imprint told, kept; /* by the one, and by the other in the end */
	size_t taken, there;          /* records that came, that had come before */
};

/* --- whether it may go there ---------------------------------------------------------- */

static bool is_head(const json_t *parcel)
{
	return strcmp(rq_json_string(parcel, "kind"), "store") == 0;
}

static int compare_marks(const void *one, const void *other)
{
	return memcmp(((const struct mark *)one)->bytes, ((const struct mark *)other)->bytes,
		      RQ_IMPRINT_SIZE);
}

static int add_mark(const json_t *parcel, void *context, struct rq_error *err)
{
	struct copying *copying = context;

	(void)err;
	if (is_head(parcel))
		return 0;
	copying->marks = rq_grow(copying->marks, copying->mark_count, &copying->mark_capacity,
				 sizeof *copying->marks);
	copying->marks[copying->mark_count].found = false;
	rq_imprint_of(parcel, copying->marks[copying->mark_count++].bytes);
	return 0;
}

static int find_mark(const json_t *parcel, void *context, struct rq_error *err)
{
	struct copying *copying = context;
	struct mark wanted, *found;

	(void)err;
	rq_imprint_of(parcel, wanted.bytes);
	found = bsearch(&wanted, copying->marks, copying->mark_count, sizeof wanted, compare_marks);
	if (found)
		found->found = true;
	return 0;
}

/* Nothing is there, or a part of what is to come: a copy that was begun. */
static int may_go_on(struct copying *copying, struct rq_error *err)
{
	size_t foreign = 0;

	if (rq_store_unload(copying->to, add_mark, copying, err) == -1)
		return -1;
	if (copying->mark_count == 0)
		return 0;
	qsort(copying->marks, copying->mark_count, sizeof *copying->marks, compare_marks);
	if (rq_store_unload(copying->from, find_mark, copying, err) == -1)
		return -1;
	for (size_t i = 0; i < copying->mark_count; i++)
		foreign += !copying->marks[i].found;
	if (foreign == 0)
		return 0;
	return rq_fail(err, RQ_USAGE,
		       "where it is to go %s %zu record%s that %s not in what is copied: give an "
		       "empty store, or the copy that was begun, before anybody used either",
		       foreign == 1 ? "is" : "are", foreign, rq_text_s(foreign),
		       foreign == 1 ? "is" : "are");
}

/* --- record by record ---------------------------------------------------------------------- */

static int commit(struct copying *copying, struct rq_error *err)
{
	int result;

	copying->how.now = rq_store_now(copying->to);
	result = rq_store_load(copying->to, copying->arrivals, copying->count, &copying->how, err);
	for (size_t i = 0; i < copying->count; i++) {
		const struct rq_arrival *arrival = &copying->arrivals[i];

		if (result == 0 && arrival->refusal.code != RQ_OK)
			result = rq_fail(err, RQ_STORE,
					 "a record cannot be copied: check the store (%s)",
					 arrival->refusal.message);
		copying->taken += result == 0 && !arrival->known;
		copying->there += arrival->known && !is_head(arrival->parcel);
		json_decref(arrival->parcel);
	}
	copying->count = copying->bytes = 0;
	return result;
}

static int take(const json_t *parcel, void *context, struct rq_error *err)
{
	struct copying *copying = context;
	unsigned char bytes[RQ_IMPRINT_SIZE];
	char *text;

	if (rq_program_stopped(copying->admin->program))
		return rq_fail(err, RQ_INTERRUPTED, "interrupted: the same command goes on");
	rq_imprint_of(parcel, bytes);
	rq_imprint_add(&copying->told, bytes);
	text = rq_json_text(parcel, 0);
	copying->bytes += strlen(text);
	free(text);
	copying->arrivals[copying->count++] =
	    (struct rq_arrival) { .parcel = json_deep_copy(parcel) };
	return copying->count == AT_ONCE || copying->bytes >= BYTES_AT_ONCE ? commit(copying, err)
									    : 0;
}

static int copy_all(struct copying *copying, struct rq_error *err)
{
	struct rq_error late = { 0 };
	int result = rq_store_unload(copying->from, take, copying, err);

	if (commit(copying, &late) == -1 && result == 0)
		result = rq_fail(err, late.code, "%s", late.message);
	return result;
}

/* --- and whether it arrived ------------------------------------------------------------------ */

static int add_kept(const json_t *parcel, void *context, struct rq_error *err)
{
	struct copying *copying = context;
	unsigned char bytes[RQ_IMPRINT_SIZE];

	(void)err;
	rq_imprint_of(parcel, bytes);
	rq_imprint_add(&copying->kept, bytes);
	return 0;
}

static int verify(struct copying *copying, struct rq_error *err)
{
	char hex[RQ_DIGEST_SIZE];

	if (rq_store_unload(copying->to, add_kept, copying, err) == -1)
		return -1;
	if (!rq_imprint_same(&copying->told, &copying->kept))
		return rq_fail(err, RQ_STORE,
			       "the copy differs: %zu records were told, %zu are there; somebody "
			       "used it meanwhile, or a store is damaged",
			       copying->told.records, copying->kept.records);
	rq_imprint_hex(&copying->kept, hex);
	return rq_output_format(copying->admin->out, err,
				"%zu records copied, %zu were there; both tell %s\n",
				copying->taken, copying->there, hex);
}

/* --- two stores --------------------------------------------------------------------------------
 */

/* A folder must not be opened twice by one process. */
static bool is_same_place(const char *one, const char *other)
{
	char *real = realpath(one, NULL), *others = realpath(other, NULL);
	bool same = real && others ? strcmp(real, others) == 0 : strcmp(one, other) == 0;

	free(real);
	free(others);
	return same;
}

static int copy_between(struct copying *copying, struct rq_error *err)
{
	if (may_go_on(copying, err) == -1 || copy_all(copying, err) == -1)
		return -1;
	return verify(copying, err);
}

/* What is read may be clear; what is written is not where there is a key. */
static int open_one(const struct rq_admin *admin, const char *where, bool read,
		    struct rq_store **store, struct rq_error *err)
{
	const struct rq_store_options how = { .must_exist = read,
					      .keys = admin->alone.keys,
					      .clear_too = read };

	return rq_store_open(where, &how, store, err);
}

int rq_admin_copy(struct rq_admin *admin, struct rq_error *err)
{
	struct copying *copying;
	int result = -1;

	if (!admin->from || !admin->to)
		return rq_fail(err, RQ_USAGE, "copy: --from which store --to which?");
	if (is_same_place(admin->from, admin->to))
		return rq_fail(err, RQ_USAGE, "copy: to itself");
	copying = rq_alloc(1, sizeof *copying);
	copying->admin = admin;
	copying->how.told = true; /* also where no audit comes along */
	if (open_one(admin, admin->from, true, &copying->from, err) == 0 &&
	    open_one(admin, admin->to, false, &copying->to, err) == 0)
		result = copy_between(copying, err);
	rq_store_close(copying->to);
	rq_store_close(copying->from);
	free(copying->marks);
	free(copying);
	return result;
}
