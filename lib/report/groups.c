#include "report/groups.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "io/rows.h"

enum { SMALL_SHARE = 50 }; /* one in so many is 2 % */

struct person {
	const json_t *categories; /* NULL: unknown; of members */
	int evidence;             /* basis points, or RQ_FINDING_NO_SCORE */
	bool decided, selected;
};

struct rq_groups {
	json_t *by;      /* names of the ways to group */
	json_t *members; /* candidate_id -> array of a category for each way */
	struct person *person;
	size_t count, capacity;
};

/* --- the file ------------------------------------------------------------------- */

/* The column of candidates; all others are ways to group. */
static int read_names(struct rq_groups *groups, const struct rq_rows *rows, size_t *candidate,
		      struct rq_error *err)
{
	*candidate = rows->count;
	for (size_t i = 0; i < rows->count; i++) {
		if (strcasecmp(rows->field[i], "candidate_id") == 0)
			*candidate = i;
		else
			rq_json_append_take(groups->by, json_string(rows->field[i]));
	}
	if (*candidate == rows->count || json_array_size(groups->by) == 0)
		return rq_fail(err, RQ_USAGE,
			       "the first line must name \"candidate_id\" and at "
			       "least one way to group");
	return 0;
}

/* "f / c": what somebody is in all ways; "" where one of them is not known. New. */
static json_t *together(const json_t *categories)
{
	struct rq_error ignored = { 0 };
	struct rq_buffer text;
	json_t *joined;

	rq_buffer_init(&text, 2 * RQ_MAX_RECORD_BYTES); /* a row, and what joins it */
	for (size_t i = 0; i < json_array_size(categories); i++) {
		const char *category = json_string_value(json_array_get(categories, i));

		if (*category == '\0') {
			rq_buffer_clear(&text);
			break;
		}
		(void)rq_buffer_append_format(&text, &ignored, "%s%s", i > 0 ? " / " : "",
					      category);
	}
	joined = json_string(text.data);
	rq_buffer_free(&text);
	return joined;
}

/* A row may end early: what it does not say is not known. */
static void read_member(struct rq_groups *groups, const struct rq_rows *rows, size_t candidate)
{
	json_t *categories = json_array();

	for (size_t i = 0; i <= json_array_size(groups->by); i++)
		if (i != candidate)
			rq_json_append_take(categories,
					    json_string(i < rows->count ? rows->field[i] : ""));
	rq_json_append_take(categories, together(categories));
	rq_json_set_take(groups->members, rows->field[candidate], categories);
}

static int read_rows(struct rq_groups *groups, struct rq_rows *rows, struct rq_error *err)
{
	size_t candidate;
	int got = rq_rows_read(rows, err);

	if (got == -1)
		return -1;
	if (read_names(groups, rows, &candidate, err) == -1)
		return -1;
	while ((got = rq_rows_read(rows, err)) == 1) {
		if (json_object_size(groups->members) == RQ_MAX_GROUPED)
			return rq_fail(err, RQ_TOO_MANY, "more than %d candidates", RQ_MAX_GROUPED);
		if (candidate < rows->count)
			read_member(groups, rows, candidate);
	}
	return got;
}

int rq_groups_open(const char *path, struct rq_groups **opened, struct rq_error *err)
{
	struct rq_groups *groups = rq_alloc(1, sizeof *groups);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct rq_error failure = { 0 };
	struct rq_input input;
	struct rq_rows rows;
	int result;

	groups->by = json_array();
	groups->members = json_object();
	if (fd == -1) {
		rq_groups_free(groups);
		return rq_fail(err, errno == ENOENT ? RQ_NOT_FOUND : RQ_UNREADABLE, "%s: %s", path,
			       strerror(errno));
	}
	rq_input_init(&input, fd, -1, RQ_KIB(64));
	rq_rows_init(&rows, &input);
	result = read_rows(groups, &rows, &failure);
	if (result == -1) {
		(void)rq_fail(err, RQ_USAGE, "%s: line %zu: %s", path, rows.number,
			      failure.message);
		rq_groups_free(groups);
	} else {
		*opened = groups;
	}
	rq_rows_free(&rows);
	rq_input_free(&input);
	(void)close(fd);
	return result;
}

void rq_groups_free(struct rq_groups *groups)
{
	if (!groups)
		return;
	json_decref(groups->by);
	json_decref(groups->members);
	free(groups->person);
	free(groups);
}

/* --- results -------------------------------------------------------------------- */

void rq_groups_add(struct rq_groups *groups, const struct rq_gist *gist)
{
	const char *decision = rq_json_string(gist->review, "decision");
	struct person person = {
		.categories = json_object_get(groups->members, gist->candidate_id),
		.evidence = (int)gist->evidence,
		.decided = decision != NULL,
		.selected = decision && strcmp(decision, "approved") == 0,
	};

	if (decision && strcmp(decision, "returned") == 0)
		return;
	groups->person =
	    rq_grow(groups->person, groups->count, &groups->capacity, sizeof *groups->person);
	groups->person[groups->count++] = person;
}

/* --- figures -------------------------------------------------------------------- */

struct category {
	const char *name; /* borrowed */
	int64_t results, decided, selected, scored, above;
};

struct categories {
	struct category category[RQ_MAX_GROUPS];
	size_t count;
	int64_t known;
};

