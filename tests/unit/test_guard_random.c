/* Properties of the guard over a few thousand random mutations; the seed is fixed. */

#include <stdio.h>

#include "base/text.h"
#include "edit/tailor.h"
#include "guard_kit.h"

enum { ROUNDS = 3000, WORDS = 64 };

static const struct kit_leaf leaves[] = {
	{ "/work/0/position", "Charge Nurse" },
	{ "/work/0/name", "Saint Ottilie Hospital" },
	{ "/work/0/highlights/0", "Care for up to 8 patients a shift on a ward of 26 beds" },
	{ "/work/0/highlights/1", "Wrote the rota of 14 colleagues with MS Excel and Python" },
	{ "/work/0/highlights/2", "Cut falls by 30% between 2019 and 2021, without extra staff" },
	{ "/work/0/highlights/3", "Contributed to the move of 3 wards to electronic records" },
	{ "/work/0/highlights/4", "Ran Postgres clusters on K8s for $ 2.4 million of claims" },
	{ "/skills/0/keywords/0", "Python" },
	{ NULL, NULL },
};

static const char *const paths[] = { "/work/0/highlights/0", "/work/0/highlights/1",
				     "/work/0/highlights/2", "/work/0/highlights/3",
				     "/work/0/highlights/4" };

/* In the vocabulary, and nowhere in the record. */
static const char *const terms[] = {
	"Java",    "Go",         "Rust",       "Kafka",     "Terraform", "React",   "AWS",
	"MySQL",   "Docker",     "Salesforce", "SAP",       "AutoCAD",   "Tableau", "Git",
	"Ansible", "phlebotomy", "welding",    "Photoshop", "Scrum",     "C++",     "C#",
	"Node.js", "CI/CD",      "Power BI",   "Redis",     "Selenium",  "Jira",    "COBOL",
	"MATLAB",  "Hadoop",     "Spark",      "Django",    "GraphQL",   "Linux",   "payroll",
	"GDPR",    "Lean",       "Six Sigma",  "PRINCE2",   "CPR",
};

static const char *const numbers[] = {
	"7",     "45%", "$ 90",    "50k",         "1,000",   "٤٥",      "９",       "3x",
	"12+",   "0.5", "fifteen", "two hundred", "€5m",     "1999",    "in 2023",  "40 staff",
	"99.9%", "30",  "260",     "2.4 billion", "USD 2.4", "a dozen", "up to 80", "8k",
};

static uint64_t state_of_random = 20261124;

static size_t pick(size_t count)
{
	state_of_random ^= state_of_random << 13;
	state_of_random ^= state_of_random >> 7;
	state_of_random ^= state_of_random << 17;
	return (size_t)(state_of_random % count);
}

#define ANY(list) ((list)[pick(sizeof(list) / sizeof((list)[0]))])

static int open_kit(void **state)
{
	static struct kit kit;

	kit_open(&kit, "en", leaves);
	for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
		if (!rq_vocabulary_find(kit.vocabulary, terms[i]))
			fail_msg("\"%s\" is not in the vocabulary", terms[i]);
	*state = &kit;
	return 0;
}

static int close_kit(void **state)
{
	kit_close(*state);
	return 0;
}

static const char *text_of(const struct kit *kit, const char *path)
{
	return json_string_value(rq_pointer_find(rq_json_object(kit->record, "resume"), path));
}

/* Inserts what before a random word of text, or at its end. */
static void insert(char out[512], const char *text, const char *what)
{
	size_t blanks = 0, at = 0, target;

	for (const char *c = text; *c; c++)
		blanks += *c == ' ';
	target = pick(blanks + 2);
	if (target == blanks + 1) {
		(void)snprintf(out, 512, "%s %s", text, what);
		return;
	}
	for (; target > 0; at++)
		target -= text[at] == ' ';
	(void)snprintf(out, 512, "%.*s%s %s", (int)at, text, what, text + at);
}

