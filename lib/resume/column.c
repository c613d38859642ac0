#include "resume/column.h"

#include <string.h>

#include "resume/sheet.h"

enum { SHORTEST_PART = 6 /* bytes of a word that is broken at the edge of its cell */ };

/* The words of heads, and what they say: the first of enum rq_label's order that one says. */
static const struct {
	const char *word;
	enum rq_label label;
} words[] = {
	{ "academic", RQ_LABEL_DEGREE },
	{ "affiliated", RQ_LABEL_TASKS },
	{ "aggregate", RQ_LABEL_SCORE },
	{ "and", RQ_LABEL_TASKS },
	{ "attended", RQ_LABEL_TASKS },
	{ "board", RQ_LABEL_SCHOOL },
	{ "certificate", RQ_LABEL_DEGREE },
	{ "cgpa", RQ_LABEL_SCORE },
	{ "class", RQ_LABEL_DEGREE },
	{ "college", RQ_LABEL_SCHOOL },
	{ "completion", RQ_LABEL_TIME },
	{ "course", RQ_LABEL_DEGREE },
	{ "degree", RQ_LABEL_DEGREE },
	{ "discipline", RQ_LABEL_TASKS },
	{ "division", RQ_LABEL_SCORE },
	{ "duration", RQ_LABEL_TIME },
	{ "educational", RQ_LABEL_DEGREE },
	{ "exam", RQ_LABEL_DEGREE },
	{ "examination", RQ_LABEL_DEGREE },
	{ "gpa", RQ_LABEL_SCORE },
	{ "grade", RQ_LABEL_SCORE },
	{ "institute", RQ_LABEL_SCHOOL },
	{ "institution", RQ_LABEL_SCHOOL },
	{ "major", RQ_LABEL_TASKS },
	{ "marks", RQ_LABEL_SCORE },
	{ "month", RQ_LABEL_TIME },
	{ "name", RQ_LABEL_TASKS },
	{ "no", RQ_LABEL_TASKS },
	{ "obtained", RQ_LABEL_TASKS },
	{ "of", RQ_LABEL_TASKS },
	{ "passed", RQ_LABEL_TASKS },
	{ "passing", RQ_LABEL_TIME },
	{ "percentage", RQ_LABEL_SCORE },
	{ "period", RQ_LABEL_TIME },
	{ "qualification", RQ_LABEL_DEGREE },
	{ "qualifications", RQ_LABEL_DEGREE },
	{ "result", RQ_LABEL_SCORE },
	{ "school", RQ_LABEL_SCHOOL },
	{ "score", RQ_LABEL_SCORE },
	{ "session", RQ_LABEL_TIME },
	{ "specialisation", RQ_LABEL_TASKS },
	{ "specialization", RQ_LABEL_TASKS },
	{ "sr", RQ_LABEL_TASKS },
	{ "standard", RQ_LABEL_DEGREE },
	{ "stream", RQ_LABEL_TASKS },
	{ "subject", RQ_LABEL_TASKS },
	{ "subjects", RQ_LABEL_TASKS },
	{ "the", RQ_LABEL_TASKS },
	{ "university", RQ_LABEL_SCHOOL },
	{ "year", RQ_LABEL_TIME },
};

/* What one word says, or the begin of one; RQ_LABEL_NONE: no head has it. */
static enum rq_label label_of_word(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t size = strlen(words[i].word);

		if ((length == size || (length >= SHORTEST_PART && length < size)) &&
		    memcmp(words[i].word, word, length) == 0)
			return words[i].label;
	}
	return length == 1 ? RQ_LABEL_TASKS : RQ_LABEL_NONE;
}

/*
 * What the words of a cell say together: of several the one that an entry asks for first. A letter
 * alone says nothing, but may be the end of a broken word.
 */
static enum rq_label label_of_words(const char *key, size_t length, bool broken)
{
	enum rq_label label = RQ_LABEL_NONE;
	bool word = broken;

	for (size_t i = 0, start; i < length; i++) {
		enum rq_label said;

		for (start = i; i < length && rq_sheet_is_word(key[i]);)
			i++;
		if (i == start)
			continue;
		said = label_of_word(key + start, i - start);
		if (said == RQ_LABEL_NONE)
			return RQ_LABEL_NONE;
		if (label == RQ_LABEL_NONE || said < label)
			label = said;
		word |= i > start + 1;
	}
	return word ? label : RQ_LABEL_NONE;
}

bool rq_column_goes_on(const char *key, size_t length)
{
	return length == 0 || label_of_words(key, length, true) != RQ_LABEL_NONE;
}

enum rq_label rq_column_label(const char *key, size_t length)
{
	/* What heads columns, and is no label in front of a piece. */
	static const char *const heads[] = {
		"bereich",     "category", "details", "idioma", "kategorie",  "kenntnis",
		"language",    "langue",   "level",   "lingua", "livello",    "niveau",
		"nivel",       "note",     "percent", "skill",  "skills",     "sprache",
		"proficiency", "taal",     "tools",   "board",  "zertifikat", "ausbildung",
		"certificate", "grade",
	};
	const char *slash = memchr(key, '/', length);
	size_t size = slash ? (size_t)(slash - key) : length;
	enum rq_label label = rq_label_of_words(key, length);

	while (size > 0 && key[size - 1] == ' ')
		size--;
	if (label == RQ_LABEL_NONE)
		label = rq_label_of_words(key, size);
	if (label == RQ_LABEL_NONE)
		label = label_of_words(key, length, false);
	for (size_t i = 0; label == RQ_LABEL_NONE && i < sizeof heads / sizeof heads[0]; i++)
		if (strlen(heads[i]) == size && memcmp(heads[i], key, size) == 0)
			label = RQ_LABEL_TASKS;
	return label;
}
