/* resume/date: dates and ranges as people write them, in seven languages and some more. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "resume/date.h"
#include "resume/sheet.h"

/* "start/end"; "…" is an end that goes on; "-" is no date at all. */
static void read_into(const char *text, char *result, size_t size)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	struct rq_sheet sheet;
	struct rq_date_range range;

	rq_document_init(&document);
	assert_works(rq_document_add(&document, text, strlen(text), NULL, &err), err);
	rq_sheet_init(&sheet, &document);
	if (!rq_date_find(sheet.lines[0].key, sheet.lines[0].length, 0, &range))
		(void)snprintf(result, size, "-");
	else if (range.present)
		(void)snprintf(result, size, "%s/…", range.start);
	else if (range.range || range.only_end)
		(void)snprintf(result, size, "%s/%s", range.start, range.end);
	else
		(void)snprintf(result, size, "%s", range.start);
	rq_sheet_free(&sheet);
	rq_document_free(&document);
}

static void check_all(const char *const cases[][2], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char result[64];

		read_into(cases[i][0], result, sizeof result);
		if (strcmp(result, cases[i][1]) != 0)
			fail_msg("\"%s\": %s, not %s", cases[i][0], result, cases[i][1]);
	}
}

#define CHECK(cases) check_all(cases, sizeof(cases) / sizeof((cases)[0]))

static void until_today_needs_no_dash(void **state)
{
	static const char *const cases[][2] = {
		{ "2019 até à data", "2019/…" },
		{ "2019 até ao presente", "2019/…" },
		{ "março de 2019 até o momento", "2019-03/…" },
		{ "desde 2019 até à data atual", "2019/…" },
		{ "2019 até hoje", "2019/…" },
		{ "2019 bis heute", "2019/…" },
		{ "03/2019 bis jetzt", "2019-03/…" },
		{ "ab 2019 bis dato", "2019/…" },
		{ "von 2019 bis zum heutigen Tag", "2019/…" },
		{ "2019 à ce jour", "2019/…" },
		{ "2019 à aujourd'hui", "2019/…" },
		{ "mars 2019 jusqu'à aujourd'hui", "2019-03/…" },
		{ "2019 jusqu'à ce jour", "2019/…" },
		{ "2019 à maintenant", "2019/…" },
		{ "2019 hasta la fecha", "2019/…" },
		{ "marzo 2019 a la fecha", "2019-03/…" },
		{ "2019 hasta hoy", "2019/…" },
		{ "2019 a la actualidad", "2019/…" },
		{ "desde 2019 hasta el presente", "2019/…" },
		{ "2019 ad oggi", "2019/…" },
		{ "dal 2019 a oggi", "2019/…" },
		{ "2019 fino ad oggi", "2019/…" },
		{ "da maggio 2019 sino ad oggi", "2019-05/…" },
		{ "gennaio 2005 - alla data attuale", "2005-01/…" },
		{ "2019 - tuttora", "2019/…" },
		{ "2019 - derzeit", "2019/…" },
		{ "2019 - momentan", "2019/…" },
		{ "2019 hasta ahora", "2019/…" },
		{ "2019 - a día de hoy", "2019/…" },
		{ "2019 tot op heden", "2019/…" },
		{ "2019 - momenteel", "2019/…" },
		{ "2019 - auj.", "2019/…" },
		{ "2019 tot heden", "2019/…" },
		{ "2019 tot nu", "2019/…" },
		{ "vanaf 2019 tot en met heden", "2019/…" },
		{ "2019 t/m heden", "2019/…" },
		{ "January 2019 to date", "2019-01/…" },
		{ "2019 until now", "2019/…" },
		{ "2019 to the present day", "2019/…" },
	};

	(void)state;
	CHECK(cases);
}

static void dutch_says_up_to_and_including(void **state)
{
	static const char *const cases[][2] = {
		{ "januari 2011 t/m april 2016", "2011-01/2016-04" },
		{ "2011 t/m 2016", "2011/2016" },
		{ "jan 2011 tot en met apr 2016", "2011-01/2016-04" },
	};

	(void)state;
	CHECK(cases);
}

