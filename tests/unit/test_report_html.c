#include "report.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "base/memory.h"
#include "folder.h"
#include "io/file.h"
#include "report/frame.h"
#include "report/pages.h"

/* The page of the records that take() puts in; free(). */
static char *page_of(void (*take)(struct rq_summary *summary, struct rq_roster *roster),
		     const char *title)
{
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_roster *roster;
	struct rq_output out;
	size_t count;
	char *text;

	rq_summary_init(&summary);
	assert_works(rq_roster_open(&roster, &err), err);
	take(&summary, roster);
	rq_output_init(&out, -1);
	assert_works(rq_page_write(roster, &summary,
				   &(struct rq_page_options) { .title = title, .now = MADE_AT },
				   &out, &count, &err),
		     err);
	assert_int_equal(count, 1);
	text = rq_buffer_take(&out.buffer);
	rq_output_free(&out);
	rq_roster_free(roster);
	rq_summary_free(&summary);
	return text;
}

static void take_mixed(struct rq_summary *summary, struct rq_roster *roster)
{
	take_file(summary, roster, MIXED);
}

static void nobody_is_missing(void **state)
{
	static const char *const all[] = {
		"Ada Example",         "Björn Ångström",    "李 文静",
		"مريم حداد",           "Ruth Steinberg",    "Amara Okafor",
		"cvs.zip!/locked.pdf", "cvs.zip!/scan.pdf", "cvs.zip!/tomas.md"
	};
	char *page = page_of(take_mixed, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (!strstr(page, all[i]))
			fail_msg("%s is missing", all[i]);
	assert_int_equal(occurrences(page, "class=\"person\""), 7);
	assert_non_null(strstr(page, "the PDF needs a password"));
	assert_non_null(strstr(page, "Ask for a copy without a password."));
	free(page);
}

static void jobs_come_in_order_and_in_each_the_best_first(void **state)
{
	static const char *const order[] = { "id=\"job-1\"",   "李 文静",      "Ada Example",
					     "Björn Ångström", "مريم حداد",    "id=\"job-2\"",
					     "Ruth Steinberg", "Amara Okafor", "id=\"errors\"" };
	char *page = page_of(take_mixed, NULL);
	const char *at = strstr(page, "<main");

	(void)state;
	for (size_t i = 0; at && i < sizeof order / sizeof order[0]; i++) {
		at = strstr(at, order[i]);
		if (!at)
			fail_msg("%s comes too early", order[i]);
	}
	free(page);
}

static void a_strangers_markup_is_text(void **state)
{
	char *page = page_of(take_mixed, "<b>\"title\" & 'more'</b>");

	(void)state;
	assert_null(strstr(page, "<script>alert"));
	assert_null(strstr(page, "<img"));
	assert_null(strstr(page, "\xe2\x80\xae")); /* U+202E turns text around */
	assert_non_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
	assert_non_null(strstr(page, "&lt;/td&gt;&lt;/table&gt;&lt;script&gt;"));
	assert_non_null(
	    strstr(page, "<h1>&lt;b&gt;&quot;title&quot; &amp; &#39;more&#39;&lt;/b&gt;</h1>"));
	free(page);
}

/* The digest of what stands in the only element of that name, in base64. */
static char *digest_of(const char *page, const char *element)
{
	char *open = rq_printf("<%s>", element), *close = rq_printf("</%s>", element);
	const char *start = strstr(page, open), *end = strstr(page, close);
	unsigned char digest[crypto_hash_sha256_BYTES];
	char *base64 = malloc(64);

	assert_true(start && end && base64);
	assert_int_equal(occurrences(page, open), 1);
	start += strlen(open);
	(void)crypto_hash_sha256(digest, (const unsigned char *)start, (size_t)(end - start));
	(void)sodium_bin2base64(base64, 64, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
	free(open);
	free(close);
	return base64;
}

static void the_policy_allows_its_style_and_script_and_nothing_else(void **state)
{
	char *page = page_of(take_mixed, NULL);
	char *style = digest_of(page, "style"), *script = digest_of(page, "script");
	char *policy = rq_printf("content=\"default-src 'none'; style-src 'sha256-%s'; "
				 "script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"",
				 style, script);

	(void)state;
	assert_non_null(strstr(page, policy));
	assert_int_equal(occurrences(page, "<script"), 1);
	assert_null(strstr(page, " style=\""));
	assert_null(strstr(page, " onclick"));
	assert_null(strstr(page, "innerHTML"));
	assert_null(strstr(page, "http://"));
	assert_null(strstr(page, "https://"));
	assert_null(strstr(page, "url("));
	free(policy);
	free(style);
	free(script);
	free(page);
}

static void words_that_differ_are_marked(void **state)
{
	char *page = page_of(take_mixed, NULL);

	(void)state;
	assert_non_null(strstr(page, "Ran <del>Postgres</del> for forty services"));
	assert_non_null(strstr(page, "Ran <ins>PostgreSQL</ins> for forty services"));
	assert_non_null(strstr(page, "services to <del>K8s</del></bdi>"));
	/* a word that was put in leaves nothing to strike out */
	assert_non_null(strstr(page, "<bdi>Built APIs in Python</bdi>"));
	assert_non_null(strstr(page, "Built <ins>REST</ins> APIs in Python"));
	free(page);
}

static void refused_edits_name_their_rule(void **state)
{
	char *page = page_of(take_mixed, NULL);

	(void)state;
	assert_non_null(strstr(page, "rule <b>scope</b>: <bdi>owned says more than helped</bdi>"));
	assert_int_equal(occurrences(page, "Refused: the original line stays"), 2);
	free(page);
}

static void a_new_order_is_shown_as_it_reads_now(void **state)
{
	char *page = page_of(take_mixed, NULL);

	(void)state;
	assert_non_null(strstr(page, "in a new order</b>: skills, Tools"));
	assert_non_null(strstr(page, "<bdi>Kubernetes</bdi> · <bdi>Python</bdi> · <bdi>Git</bdi>"));
	free(page);
}

static void take_two_orders(struct rq_summary *summary, struct rq_roster *roster)
{
	take_text(summary, roster,
		  "{\"type\":\"result\",\"v\":1,\"edits\":["
		  "{\"op\":\"reorder\",\"path\":\"/skills/0/keywords\",\"order\":[1,0]},"
		  "{\"op\":\"reorder\",\"path\":\"/skills\",\"order\":[2,0,1]},"
		  "{\"op\":\"reorder\",\"path\":\"/work/0/highlights\",\"order\":[1,0,2]}],"
		  "\"resume\":{\"skills\":[{\"name\":\"C\",\"keywords\":[\"c1\",\"c2\"]},"
		  "{\"name\":\"A\",\"keywords\":[\"a2\",\"a1\"]},"
		  "{\"name\":\"B\",\"keywords\":[\"b1\",\"b2\"]}],"
		  "\"work\":[{\"highlights\":[\"one was dropped\",\"later\"]}]}}");
}

static void a_list_is_found_where_another_order_put_it(void **state)
{
	char *page = page_of(take_two_orders, NULL);

	(void)state;
	assert_non_null(strstr(page, "<bdi>a2</bdi> · <bdi>a1</bdi>"));
	assert_non_null(strstr(page, "<bdi>C</bdi> · <bdi>A</bdi> · <bdi>B</bdi>"));
	assert_non_null(strstr(page, "before</span> <bdi>A</bdi> · <bdi>B</bdi> · <bdi>C</bdi>"));
	assert_non_null(strstr(page, "order of the old numbers</span> 2 · 1 · 3"));
	free(page);
}

static void take_motives(struct rq_summary *summary, struct rq_roster *roster)
{
	take_text(summary, roster,
		  "{\"type\":\"result\",\"v\":1,\"edits\":["
		  "{\"op\":\"replace\",\"path\":\"/a\",\"before\":\"a\",\"after\":\"b\","
		  "\"reason\":\"other words, for m1, m3\",\"req_ids\":[\"m1\",\"m3\"]},"
		  "{\"op\":\"replace\",\"path\":\"/a\",\"before\":\"a\",\"after\":\"b\","
		  "\"reason\":\"mine, form1\",\"req_ids\":[\"m1\",7,\"n<9\"]}],"
		  "\"score\":{\"terms\":[{\"req\":\"m3\",\"any\":[\"Go\",\"Java\"]},"
		  "{\"req\":\"m1\",\"any\":[\"SQL\"]}]}}");
}

static void an_edit_says_for_what_by_name(void **state)
{
	char *page = page_of(take_motives, NULL);

	(void)state;
	assert_non_null(
	    strstr(page, "\"why\">other words, for <bdi>SQL</bdi>, <bdi>Go or Java</bdi></p>"));
	assert_non_null(strstr(page, "\"why\">mine, form1, for <bdi>SQL</bdi>, <bdi></bdi>, "
				     "<bdi>n&lt;9</bdi></p>"));
	free(page);
}

static void scores_are_percentages_with_bars(void **state)
{
	char *page = page_of(take_mixed, NULL);

	(void)state;
	assert_non_null(strstr(page, "36.7 → <b>81.1</b> <span class=\"soft\">of 81.1</span>"));
	assert_non_null(strstr(page, "<rect class=\"after\" width=\"811\""));
	free(page);
}

static void charts_count_results_and_errors(void **state)
{
	char *page = page_of(take_mixed, NULL);

	(void)state;
	/* 76.8, 61.2, 91.0, 40.0 and 10.0 */
	assert_non_null(strstr(page, "aria-label=\"Results by evidence, %: ≤10: 1. ≤20: 0. "
				     "≤30: 0. ≤40: 1. ≤50: 0. ≤60: 0. ≤70: 1. ≤80: 1. ≤90: 0. "
				     "≤100: 1.\""));
	assert_non_null(strstr(page, "ingest encrypted</bdi></dt><dd>1<svg"));
	free(page);
}

static void an_alias_is_shown_as_the_resume_spells_it(void **state)
{
	char *page = page_of(take_mixed, NULL);

	(void)state;
	assert_non_null(strstr(page, "<bdi>Kubernetes</bdi>: Acme, highlight 2, line 14, "
				     "as <bdi>K8s</bdi>"));
	assert_null(strstr(page, "as <bdi>Python</bdi>"));
	free(page);
}

static void take_odd(struct rq_summary *summary, struct rq_roster *roster)
{
	take_text(summary, roster,
		  "{\"type\":\"result\",\"v\":1,\"edits\":[null,7,{\"op\":3,\"path\":9,\"order\":"
		  "[\"x\"]},{\"op\":\"reorder\",\"path\":\"no pointer\",\"order\":[0]}],"
		  "\"rejected\":[{},\"r\"],\"questions\":[[]],\"warnings\":[{}],"
		  "\"score\":{\"terms\":[1,{\"where\":\"/~9/99999999999999999999\",\"credit\":5}],"
		  "\"gaps\":[0]}}");
	take_text(summary, roster, "{\"type\":\"error\",\"v\":1,\"source\":{\"path\":\"x.pdf\"}}");
	take_text(summary, roster, "{\"type\":\"task\",\"v\":1}");
}

static void odd_records_make_a_page_all_the_same(void **state)
{
	char *page = page_of(take_odd, NULL);

	(void)state;
	assert_non_null(strstr(page, "Results that name no job"));
	assert_non_null(strstr(page, "x.pdf"));
	assert_int_equal(occurrences(page, "class=\"person\""), 1);
	assert_non_null(strstr(page, "</html>"));
	free(page);
}

static void take_nothing(struct rq_summary *summary, struct rq_roster *roster)
{
	(void)summary;
	(void)roster;
}

static void nothing_makes_an_empty_page(void **state)
{
	char *page = page_of(take_nothing, NULL);

	(void)state;
	assert_non_null(strstr(page, "<dt>inputs</dt><dd>0</dd>"));
	assert_null(strstr(page, "<table"));
	free(page);
}

static void many_candidates_come_back_from_the_spool(void **state)
{
	FILE *file = tmpfile();
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_roster *roster;
	struct rq_output out;
	size_t count;
	char text[512];
	size_t people = 0;

	(void)state;
	assert_non_null(file);
	rq_summary_init(&summary);
	assert_works(rq_roster_open(&roster, &err), err);
	for (int i = 0; i < 3000; i++) {
		(void)snprintf(text, sizeof text,
			       "{\"type\":\"result\",\"v\":1,\"job_id\":\"j%d\",\"status\":\"ok\","
			       "\"source\":{\"path\":\"%d.pdf\"}}",
			       i % 3, i);
		take_text(&summary, roster, text);
	}
	rq_output_init(&out, fileno(file));
	assert_works(rq_page_write(roster, &summary, &(struct rq_page_options) { .now = MADE_AT },
				   &out, &count, &err),
		     err);
	assert_works(rq_output_flush(&out, &err), err);
	rewind(file);
	while (fgets(text, sizeof text, file))
		people += strstr(text, "class=\"person\"") != NULL;
	assert_int_equal(people, 3000);
	rq_output_free(&out);
	rq_roster_free(roster);
	rq_summary_free(&summary);
	(void)fclose(file);
}

static char *read_file(const char *path)
{
	struct rq_error err = { 0 };
	char *text;

	assert_works(rq_file_read(path, RQ_MIB(64), &text, &err), err);
	return text;
}

static void page_has(const char *path, size_t people)
{
	char *page = read_file(path);

	assert_int_equal(occurrences(page, "class=\"person\""), people);
	free(page);
}

/* A gist of a result with something to tell, for as many candidates as it takes. */
static void many_gists(struct rq_summary *summary, struct rq_roster *roster, int count)
{
	static const char text[] =
	    "{\"type\":\"result\",\"v\":1,\"job_id\":\"j\",\"status\":\"ok\","
	    "\"candidate_id\":\"someone\",\"questions\":[{\"ask_candidate\":\"Why?\"}]}";
	struct rq_error err = { 0 };
	struct rq_buffer bytes;
	struct rq_gist gist;
	json_t *record;

	assert_works(rq_json_parse_object(text, sizeof text - 1, &record, &err), err);
	rq_buffer_init(&bytes, RQ_MAX_GIST_BYTES);
	assert_works(rq_gist_make(record, &bytes, &err), err);
	assert_works(rq_gist_read(bytes.data, bytes.length, &gist, &err), err);
	for (int i = 0; i < count; i++) {
		gist.evidence = i % 100;
		rq_summary_add(summary, NULL, &gist);
		assert_works(rq_roster_result(roster, 0, NULL, &gist, &err), err);
	}
	rq_buffer_free(&bytes);
	json_decref(record);
}

static int count_reads(void *context, const char *task_id, json_t **record, struct rq_error *err)
{
	(void)task_id;
	(void)err;
	*record = json_pack("{s:s}", "type", "result");
	++*(size_t *)context;
	return 0;
}

static void what_a_browser_does_not_like_goes_to_further_pages(void **state)
{
	char folder[FOLDER_SIZE], first[64], *second, *third, *page;
	size_t reads = 0;
	struct rq_roster_source source = { count_reads, &reads };
	struct rq_page_options how = { .now = MADE_AT, .path = first, .source = &source };
	struct rq_error err = { 0 };
	struct rq_summary summary;
	struct rq_roster *roster;
	struct rq_output out;
	size_t count;

	(void)state;
	folder_make(folder);
	(void)snprintf(first, sizeof first, "%s/a #1.html", folder);
	second = rq_pages_path(first, 2);
	third = rq_pages_path(first, 3);
	rq_summary_init(&summary);
	assert_works(rq_roster_open(&roster, &err), err);
	many_gists(&summary, roster, 2 * RQ_MAX_PAGE_ROWS + 1);
	assert_works(rq_output_create(&out, first, &err), err);
	assert_works(rq_page_write(roster, &summary, &how, &out, &count, &err), err);
	assert_int_equal(count, 3);
	assert_works(rq_output_finish(&out, &err), err);
	page = read_file(first);
	assert_int_equal(occurrences(page, "class=\"person\""), RQ_MAX_PAGE_ROWS);
	assert_non_null(strstr(page, "<a href=\"./a%20%231-2.html\">10001–20000</a>"));
	assert_non_null(strstr(page, "<a href=\"./a%20%231-3.html\">20001–20001</a>"));
	page_has(second, RQ_MAX_PAGE_ROWS);
	page_has(third, 1);
	/* The best are told in full, of the others where to look. */
	assert_int_equal(reads, RQ_MAX_PAGE_DETAILS);
	assert_int_equal(occurrences(page, "--candidate=someone"),
			 RQ_MAX_PAGE_ROWS - RQ_MAX_PAGE_DETAILS);
	free(page);
	folder_remove(folder);
	free(second);
	free(third);
	rq_output_free(&out);
	rq_roster_free(roster);
	rq_summary_free(&summary);
}

static void put_page(const char *folder, const char *name, const char *beginning)
{
	char *path = rq_printf("%s/%s", folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	(void)fputs(beginning, file);
	(void)fputs("<title>x</title>", file);
	(void)fclose(file);
	free(path);
}

static bool is_page(const char *folder, const char *name)
{
	char *path = rq_printf("%s/%s", folder, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

static void pages_of_an_earlier_report_leave_and_nothing_else(void **state)
{
	static const char *const old[] = { "report-3.html", "report-4.html", "report-12.html" };
	static const char *const kept[] = { "report-2.html",   "report-2-3.html", "report-03.html",
					    "report-x-3.html", "report-3.htm",    "other-3.html" };
	char folder[FOLDER_SIZE], *path;
	struct rq_error err = { 0 };

	(void)state;
	folder_make(folder);
	for (size_t i = 0; i < sizeof old / sizeof old[0]; i++)
		put_page(folder, old[i], RQ_FRAME_FURTHER);
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		put_page(folder, kept[i], RQ_FRAME_FURTHER);
	put_page(folder, "report-5.html", RQ_FRAME_BEGIN); /* a report of its own */
	put_page(folder, "report-6.html", "");
	path = rq_printf("%s/report.html", folder);
	assert_works(rq_pages_prune(path, 2, &err), err);
	for (size_t i = 0; i < sizeof old / sizeof old[0]; i++)
		assert_false(is_page(folder, old[i]));
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		assert_true(is_page(folder, kept[i]));
	assert_true(is_page(folder, "report-5.html"));
	assert_true(is_page(folder, "report-6.html"));
	folder_remove(folder);
	free(path);
}

static void without_a_place_for_the_temporary_file_there_is_no_page(void **state)
{
	struct rq_error err = { 0 };
	struct rq_roster *roster;
	char *kept = getenv("TMPDIR");

	(void)state;
	kept = kept ? strdup(kept) : NULL;
	(void)setenv("TMPDIR", "/nonexistent", 1);
	assert_fails(rq_roster_open(&roster, &err), err, RQ_SYSTEM);
	(void)(kept ? setenv("TMPDIR", kept, 1) : unsetenv("TMPDIR"));
	free(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_missing),
		cmocka_unit_test(jobs_come_in_order_and_in_each_the_best_first),
		cmocka_unit_test(a_strangers_markup_is_text),
		cmocka_unit_test(the_policy_allows_its_style_and_script_and_nothing_else),
		cmocka_unit_test(words_that_differ_are_marked),
		cmocka_unit_test(refused_edits_name_their_rule),
		cmocka_unit_test(a_new_order_is_shown_as_it_reads_now),
		cmocka_unit_test(a_list_is_found_where_another_order_put_it),
		cmocka_unit_test(an_edit_says_for_what_by_name),
		cmocka_unit_test(scores_are_percentages_with_bars),
		cmocka_unit_test(charts_count_results_and_errors),
		cmocka_unit_test(an_alias_is_shown_as_the_resume_spells_it),
		cmocka_unit_test(odd_records_make_a_page_all_the_same),
		cmocka_unit_test(nothing_makes_an_empty_page),
		cmocka_unit_test(many_candidates_come_back_from_the_spool),
		cmocka_unit_test(what_a_browser_does_not_like_goes_to_further_pages),
		cmocka_unit_test(pages_of_an_earlier_report_leave_and_nothing_else),
		cmocka_unit_test(without_a_place_for_the_temporary_file_there_is_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
