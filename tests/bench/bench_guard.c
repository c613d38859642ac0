/*
 * How well the guard tells honest edits from fabrications (tests/data/guard): one
 * JSON line for all cases and one for those held out. The honest ones among these
 * the guard was not tuned for; a fabrication that passes is always mended. "refused" and "dropped"
 * count by rule.
 */

#include "../unit/guard_cases.h"

struct tally {
	size_t all, kept;
	json_t *rules; /* rule: how many it refused */
};

struct figures {
	struct tally tally;
	bool held_only;
};

static void count(const struct guard_case *one, void *context)
{
	struct figures *figures = context;
	const char *rule;
	json_int_t before;

	if (figures->held_only && !one->held)
		return;
	rule = guard_cases_judge(one);
	figures->tally.all++;
	if (strcmp(rule, "keep") == 0) {
		figures->tally.kept++;
		return;
	}
	before = json_integer_value(json_object_get(figures->tally.rules, rule));
	rq_json_set_take(figures->tally.rules, rule, json_integer(before + 1));
}

static struct tally tally(struct guard_cases *cases, const char *path, bool held_only)
{
	struct figures figures = { { .rules = json_object() }, held_only };

	guard_cases_each(cases, path, count, &figures);
	return figures.tally;
}

/* Of the edits dropped, how many were fabrications; of the fabrications, how many were dropped. */
static void report(const char *name, const struct tally *honest, const struct tally *fabricated)
{
	size_t dropped = fabricated->all - fabricated->kept, refused = honest->all - honest->kept;
	char *by_rule = json_dumps(fabricated->rules, JSON_COMPACT | JSON_SORT_KEYS);
	char *mistaken = json_dumps(honest->rules, JSON_COMPACT | JSON_SORT_KEYS);

	printf("{\"bench\":\"%s\",\"fabrications\":%zu,\"dropped\":%zu,\"honest\":%zu,"
	       "\"kept\":%zu,\"kept_percent\":%.1f,\"precision\":%.3f,\"recall\":%.3f,"
	       "\"dropped_by\":%s,\"refused_by\":%s}\n",
	       name, fabricated->all, dropped, honest->all, honest->kept,
	       100.0 * (double)honest->kept / (double)honest->all,
	       (double)dropped / (double)(dropped + refused),
	       (double)dropped / (double)fabricated->all, by_rule, mistaken);
	free(by_rule);
	free(mistaken);
}

static void measure(struct guard_cases *cases, const char *folder, bool held_only)
{
	char path[4096];
	struct tally honest, fabricated;

	(void)snprintf(path, sizeof path, "%s/honest.tsv", folder);
	honest = tally(cases, path, held_only);
	(void)snprintf(path, sizeof path, "%s/fabrications.tsv", folder);
	fabricated = tally(cases, path, held_only);
	report(held_only ? "guard-held-out" : "guard", &honest, &fabricated);
	json_decref(honest.rules);
	json_decref(fabricated.rules);
}

int main(void)
{
	static struct guard_cases cases;
	const char *tree = getenv("RQ_TREE");
	char folder[2048];

	(void)snprintf(folder, sizeof folder, "%s/tests/data/guard", tree ? tree : ".");
	guard_cases_open(&cases, folder);
	measure(&cases, folder, false);
	measure(&cases, folder, true);
	guard_cases_free(&cases);
	return 0;
}