static void single_dates_keep_their_precision(void **state)
{
	static const char *const cases[][2] = {
		{ "2019", "2019" },
		{ "BSc Nursing, Example University College, 2008", "2008" },
		{ "03/2019", "2019-03" },
		{ "3.2019", "2019-03" },
		{ "03 / 2019", "2019-03" },
		{ "2019 / 03", "2019-03" },
		{ "San Jose, CA\tJune 2019", "2019-06" },
		{ "ca. 2019", "2019" },
		{ "2017年夏季", "2017" },
		{ "Class XII, 2009 – 94%", "2009" },
		{ "2019-03", "2019-03" },
		{ "2019/03", "2019-03" },
		{ "2019-03-15", "2019-03-15" },
		{ "15.03.2019", "2019-03-15" },
		{ "25/12/2019", "2019-12-25" },
		{ "12/25/2019", "2019-12-25" },
		{ "03/04/2019", "2019" },
		{ "March 2019", "2019-03" },
		{ "Mar. 2019", "2019-03" },
		{ "MARCH, 2019", "2019-03" },
		{ "Mar '19", "2019-03" },
		{ "Sept 1998", "1998-09" },
		{ "March 3, 2019", "2019-03-03" },
		{ "3rd of March 2019", "2019-03-03" },
		{ "1er mars 2019", "2019-03-01" },
		{ "3. März 2019", "2019-03-03" },
		{ "enero de 2019", "2019-01" },
		{ "15 de marzo de 2019", "2019-03-15" },
		{ "dicembre 2018", "2018-12" },
		{ "fevereiro de 2020", "2020-02" },
		{ "maart 2020", "2020-03" },
		{ "août 2020", "2020-08" },
		{ "Sommer 2017", "2017" },
		{ "Fall 2025", "2025" },
		{ "Q3 2020", "2020" },
		{ "WS 2011", "2011" },
		{ "early 2020", "2020" },
		{ "2019年3月", "2019-03" },
		{ "२०१२", "2012" },
		{ "２０１９年", "2019" },
		{ "Expected 2027", "/2027" },
		{ "bis Juni 2018", "/2018-06" },
	};

	(void)state;
	CHECK(cases);
}

static void ranges_have_two_ends(void **state)
{
	static const char *const cases[][2] = {
		{ "2017-2019", "2017/2019" },
		{ "2017 – 2019", "2017/2019" },
		{ "marzo de 2015 ? diciembre de 2018", "2015-03/2018-12" },
		{ "2015 ? present", "2015/…" },
		{ "2015? 2018", "2015" },
		{ "2017—2019", "2017/2019" },
		{ "2017 to 2019", "2017/2019" },
		{ "2017 bis 2019", "2017/2019" },
		{ "de 2017 à 2019", "2017/2019" },
		{ "from 2017 until 2019", "2017/2019" },
		{ "2017 a 2019", "2017/2019" },
		{ "2019-21", "2019/2021" },
		{ "2019/20", "2019/2020" },
		{ "2018/2019", "2018/2019" },
		{ "Mar 2015 - Dec 2018", "2015-03/2018-12" },
		{ "Mar – Jun 2019", "2019-03/2019-06" },
		{ "03/2015 – 12/2018", "2015-03/2018-12" },
		{ "03/15 - 12/18", "2015-03/2018-12" },
		{ "01.03.2015 - 31.12.2018", "2015-03-01/2018-12-31" },
		{ "2013-09 — 2014-10", "2013-09/2014-10" },
		{ "von Mai 2015 bis Juli 2016", "2015-05/2016-07" },
		{ "de enero de 2015 a julio de 2016", "2015-01/2016-07" },
		{ "marzo de 2015 – diciembre de 2018", "2015-03/2018-12" },
		{ "da gennaio 2015 a luglio 2016", "2015-01/2016-07" },
		{ "janvier 2015 au juillet 2016", "2015-01/2016-07" },
		{ "van januari 2015 tot mei 2016", "2015-01/2016-05" },
		{ "2015년 1월 ~ 2019년 2월", "2015-01/2019-02" },
		{ "2014 年 4 月 〜 2019 年 3 月", "2014-04/2019-03" },
		{ "martie 2014 – decembrie 2018", "2014-03/2018-12" },
		{ "Mart 2013 – Aralık 2017", "2013-03/2017-12" },
		{ "Value Mart 2013 - 2017", "2013/2017" },
		{ "K-Mart 2013 - 2017", "2013/2017" },
		{ "Jan 2019 – Jan 2018", "2018-01/2019-01" },
		{ "Sommer 2016 – Sommer 2017", "2016/2017" },
		{ "Intern, Dunder Mifflin (2008-06 — 2008-09)", "2008-06/2008-09" },
	};

	(void)state;
	CHECK(cases);
}

