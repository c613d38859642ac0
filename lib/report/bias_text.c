#include "report/bias_text.h"

#include "base/limits.h"
#include "base/text.h"

enum { NAME_SIZE = RQ_MAX_CENSUS_BYTES + 1, MOVED_SHOWN = 10, FOUR_FIFTHS = 8000 };

static const char *shown(const json_t *object, const char *key, char text[NAME_SIZE])
{
	const char *value = rq_json_string(object, key);

	return rq_text_escape(value ? value : "", text, NAME_SIZE);
}

/* A text in a column, never cut: what is wider pushes the rest of its line to the right. */
static void cell(struct rq_writer *w, const char *text, size_t columns)
{
	size_t used = rq_text_columns(text);

	rq_writer_text(w, text);
	rq_writer_format(w, "%*s", used < columns ? (int)(columns - used) : 1, "");
}

static long long number(const json_t *object, const char *key)
{
	return (long long)rq_json_integer(object, key, 0);
}

static void moved(struct rq_writer *w, const json_t *moved)
{
	static const char *const keys[] = { "evidence",      "literal", "evidence_after",
					    "literal_after", "edits",   "rejected" };
	const json_t *before = rq_json_object(moved, "before");
	const json_t *after = rq_json_object(moved, "after");
	char name[NAME_SIZE], task[40];

	(void)rq_text_escape(rq_json_string(moved, "task_id"), task, sizeof task);
	rq_writer_format(w, "  %s, %s:", task, shown(moved, "swap", name));
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (number(before, keys[i]) != number(after, keys[i]))
			rq_writer_format(w, " %s %lld → %lld", keys[i], number(before, keys[i]),
					 number(after, keys[i]));
	rq_writer_text(w, "\n");
}

static void swaps(struct rq_writer *w, const json_t *bias)
{
	const json_t *list = rq_json_array(bias, "swaps"), *told = rq_json_array(bias, "moved");
	char kind[NAME_SIZE], name[NAME_SIZE];

	rq_writer_format(w, "Bias canary: %lld result%s made again by the local engine",
			 number(bias, "sample"), rq_text_s((uint64_t)number(bias, "sample")));
	if (number(bias, "skipped") > 0)
		rq_writer_format(w, ", %lld could not be: %s", number(bias, "skipped"),
				 shown(bias, "why", name));
	rq_writer_text(w, "\n\n  kind       put in                     runs  moved\n");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *swap = json_array_get(list, i);

		rq_writer_text(w, "  ");
		cell(w, shown(swap, "kind", kind), 11);
		cell(w, shown(swap, "swap", name), 24);
		rq_writer_format(w, "%7lld %6lld\n", number(swap, "runs"), number(swap, "moved"));
	}
	if (json_array_size(told) > 0)
		rq_writer_text(w, "\nMoved (scores in hundredths of a percent):\n");
	for (size_t i = 0; i < json_array_size(told) && i < MOVED_SHOWN; i++)
		moved(w, json_array_get(told, i));
	rq_writer_text(w, "\n");
}

static void rate(struct rq_writer *w, const json_t *category, const char *key)
{
	char text[16];

	rq_writer_format(w, "%7s", rq_percent((int)rq_json_integer(category, key, -1), text));
}

static void ratio(struct rq_writer *w, const json_t *category, const char *key)
{
	json_int_t impact = rq_json_integer(category, key, -1);

	if (impact < 0)
		rq_writer_text(w, "       –");
	else
		rq_writer_format(w, "%6lld.%02lld%s", (long long)impact / 10000,
				 (long long)impact % 10000 / 100, impact < FOUR_FIFTHS ? "!" : " ");
}

static void way(struct rq_writer *w, const json_t *way)
{
	const json_t *list = rq_json_array(way, "categories");
	char name[NAME_SIZE];

	rq_writer_format(w, "By %s (%lld unknown)\n", shown(way, "by", name),
			 number(way, "unknown"));
	rq_writer_text(w, "  category                  results  decided selected rate %  impact   "
			  "above median  rate %  impact\n");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *category = json_array_get(list, i);

		rq_writer_text(w, "  ");
		cell(w, shown(category, "category", name), 24);
		rq_writer_format(w, "%9lld%9lld%9lld", number(category, "results"),
				 number(category, "decided"), number(category, "selected"));
		rate(w, category, "selection_rate");
		ratio(w, category, "selection_impact");
		rq_writer_format(w, "%13lld", number(category, "above_median"));
		rate(w, category, "scoring_rate");
		ratio(w, category, "scoring_impact");
		rq_writer_text(w, json_is_true(json_object_get(category, "small")) ? " under 2 %\n"
										   : "\n");
	}
	rq_writer_text(w, "\n");
}

static void rates(struct rq_writer *w, const json_t *groups)
{
	const json_t *list = rq_json_array(groups, "groups");
	char median[16];

	rq_writer_format(w, "Groups: %lld result%s, median evidence %s %%\n\n",
			 number(groups, "results"), rq_text_s((uint64_t)number(groups, "results")),
			 rq_percent((int)rq_json_integer(groups, "median", -1), median));
	for (size_t i = 0; i < json_array_size(list); i++)
		way(w, json_array_get(list, i));
	rq_writer_text(w, "impact: a category's rate over the highest one; ! below 0.80, the rule "
			  "of four fifths.\nSelected are the approved of those decided about; see "
			  "rq-report(1) for what this is not.\n");
}

void rq_bias_text(struct rq_writer *w, const json_t *bias, const json_t *groups)
{
	if (bias)
		swaps(w, bias);
	if (groups)
		rates(w, groups);
}