static void no_inserted_term_passes(void **state)
{
	const struct kit *kit = *state;

	for (int i = 0; i < ROUNDS; i++) {
		const char *path = ANY(paths), *term = ANY(terms);
		char after[512];

		insert(after, text_of(kit, path), term);
		if (*kit_judge(kit, kit_replace(kit, path, after, "1 2 3 4 5 6 7")) == '\0')
			fail_msg("passed: %s", after);
	}
}

static void no_inserted_number_passes(void **state)
{
	const struct kit *kit = *state;

	for (int i = 0; i < ROUNDS; i++) {
		const char *path = ANY(paths), *number = ANY(numbers);
		char after[512];

		insert(after, text_of(kit, path), number);
		if (*kit_judge(kit, kit_replace(kit, path, after, "1 2 3 4 5 6 7")) == '\0')
			fail_msg("passed: %s", after);
	}
}

/* One digit of the text becomes another. */
static void no_changed_digit_passes(void **state)
{
	const struct kit *kit = *state;

	for (int i = 0; i < ROUNDS; i++) {
		const char *path = ANY(paths);
		char after[512];
		size_t length, at;

		(void)snprintf(after, sizeof after, "%s", text_of(kit, path));
		length = strlen(after);
		at = pick(length);
		/* "K8s" with another digit is another name, and is refused as well. */
		if (after[at] < '0' || after[at] > '9')
			continue;
		after[at] = (char)('0' + (after[at] - '0' + 1 + (int)pick(9)) % 10);
		if (*kit_judge(kit, kit_replace(kit, path, after, "1 2 3 4 5 6 7")) == '\0')
			fail_msg("passed: %s", after);
	}
}

/* Whatever bytes an engine sends, the guard answers, and refuses what is not there. */
static void noise_is_refused(void **state)
{
	static const char *const pieces[] = { " ",      "5", "$",   "%",   ".",   ",",       "-",
					      "\u202e", "é", "the", "Ran", "K8s", "million", "not",
					      "n't",    "’", "²",   "½",   "٣",   "",        "two",
					      "C++",    "(", ")",   "://", "a.b", "IT",      "US$",
					      "–",      "и", "日",  "+" };
	const struct kit *kit = *state;

	for (int i = 0; i < ROUNDS; i++) {
		char after[512] = "zzyzx ";

		for (size_t j = pick(24); j > 0; j--)
			(void)strncat(after, ANY(pieces), sizeof after - strlen(after) - 1);
		if (*kit_judge(kit, kit_replace(kit, ANY(paths), after, "1 2 3 4 5 6 7")) == '\0')
			fail_msg("passed: %s", after);
	}
}

/* Words of another employer's lines and of the posting; none is wording, none stands in leaves. */
static const char *const foreign[] = {
	"oncology", "dialysis",  "logistics",   "architecture", "surgeons",   "warehouses",
	"auditors", "invoicing", "platform",    "negotiated",   "engineered", "clinics",
	"robots",   "payroll",   "researchers", "distributed",  "sterile",    "forecasts",
};

static size_t split(char *text, char *word[WORDS])
{
	size_t count = 0;

	for (char *rest = text, *one; count < WORDS && (one = strsep(&rest, " "));)
		word[count++] = one;
	return count;
}

/* A line that takes over one to three words from elsewhere, anywhere in it. */
static void no_line_takes_words_from_elsewhere(void **state)
{
	const struct kit *kit = *state;

	for (int i = 0; i < ROUNDS; i++) {
		const char *path = ANY(paths);
		char text[512], after[512] = "", *word[WORDS];
		size_t count, replaced;

		(void)snprintf(text, sizeof text, "%s", text_of(kit, path));
		count = split(text, word);
		replaced = 1 + pick(3);
		for (size_t j = 0; j < replaced; j++)
			word[pick(count)] = (char *)(uintptr_t)ANY(foreign);
		for (size_t j = 0; j < count; j++) {
			(void)strncat(after, word[j], sizeof after - strlen(after) - 2);
			(void)strcat(after, " ");
		}
		if (*kit_judge(kit, kit_replace(kit, path, after, "1 2 3 4 5 6 7")) == '\0')
			fail_msg("passed: %s", after);
	}
}