static void what_goes_on_has_no_end(void **state)
{
	static const char *const cases[][2] = {
		{ "Mar 2019 – Present", "2019-03/…" },
		{ "2019 - now", "2019/…" },
		{ "2019 to date", "2019/…" },
		{ "since 2020", "2020/…" },
		{ "since January 2016", "2016-01/…" },
		{ "Da aprile 2022", "2022-04/…" },
		{ "seit 03/2019", "2019-03/…" },
		{ "2020 - Heute", "2020/…" },
		{ "Juli 2020 bis heute", "2020-07/…" },
		{ "depuis septembre 2018", "2018-09/…" },
		{ "2018 – aujourd’hui", "2018/…" },
		{ "2018 - en cours", "2018/…" },
		{ "2018 à ce jour", "2018/…" },
		{ "desde 2017", "2017/…" },
		{ "enero de 2019 – actualidad", "2019-01/…" },
		{ "enero 2019 hasta la fecha", "2019-01/…" },
		{ "2019 - atualmente", "2019/…" },
		{ "2019 até o momento", "2019/…" },
		{ "dal 2016", "2016/…" },
		{ "2016 – oggi", "2016/…" },
		{ "sinds 2015", "2015/…" },
		{ "2015 - heden", "2015/…" },
		{ "2019년 3월 ~ 현재", "2019-03/…" },
		{ "2018 – nay", "2018/…" },
		{ "2020 - 现在", "2020/…" },
		{ "2020年至今", "2020/…" },
		{ "(2017 – वर्तमान)", "2017/…" },
		{ "2021 –", "2021/…" },
		{ "Present – 2019", "2019/…" },
		{ "(??? — Present)", "/…" },
	};

	(void)state;
	CHECK(cases);
}

static void other_numbers_are_no_dates(void **state)
{
	static const char *const cases[][2] = {
		{ "Led a team of 24 nurses", "-" },
		{ "10,2019 items", "-" },
		{ "$2019", "-" },
		{ "v1.2019", "-" },
		{ "120190", "-" },
		{ "2019k users", "-" },
		{ "2000+ customers", "-" },
		{ "the 1980's", "-" },
		{ "open 24/7", "-" },
		{ "may the force be with you", "-" },
		{ "Marketing 10", "-" },
		{ "13/14", "-" },
		{ "1200 beds", "-" },
		{ "+1 (415) 555-0142", "-" },
	};

	(void)state;
	CHECK(cases);
}

static void iso_dates_are_told_from_others(void **state)
{
	(void)state;
	assert_true(rq_date_is_iso("2019"));
	assert_true(rq_date_is_iso("2019-03"));
	assert_true(rq_date_is_iso("2019-03-31"));
	assert_false(rq_date_is_iso(""));
	assert_false(rq_date_is_iso("Present"));
	assert_false(rq_date_is_iso("2019-13"));
	assert_false(rq_date_is_iso("2019-00"));
	assert_false(rq_date_is_iso("2019-3"));
	assert_false(rq_date_is_iso("2019-03-32"));
	assert_false(rq_date_is_iso("2019/03"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(until_today_needs_no_dash),
		cmocka_unit_test(dutch_says_up_to_and_including),
		cmocka_unit_test(single_dates_keep_their_precision),
		cmocka_unit_test(ranges_have_two_ends),
		cmocka_unit_test(what_goes_on_has_no_end),
		cmocka_unit_test(other_numbers_are_no_dates),
		cmocka_unit_test(iso_dates_are_told_from_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
