#ifndef RQ_TESTS_GUARD_CASES_H
#define RQ_TESTS_GUARD_CASES_H

/*
 * The edits of tests/data/guard put before the guard: honest.tsv has what a good
 * engine proposes, fabrications.tsv what none may get through, resumes.tsv the
 * people that both are about. Each file says what its columns are.
 */

#include <stdio.h>

#include "guard_kit.h"
#include "io/file.h"

enum { MAX_PEOPLE = 512, MAX_LEAVES = 64 };

struct guard_person {
	const char *id, *language;
	struct kit kit;
	struct kit_leaf leaf[MAX_LEAVES];
	size_t count;
};

struct guard_case {
	const struct guard_person *person;
	const char *path;
	const char *cites;  /* own, entry or all */
	const char *expect; /* "keep", or the rule that the edit breaks */
	const char *kind;
	bool held; /* the guard was not tuned for it */
	const char *after;
};

struct guard_cases {
	struct guard_person person[MAX_PEOPLE];
	size_t people;
	char *text; /* resumes.tsv, which the people borrow from */
};

/* Cuts the line that *rest begins with into count fields; false at the end. Skips comments. */
static inline bool guard_cases_row(char **rest, char *field[], size_t count)
{
	char *line, *tab;

	do {
		line = strsep(rest, "\n");
		if (!line || (!*line && !*rest))
			return false;
	} while (*line == '#');
	for (size_t i = 0; i < count; i++) {
		field[i] = line;
		tab = i + 1 < count ? strchr(line, '\t') : NULL;
		if (i + 1 < count && !tab)
			fail_msg("too few columns: %s", line);
		if (tab) {
			*tab = '\0';
			line = tab + 1;
		}
	}
	return true;
}

static inline char *guard_cases_read(const char *path)
{
	struct rq_error err = { 0 };
	char *text;

	assert_works(rq_file_read(path, 1 << 20, &text, &err), err);
	return text;
}

static inline struct guard_person *guard_cases_find(struct guard_cases *cases, const char *id)
{
	for (size_t i = 0; i < cases->people; i++)
		if (strcmp(cases->person[i].id, id) == 0)
			return &cases->person[i];
	return NULL;
}

/* folder holds the three files. Free it. */
static inline void guard_cases_open(struct guard_cases *cases, const char *folder)
{
	char path[4096], *rest, *field[3];
	struct guard_person *person = NULL;
	struct rq_job jobs[MAX_PEOPLE] = { 0 };

	*cases = (struct guard_cases) { 0 };
	(void)snprintf(path, sizeof path, "%s/resumes.tsv", folder);
	rest = cases->text = guard_cases_read(path);
	while (guard_cases_row(&rest, field, 3)) {
		struct rq_job *job;

		person = guard_cases_find(cases, field[0]);
		if (!person) {
			assert_true(cases->people < MAX_PEOPLE);
			person = &cases->person[cases->people++];
			person->id = field[0];
		}
		job = &jobs[person - cases->person];
		assert_true(person->count + 1 < MAX_LEAVES);
		if (field[1][0] == '/')
			person->leaf[person->count++] = (struct kit_leaf) { field[1], field[2] };
		else if (strcmp(field[1], "language") == 0)
			person->language = field[2];
		else if (strcmp(field[1], "title") == 0)
			job->title = rq_strdup(field[2]);
		else if (strcmp(field[1], "company") == 0)
			job->company = rq_strdup(field[2]);
		else
			job->text = rq_strdup(field[2]);
	}
	for (size_t i = 0; i < cases->people; i++) {
		kit_open(&cases->person[i].kit, cases->person[i].language, cases->person[i].leaf);
		kit_set_job(&cases->person[i].kit, &jobs[i]);
		cases->person[i].kit.readings = rq_readings_new();
	}
}

static inline void guard_cases_free(struct guard_cases *cases)
{
	for (size_t i = 0; i < cases->people; i++)
		kit_close(&cases->person[i].kit);
	free(cases->text);
}

/* The lines that a case cites, as kit_replace() takes them. */
static inline void guard_cases_cite(const struct guard_case *one, char lines[256])
{
	const struct guard_person *person = one->person;
	size_t length = strlen(one->path), used = 0;

	if (strcmp(one->cites, "entry") == 0)
		length = (size_t)(strchr(strchr(one->path + 1, '/') + 1, '/') - one->path);
	else if (strcmp(one->cites, "all") == 0)
		length = 0;
	for (size_t i = 0; i < person->count; i++)
		if (strncmp(person->leaf[i].pointer, one->path, length) == 0)
			used += (size_t)snprintf(lines + used, 256 - used, "%zu ", i + 1);
	lines[used - 1] = '\0';
}

/* What the guard says: the rule that the case breaks, or "keep". */
static inline const char *guard_cases_judge(const struct guard_case *one)
{
	const struct kit *kit = &one->person->kit;
	char lines[256];
	const char *rule;
	json_t *edit;

	guard_cases_cite(one, lines);
	edit = kit_replace(kit, one->path, one->after, lines);
	if (strcmp(one->path, "/basics/summary") == 0)
		rq_json_set_string(edit, "op", "summary");
	rule = kit_judge(kit, edit);
	return *rule ? rule : "keep";
}

/* Calls visit for every case of a file. */
static inline void guard_cases_each(struct guard_cases *cases, const char *path,
				    void (*visit)(const struct guard_case *one, void *context),
				    void *context)
{
	char *text = guard_cases_read(path), *rest = text, *field[7];

	while (guard_cases_row(&rest, field, 7)) {
		struct guard_case one = {
			.person = guard_cases_find(cases, field[0]),
			.path = field[1],
			.cites = field[2],
			.expect = field[3],
			.kind = field[4],
			.held = strcmp(field[5], "held") == 0,
			.after = field[6],
		};

		if (!one.person)
			fail_msg("no such person: %s", field[0]);
		visit(&one, context);
	}
	free(text);
}

#endif