/* The beginning of one line and the end of another: what was done to one, said of the other. */
static void no_two_lines_are_spliced(void **state)
{
	const struct kit *kit = *state;

	for (int i = 0; i < ROUNDS; i++) {
		const char *path = ANY(paths), *other = ANY(paths);
		char one[512], two[512], after[512] = "", *mine[WORDS], *theirs[WORDS];
		size_t count, rest, cut;

		if (path == other)
			continue;
		(void)snprintf(one, sizeof one, "%s", text_of(kit, path));
		(void)snprintf(two, sizeof two, "%s", text_of(kit, other));
		count = split(one, mine);
		rest = split(two, theirs);
		cut = 2 + pick(count - 2);
		/* Behind an "and" it is another fact of the same entry. */
		if (strcmp(mine[cut - 1], "and") == 0 || strcmp(theirs[rest / 2], "and") == 0)
			continue;
		for (size_t j = 0; j < cut; j++)
			(void)snprintf(after + strlen(after), sizeof after - strlen(after), "%s ",
				       mine[j]);
		for (size_t j = rest / 2; j < rest; j++)
			(void)snprintf(after + strlen(after), sizeof after - strlen(after), "%s ",
				       theirs[j]);
		if (*kit_judge(kit, kit_replace(kit, path, after, "1 2 3 4 5 6 7")) == '\0')
			fail_msg("passed: %s", after);
	}
}

static json_t *shuffled(size_t count)
{
	size_t order[16];
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		order[i] = i;
	for (size_t i = count; i > 1; i--) {
		size_t other = pick(i), kept = order[i - 1];

		order[i - 1] = order[other];
		order[other] = kept;
	}
	for (size_t i = 0; i < count; i++)
		rq_json_append_take(array, json_integer((json_int_t)order[i]));
	return array;
}

static int by_text(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The list's texts, sorted, one a line; free(). */
static char *multiset(const json_t *list)
{
	const char *texts[16];
	struct rq_buffer buffer;
	struct rq_error err = { 0 };
	size_t count = json_array_size(list);
	char *text;

	for (size_t i = 0; i < count; i++)
		texts[i] = json_string_value(json_array_get(list, i));
	qsort(texts, count, sizeof *texts, by_text);
	rq_buffer_init(&buffer, 4096);
	for (size_t i = 0; i < count; i++)
		assert_works(rq_buffer_append_format(&buffer, &err, "%s\n", texts[i]), err);
	text = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return text;
}

static void a_reorder_loses_and_adds_nothing(void **state)
{
	const struct kit *kit = *state;
	const json_t *document = rq_json_object(kit->record, "resume");
	const char *path = "/work/0/highlights";

	for (int i = 0; i < 200; i++) {
		json_t *copy = json_deep_copy(document), *order = shuffled(5);
		const struct rq_edit edit = { .op = RQ_EDIT_REORDER, .path = path, .order = order };
		struct rq_error err = { 0 };
		char *before = multiset(rq_pointer_find(document, path)), *after;
		size_t first = (size_t)json_integer_value(json_array_get(order, 0));

		assert_works(rq_edits_apply(&edit, 1, copy, &err), err);
		after = multiset(rq_pointer_find(copy, path));
		assert_string_equal(before, after);
		assert_true(json_equal(json_array_get(rq_pointer_find(copy, path), 0),
				       json_array_get(rq_pointer_find(document, path), first)));
		free(before);
		free(after);
		json_decref(copy);
		json_decref(order);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_inserted_term_passes),
		cmocka_unit_test(no_inserted_number_passes),
		cmocka_unit_test(no_changed_digit_passes),
		cmocka_unit_test(noise_is_refused),
		cmocka_unit_test(no_line_takes_words_from_elsewhere),
		cmocka_unit_test(no_two_lines_are_spliced),
		cmocka_unit_test(a_reorder_loses_and_adds_nothing),
	};

	return cmocka_run_group_tests_name("guard_random", tests, open_kit, close_kit);
}
