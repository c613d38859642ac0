/* document/seam: the end of a wrapped line and the beginning of the next, together again. */

#include "unit.h"

#include "document/seam.h"

static void lines_are_one_text_again(void **state)
{
	static const char *const cases[][3] = {
		{ "worked on", "pipelines", "worked on pipelines" },
		{ "worked on pipe-", "lines", "worked on pipelines" },
		{ "pipe\xc2\xad", "lines", "pipelines" },
		{ "end-to-", "end tests", "end-to-end tests" },
		{ "of an open-", "source tool", "of an open-source tool" },
		{ "e-", "mail", "e-mail" },
		{ "Anglo-", "American", "Anglo-American" },
		{ "Regressions- ", "und Zeitreihen", "Regressions- und Zeitreihen" },
		{ "short-", "or long-term", "short- or long-term" },
		{ "kort-", "en langlopend", "kort- en langlopend" },
		{ "Ge-", "undheit", "Geundheit" },
		{ "2019 -", "2021", "2019 - 2021" },
		{ "https://example.org/", "page", "https://example.org/page" },
		{ "either/", "or", "either/ or" },
		{ "大規模システム", "の運用", "大規模システムの運用" },
		{ "AWS、Docker、", "Kubernetes", "AWS、Docker、Kubernetes" },
		{ "開発（新規）", "API", "開発（新規）API" },
		{ "大規模", "Web", "大規模 Web" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_error err = { 0 };
		struct rq_buffer text;

		rq_buffer_init(&text, 4096);
		assert_works(rq_buffer_append_text(&text, cases[i][0], &err), err);
		assert_works(rq_seam_join(&text, cases[i][1], strlen(cases[i][1]), &err), err);
		assert_string_equal(text.data, cases[i][2]);
		rq_buffer_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_one_text_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
