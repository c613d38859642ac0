#include "engine/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "edit/edit.h"
#include "edit/tailor.h"
#include "edit/wording.h"
#include "match/job.h"
#include "match/score.h"
#include "store/object.h"

/* --- where two values differ ---------------------------------------------------- */

enum { SHOWN = 64 }; /* bytes of a value in a line */

static const char *show(const json_t *value, char shown[SHOWN])
{
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_SORT_KEYS | JSON_COMPACT)
			   : rq_strdup("nothing");

	(void)rq_text_escape(text, shown, SHOWN);
	free(text);
	return shown;
}

static void tell(json_t *differences, const char *path, const json_t *told, const json_t *found)
{
	char one[SHOWN], other[SHOWN];
	char *line = rq_printf("%s: %s, comes to %s", path, show(told, one), show(found, other));

	if (json_array_size(differences) < RQ_MAX_DIFFERENCES)
		rq_json_append_take(differences, json_string(line));
	free(line);
}

static void compare(json_t *differences, const char *path, json_t *told, json_t *found);

static void compare_member(json_t *differences, const char *path, const char *key,
			   const json_t *told, const json_t *found)
{
	char *inner = rq_printf("%s/%s", path, key);

	compare(differences, inner, json_object_get(told, key), json_object_get(found, key));
	free(inner);
}

static void compare_objects(json_t *differences, const char *path, json_t *told, json_t *found)
{
	json_t *keys = json_object(), *value;
	const char *key;

	(void)json_object_update(keys, told);
	(void)json_object_update(keys, found);
	json_object_foreach (keys, key, value)
		compare_member(differences, path, key, told, found);
	json_decref(keys);
}

/* The deepest places that differ; depth is that of a result, which was parsed within limits. */
static void compare(json_t *differences, const char *path, json_t *told, json_t *found)
{
	if (told && found && json_equal(told, found))
		return;
	if (json_is_object(told) && json_is_object(found)) {
		compare_objects(differences, path, told, found);
	} else if (json_is_array(told) && json_is_array(found) &&
		   json_array_size(told) == json_array_size(found)) {
		for (size_t i = 0; i < json_array_size(told); i++) {
			char *inner = rq_printf("%s/%zu", path, i);

			compare(differences, inner, json_array_get(told, i),
				json_array_get(found, i));
			free(inner);
		}
	} else if (told || found) {
		tell(differences, path, told, found);
	}
}

/* --- the inputs ------------------------------------------------------------------- */

struct rq_verifier {
	struct rq_store *store;
	struct rq_wordings *wordings;
	char recipe_id[RQ_ID_SIZE]; /* "" before the first */
	json_t *recipe;
	struct rq_vocabulary *vocabulary; /* the recipe's */
};

struct inputs {
	json_t *record, *posting;
	struct rq_job job;
	bool has_job;
	int64_t now; /* when it was made */
};

struct rq_verifier *rq_verifier_new(struct rq_store *store)
{
	struct rq_verifier *verifier = rq_alloc(1, sizeof *verifier);

	verifier->store = store;
	verifier->wordings = rq_wordings_new();
	return verifier;
}

static void drop_recipe(struct rq_verifier *verifier)
{
	json_decref(verifier->recipe);
	rq_vocabulary_free(verifier->vocabulary);
	verifier->recipe = NULL;
	verifier->vocabulary = NULL;
	verifier->recipe_id[0] = '\0';
}

void rq_verifier_free(struct rq_verifier *verifier)
{
	if (!verifier)
		return;
	drop_recipe(verifier);
	rq_wordings_free(verifier->wordings);
	free(verifier);
}

static int load(struct rq_store *store, enum rq_store_kind kind, const json_t *result,
		const char *key, json_t **json, struct rq_error *err)
{
	const char *id = rq_json_string(result, key);

	if (!id || strlen(id) >= RQ_ID_SIZE)
		return rq_fail(err, RQ_BAD_RECORD, "a result without \"%s\"", key);
	return rq_object_get(store, kind, id, json, err);
}

static int check_version(const json_t *recipe, const char *key, const char *what, const char *mine,
			 struct rq_error *err)
{
	const char *theirs = rq_json_string(recipe, key);

	if (theirs && strcmp(theirs, mine) == 0)
		return 0;
	return rq_fail(err, RQ_STALE_RECIPE,
		       "made with %s %.40s, this rq has %s: it cannot be verified by this one",
		       what, theirs ? theirs : "unknown", mine);
}

static int read_recipe(struct rq_verifier *verifier, const json_t *result, struct rq_error *err)
{
	const char *id = rq_json_string(result, "recipe");

	if (id && *id && strcmp(id, verifier->recipe_id) == 0)
		return 0;
	drop_recipe(verifier);
	if (load(verifier->store, RQ_STORED_RECIPE, result, "recipe", &verifier->recipe, err) ==
		-1 ||
	    rq_vocabulary_open(rq_json_string(verifier->recipe, "vocabulary"),
			       &verifier->vocabulary, err) == -1)
		return -1;
	(void)snprintf(verifier->recipe_id, sizeof verifier->recipe_id, "%s", id);
	return 0;
}

