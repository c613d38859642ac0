#include "match/sense.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/mention.h"

/* An entry that names more terms than this says what it is about with the first ones. */
enum { MAX_TERMS = 256 };

/* Lines of work, of which a short form has one. */
enum line {
	TECHNICAL,
	MEDICAL,
	INDUSTRIAL,
	DESIGN,
	FINANCE,
	SALES,
	TEACHING,
	LAW,
	HOSPITALITY,
	OTHER,
	OFFICE,
	LINES
};

/* The different terms of one entry. */
struct company {
	const struct rq_term *term[MAX_TERMS];
	size_t count;
};

/* What a short form was read as. */
struct finding {
	const struct rq_term *form;
	const struct rq_term *meant; /* NULL: nobody knows */
	bool doubtful;               /* it was read as two things */
	bool of_resume;
};

struct senses {
	const struct rq_vocabulary *vocabulary;
	struct finding *finding;
	size_t count, capacity;
	bool of_resume; /* what is read now */
};

static enum line line_of(const struct rq_term *term)
{
	static const struct {
		const char *field;
		enum line line;
	} lines[] = {
		{ "software", TECHNICAL },       { "data", TECHNICAL },
		{ "cloud", TECHNICAL },          { "security", TECHNICAL },
		{ "health", MEDICAL },           { "science", MEDICAL },
		{ "manufacturing", INDUSTRIAL }, { "trades", INDUSTRIAL },
		{ "logistics", INDUSTRIAL },     { "design", DESIGN },
		{ "finance", FINANCE },          { "sales", SALES },
		{ "teaching", TEACHING },        { "law", LAW },
		{ "hospitality", HOSPITALITY },  { "office", OFFICE },
	};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (strcmp(lines[i].field, term->field) == 0)
			return lines[i].line;
	return OTHER;
}

/* --- reading an entry ------------------------------------------------------- */

static bool is_in(const struct company *company, const struct rq_term *term)
{
	for (size_t i = 0; i < company->count; i++)
		if (company->term[i] == term)
			return true;
	return false;
}

static void read_text(const struct senses *senses, const char *text, bool prose,
		      struct company *company)
{
	struct rq_mentions mentions;

	rq_mentions_init(&mentions, senses->vocabulary, text, prose);
	for (size_t i = 0; i < mentions.count && company->count < MAX_TERMS; i++)
		if (!is_in(company, mentions.mention[i].term))
			company->term[company->count++] = mentions.mention[i].term;
	rq_mentions_free(&mentions);
}

static void read_member(const struct senses *senses, const json_t *value, bool prose,
			struct company *company)
{
	if (json_is_string(value))
		read_text(senses, json_string_value(value), prose, company);
	for (size_t i = 0; i < json_array_size(value); i++)
		if (json_is_string(json_array_get(value, i)))
			read_text(senses, json_string_value(json_array_get(value, i)), prose,
				  company);
}

/* --- what it says of its short forms ---------------------------------------- */

static size_t count_line(const struct company *company, enum line line)
{
	size_t count = 0;

	for (size_t i = 0; i < company->count; i++)
		count += company->term[i]->meanings == 0 && line_of(company->term[i]) == line;
	return count;
}

/* Whether more terms are of that line than of any other. */
static bool is_about(const struct company *company, enum line line)
{
	size_t count = count_line(company, line);

	for (enum line other = 0; other < OFFICE; other++)
		if (other != line && count_line(company, other) >= count)
			return false;
	return count > 0;
}

/* A word of the field of another meaning is enough to leave it open. */
static const struct rq_term *read_form(const struct senses *senses, const struct company *company,
				       const struct rq_term *form)
{
	const struct rq_term *meaning, *meant = NULL;
	size_t count = 0, possible = 0;

	while ((meaning = rq_vocabulary_meaning(senses->vocabulary, form, count))) {
		bool written = is_in(company, meaning);

		count++;
		possible += written || count_line(company, line_of(meaning)) > 0;
		if (written || is_about(company, line_of(meaning)))
			meant = meaning;
	}
	if (count == 1 && !meant && is_about(company, line_of(form)))
		return rq_vocabulary_meaning(senses->vocabulary, form, 0);
	return possible == 1 ? meant : NULL;
}

static struct finding *finding_of(struct senses *senses, const struct rq_term *form)
{
	for (size_t i = 0; i < senses->count; i++)
		if (senses->finding[i].form == form)
			return &senses->finding[i];
	senses->finding =
	    rq_grow(senses->finding, senses->count, &senses->capacity, sizeof *senses->finding);
	senses->finding[senses->count] =
	    (struct finding) { .form = form, .of_resume = senses->of_resume };
	return &senses->finding[senses->count++];
}

static void judge(struct senses *senses, const struct company *company)
{
	for (size_t i = 0; i < company->count; i++) {
		const struct rq_term *form = company->term[i], *meant;
		struct finding *finding;

		if (form->meanings == 0)
			continue;
		finding = finding_of(senses, form);
		meant = read_form(senses, company, form);
		if (!meant)
			continue;
		if (!finding->meant && finding->of_resume == senses->of_resume)
			finding->meant = meant;
		finding->doubtful |= finding->meant != meant;
	}
}

/* --- résumé and job --------------------------------------------------------- */

static void read_entry(struct senses *senses, const json_t *entry, bool prose)
{
	static const char *const members[] = { "name",       "position", "area",    "studyType",
					       "title",      "label",    "summary", "description",
					       "highlights", "keywords", "courses" };
	struct company company = { .count = 0 };

	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		read_member(senses, json_object_get(entry, members[i]),
			    prose && strcmp(members[i], "keywords") != 0, &company);
	judge(senses, &company);
}

static void read_resume(struct senses *senses, const json_t *resume)
{
	static const char *const sections[] = { "work",      "volunteer",    "projects",
						"education", "certificates", "skills" };
	const json_t *basics = json_object_get(resume, "basics");
	struct company summary = { .count = 0 };

	read_member(senses, json_object_get(basics, "label"), true, &summary);
	read_member(senses, json_object_get(basics, "summary"), true, &summary);
	judge(senses, &summary);
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
		const json_t *section = json_object_get(resume, sections[i]);

		for (size_t k = 0; k < json_array_size(section); k++)
			read_entry(senses, json_array_get(section, k),
				   strcmp(sections[i], "skills") != 0);
	}
}

static void read_job(struct senses *senses, const struct rq_job *job)
{
	struct company company = { .count = 0 };

	if (job->title)
		read_text(senses, job->title, true, &company);
	for (size_t i = 0; i < job->count; i++)
		for (size_t k = 0; k < job->requirements[i].count; k++)
			read_text(senses, job->requirements[i].any[k], false, &company);
	judge(senses, &company);
}

static const struct rq_term *meant_by(const struct rq_term *form, const void *context)
{
	const struct senses *senses = context;

	for (size_t i = 0; i < senses->count; i++)
		if (senses->finding[i].form == form)
			return senses->finding[i].doubtful ? NULL : senses->finding[i].meant;
	return NULL;
}

struct rq_vocabulary *rq_sense_settle(const struct rq_vocabulary *vocabulary, const json_t *resume,
				      const struct rq_job *job)
{
	struct senses senses = { .vocabulary = vocabulary, .of_resume = true };
	struct rq_vocabulary *settled;

	read_resume(&senses, resume);
	senses.of_resume = false;
	read_job(&senses, job);
	settled = rq_vocabulary_settle(vocabulary, meant_by, &senses);
	free(senses.finding);
	return settled;
}