static int by_size(const void *one, const void *other)
{
	const int a = *(const int *)one, b = *(const int *)other;

	return (a > b) - (a < b);
}

/* Twice the median of the scores, which may lie between two; -1 without scores. */
static int twice_median(const struct rq_groups *groups)
{
	int *scores = rq_alloc(groups->count + 1, sizeof *scores);
	size_t count = 0;
	int twice = -1;

	for (size_t i = 0; i < groups->count; i++)
		if (groups->person[i].evidence != RQ_FINDING_NO_SCORE)
			scores[count++] = groups->person[i].evidence;
	if (count > 0) {
		qsort(scores, count, sizeof *scores, by_size);
		twice = scores[(count - 1) / 2] + scores[count / 2];
	}
	free(scores);
	return twice;
}

/* The category of that name; the last one takes what there is no room for. */
static struct category *find(struct categories *all, const char *name)
{
	for (size_t i = 0; i < all->count; i++)
		if (strcmp(all->category[i].name, name) == 0)
			return &all->category[i];
	if (all->count == RQ_MAX_GROUPS)
		return &all->category[RQ_MAX_GROUPS - 1];
	all->category[all->count].name = all->count == RQ_MAX_GROUPS - 1 ? "all others" : name;
	return &all->category[all->count++];
}

static void count_persons(const struct rq_groups *groups, size_t way, int median,
			  struct categories *all)
{
	for (size_t i = 0; i < groups->count; i++) {
		const struct person *person = &groups->person[i];
		const char *name = json_string_value(json_array_get(person->categories, way));
		struct category *category;

		if (!name || !*name)
			continue;
		category = find(all, name);
		all->known++;
		category->results++;
		category->decided += person->decided;
		category->selected += person->selected;
		category->scored += person->evidence != RQ_FINDING_NO_SCORE;
		category->above += person->evidence * 2 > median;
	}
}

/* The largest first. */
static int by_results(const void *one, const void *other)
{
	const struct category *a = one, *b = other;

	if (a->results != b->results)
		return a->results > b->results ? -1 : 1;
	return strcmp(a->name, b->name);
}

static int rate(int64_t part, int64_t whole)
{
	return whole == 0 ? -1 : (int)(part * 10000 / whole);
}

static void set_rate(json_t *object, const char *key, int basis_points)
{
	rq_json_set_take(object, key, basis_points < 0 ? json_null() : json_integer(basis_points));
}

static void set_rates(json_t *object, const char *kind, int own, int highest)
{
	char key[32];

	(void)snprintf(key, sizeof key, "%s_rate", kind);
	set_rate(object, key, own);
	(void)snprintf(key, sizeof key, "%s_impact", kind);
	set_rate(object, key, own < 0 || highest <= 0 ? -1 : (int)rate(own, highest));
}

static json_t *category_figures(const struct category *category, int64_t known, int best_selected,
				int best_scored)
{
	json_t *object = json_object();

	rq_json_set_string(object, "category", category->name);
	rq_json_set_integer(object, "results", category->results);
	rq_json_set_integer(object, "decided", category->decided);
	rq_json_set_integer(object, "selected", category->selected);
	set_rates(object, "selection", rate(category->selected, category->decided), best_selected);
	rq_json_set_integer(object, "scored", category->scored);
	rq_json_set_integer(object, "above_median", category->above);
	set_rates(object, "scoring", rate(category->above, category->scored), best_scored);
	rq_json_set_take(object, "small", json_boolean(category->results * SMALL_SHARE < known));
	return object;
}

static json_t *way_figures(const struct rq_groups *groups, const char *by, size_t way, int median)
{
	struct categories *all = rq_alloc(1, sizeof *all);
	json_t *object = json_object(), *list = json_array();
	int best_selected = -1, best_scored = -1;

	count_persons(groups, way, median, all);
	qsort(all->category, all->count, sizeof *all->category, by_results);
	for (size_t i = 0; i < all->count; i++) {
		int selected = rate(all->category[i].selected, all->category[i].decided);
		int scored = rate(all->category[i].above, all->category[i].scored);

		best_selected = selected > best_selected ? selected : best_selected;
		best_scored = scored > best_scored ? scored : best_scored;
	}
	for (size_t i = 0; i < all->count; i++)
		rq_json_append_take(list, category_figures(&all->category[i], all->known,
							   best_selected, best_scored));
	rq_json_set_string(object, "by", by);
	rq_json_set_integer(object, "unknown", (json_int_t)groups->count - all->known);
	rq_json_set_take(object, "categories", list);
	free(all);
	return object;
}

json_t *rq_groups_figures(const struct rq_groups *groups)
{
	json_t *figures = json_object(), *list = json_array();
	size_t ways = json_array_size(groups->by);
	int median = twice_median(groups);

	rq_json_set_integer(figures, "results", (json_int_t)groups->count);
	set_rate(figures, "median", median < 0 ? -1 : median / 2);
	for (size_t i = 0; i < ways; i++)
		rq_json_append_take(
		    list, way_figures(groups, json_string_value(json_array_get(groups->by, i)), i,
				      median));
	if (ways > 1)
		rq_json_append_take(list, way_figures(groups, "together", ways, median));
	rq_json_set_take(figures, "groups", list);
	return figures;
}
