#include "export/fact.h"

#include <stdlib.h>
#include <string.h>

#include "export/address.h"
#include "resume/sheet.h"
#include "resume/sheet_key.h"
#include "resume/word.h"

/* What the words of a text are, taken together: kinds of enum rq_word_kind. */
static uint32_t kinds_of(const char *text)
{
	uint32_t length, kinds = 0;
	char *key = rq_sheet_key_of(text, &length);

	for (uint32_t i = 0, end; i < length; i = end + 1) {
		end = rq_sheet_end_of_word(key, i, length);
		kinds |= rq_word_find(key + i, end - i).kinds;
	}
	free(key);
	return kinds;
}

/* Whether the words of a grade say that it is one: "cum laude", "GPA 3.9", not "Very good". */
static bool says_grade(const char *score)
{
	uint32_t kinds = kinds_of(score);

	return (kinds & RQ_WORD_SCORE) && !(kinds & (RQ_WORD_DEGREE | RQ_WORD_SCHOOL));
}

/*
 * "B.A. in Graphic Design", where no school is told: a subject beside the degree would be read as
 * one. The joint in the language of the text; NULL: the two stand beside each other.
 */
static const char *joint_of(const struct rq_lines *lines, const json_t *entry, const char *member)
{
	static const struct {
		const char *language, *joint;
	} joints[] = {
		{ "", " in " },   { "en", " in " }, { "de", " in " }, { "it", " in " },
		{ "es", " en " }, { "fr", " en " }, { "pt", " em " },
	};
	const char *degree = rq_json_string(entry, "studyType");
	const char *language = lines->script->language;

	if (strcmp(member, "area") != 0 || !degree || rq_json_string(entry, "institution") ||
	    !(kinds_of(degree) & RQ_WORD_DEGREE))
		return NULL;
	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
		if (strstr(degree, joints[i].joint))
			return NULL; /* it says a subject already */
	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
		if (strcmp(language ? language : "", joints[i].language) == 0)
			return joints[i].joint;
	return NULL;
}

int rq_fact_put(struct rq_lines *lines, const json_t *entry, const char *member)
{
	const char *score = strcmp(member, "score") == 0 ? rq_json_string(entry, member) : NULL;
	const char *joint = joint_of(lines, entry, member);
	const char *before = joint ? joint : RQ_FACT_APART;

	if (score && *score && !says_grade(score)) {
		const char *label = rq_lines_caption(lines, RQ_CAPTION_GRADE);

		if ((lines->line->count > 0 && rq_lines_run(lines, before, RQ_RUN_PLAIN) == -1) ||
		    rq_lines_run(lines, label, RQ_RUN_PLAIN) == -1)
			return -1;
		before = ": ";
	}
	return rq_lines_join(lines, json_object_get(entry, member), before, RQ_RUN_PLAIN);
}

int rq_fact_put_address(struct rq_lines *lines, const json_t *entry)
{
	const char *url = rq_json_string(entry, "url");
	char *link = rq_address_link(url);
	int result = 0;

	if (url && *url && lines->line->count > 0)
		result = rq_lines_run(lines, RQ_FACT_APART, RQ_RUN_PLAIN);
	if (result == 0 && url)
		result = rq_lines_link(lines, rq_address_shown(url), link);
	free(link);
	return result;
}