static int check_recipe(const struct rq_verifier *verifier, struct rq_error *err)
{
	const json_t *recipe = verifier->recipe;

	if (check_version(recipe, "guard_version", "guard", RQ_GUARD_VERSION, err) == -1 ||
	    check_version(recipe, "score_version", "scorer", RQ_SCORE_VERSION, err) == -1)
		return -1;
	return check_version(recipe, "vocabulary_id", "vocabulary",
			     rq_vocabulary_id(verifier->vocabulary), err);
}

static int load_inputs(struct rq_verifier *verifier, const json_t *result, struct inputs *in,
		       struct rq_error *err)
{
	const char *finished = rq_json_string(result, "finished_at");

	if (!finished)
		return rq_fail(err, RQ_BAD_RECORD, "a result without \"finished_at\"");
	if (rq_clock_parse(finished, &in->now, err) == -1 ||
	    read_recipe(verifier, result, err) == -1 || check_recipe(verifier, err) == -1)
		return -1;
	if (load(verifier->store, RQ_STORED_RESUME, result, "resume_id", &in->record, err) == -1 ||
	    load(verifier->store, RQ_STORED_JOB, result, "job_version", &in->posting, err) == -1 ||
	    rq_job_from_json(in->posting, rq_json_string(result, "job_version"),
			     verifier->vocabulary, &in->job, err) == -1)
		return -1;
	in->has_job = true;
	return 0;
}

static void free_inputs(struct inputs *in)
{
	if (in->has_job)
		rq_job_free(&in->job);
	json_decref(in->posting);
	json_decref(in->record);
}

/* --- once more ---------------------------------------------------------------------- */

/*
 * The answer that it was made of. Those that were rejected come last: a verdict depends
 * on what stands before only where two edits have one place, and these keep their order.
 */
static json_t *make_answer(const json_t *result)
{
	const json_t *edits = rq_json_array(result, "edits");
	const json_t *rejected = rq_json_array(result, "rejected");
	json_t *answer = rq_edits_none(), *all = rq_json_array(answer, "edits");

	for (size_t i = 0; i < json_array_size(edits); i++)
		rq_json_append_take(all, json_incref(json_array_get(edits, i)));
	for (size_t i = 0; i < json_array_size(rejected); i++) {
		json_t *edit = json_object_get(json_array_get(rejected, i), "edit");

		if (edit)
			rq_json_append_take(all, json_incref(edit));
	}
	return answer;
}

/* What the engine itself warned of; the tailoring does not know. */
static json_t *without_notes(const json_t *warnings)
{
	json_t *kept = json_array(), *warning;
	size_t i;

	json_array_foreach (warnings, i, warning) {
		const char *code = rq_json_string(warning, "code");

		if (!code || strcmp(code, "note-ignored") != 0)
			rq_json_append_take(kept, json_incref(warning));
	}
	return kept;
}

static json_t *compare_results(const json_t *told, const json_t *found, bool scored)
{
	static const char *const compared[] = { "status", "edits", "rejected", "resume", "text" };
	json_t *differences = json_array();
	json_t *warnings = without_notes(rq_json_array(told, "warnings"));

	if (scored)
		compare_member(differences, "", "score", told, found);
	for (size_t i = 0; i < sizeof compared / sizeof compared[0]; i++)
		compare_member(differences, "", compared[i], told, found);
	compare(differences, "/warnings", warnings, json_object_get(found, "warnings"));
	json_decref(warnings);
	return differences;
}

static int tailor_again(const struct rq_verifier *verifier, const struct inputs *in,
			const json_t *result, json_t **found, struct rq_error *err)
{
	const struct rq_guard guard = { .record = in->record,
					.job = &in->job,
					.vocabulary = verifier->vocabulary,
					.wording = rq_wordings_get(
					    verifier->wordings,
					    rq_json_string(in->record, "language")) };
	json_t *answer = make_answer(result);
	int failed = rq_tailor(&guard, answer, in->now, found, err);

	json_decref(answer);
	return failed;
}

int rq_verifier_compare(struct rq_verifier *verifier, const json_t *result, json_t **differences,
			struct rq_error *err)
{
	struct inputs in = { .record = NULL };
	json_t *found;
	int failed = load_inputs(verifier, result, &in, err);

	if (failed == 0)
		failed = tailor_again(verifier, &in, result, &found, err);
	if (failed == 0) {
		*differences = compare_results(
		    result, found, !json_is_false(json_object_get(verifier->recipe, "score")));
		json_decref(found);
	}
	free_inputs(&in);
	return failed;
}
