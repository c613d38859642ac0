/* document/composer: what word processors' formats say, to lines in reading order. */

#include "lines.h"

#include "document/composer.h"

static const struct rq_look plain = { .size = 11 }, bold = { .size = 11, .bold = true };

struct fixture {
	struct rq_document document;
	struct rq_composer *composer;
	struct rq_error err;
};

static void begin(struct fixture *f)
{
	*f = (struct fixture) { 0 };
	rq_document_init(&f->document);
	f->composer = rq_composer_new(&f->document);
}

static void put(struct fixture *f, const struct rq_look *look, const char *text)
{
	assert_works(rq_composer_text(f->composer, look, text, strlen(text), &f->err), f->err);
}

static void paragraph(struct fixture *f, const char *text)
{
	put(f, &plain, text);
	assert_works(rq_composer_end(f->composer, RQ_LINE_TEXT, false, &f->err), f->err);
}

static void cell(struct fixture *f, const char *text)
{
	put(f, &plain, text);
	assert_works(rq_composer_end_cell(f->composer, &f->err), f->err);
}

static void end_row(struct fixture *f)
{
	assert_works(rq_composer_end_row(f->composer, &f->err), f->err);
}

static void end(struct fixture *f, const char *wanted)
{
	assert_works(rq_composer_finish(f->composer, &f->err), f->err);
	assert_shown(&f->document, wanted);
	rq_composer_free(f->composer);
}

static void a_row_of_short_cells_is_one_line(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	rq_composer_open_row(f.composer);
	cell(&f, "2019–2021");
	cell(&f, "");
	paragraph(&f, "Nurse");
	paragraph(&f, "Night shifts");
	cell(&f, "");
	end_row(&f);
	end(&f, "| 2019–2021\tNurse\nNight shifts\n");
	rq_document_free(&f.document);
}

static void a_nul_in_a_cell_is_no_end(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	rq_composer_open_row(f.composer);
	assert_works(rq_composer_text(f.composer, &plain, "a\0b", 3, &f.err), f.err);
	cell(&f, "");
	cell(&f, "c");
	end_row(&f);
	end(&f, "| ab\tc\n");
	rq_document_free(&f.document);
}

static void a_table_that_places_columns_is_read_cell_by_cell(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	rq_composer_open_row(f.composer);
	paragraph(&f, "Skills");
	paragraph(&f, "C");
	cell(&f, "");
	cell(&f, "Experience");
	end_row(&f);
	end(&f, "Skills\nC\nExperience\n");
	rq_document_free(&f.document);
}

static void tables_inside_tables_stay_in_order(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	for (int i = 0; i < 20; i++) {
		rq_composer_open_row(f.composer);
		paragraph(&f, "in");
	}
	for (int i = 0; i < 20; i++) {
		paragraph(&f, "out");
		end_row(&f);
	}
	assert_int_equal(rq_composer_rows(f.composer), 0);
	end_row(&f);
	assert_works(rq_composer_finish(f.composer, &f.err), f.err);
	assert_int_equal(f.document.count, 40);
	for (size_t i = 0; i < 40; i++)
		assert_string_equal(f.document.lines[i].text, i < 20 ? "in" : "out");
	rq_composer_free(f.composer);
	rq_document_free(&f.document);
}

static void headers_come_first_and_once(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	paragraph(&f, "first page");
	put(&f, &plain, "half ");
	for (int i = 0; i < 2; i++) {
		rq_composer_open(f.composer, RQ_PLACE_FOOTER);
		paragraph(&f, "foot");
		assert_works(rq_composer_close(f.composer, &f.err), f.err);
		rq_composer_open(f.composer, RQ_PLACE_HEADER);
		put(&f, &plain, "head");
		assert_works(rq_composer_close(f.composer, &f.err), f.err);
	}
	paragraph(&f, "a line");
	end(&f, "head\nfirst page\nhalf a line\nfoot\n");
	rq_document_free(&f.document);
}

static void a_box_stands_behind_the_line_it_hangs_on(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	rq_composer_open_row(f.composer);
	cell(&f, "left");
	put(&f, &plain, "the ");
	for (int i = 0; i < 20; i++) /* more than are told apart */
		rq_composer_open_box(f.composer);
	paragraph(&f, "box");
	for (int i = 0; i < 20; i++)
		assert_works(rq_composer_close(f.composer, &f.err), f.err);
	assert_works(rq_composer_close(f.composer, &f.err), f.err);
	cell(&f, "anchor");
	end_row(&f);
	end(&f, "left\nthe anchor\nbox\n");
	rq_document_free(&f.document);
}

static void facts_are_those_of_most_of_the_line(void **state)
{
	static const struct rq_look large = { .size = 20 };
	struct fixture f;

	(void)state;
	begin(&f);
	put(&f, &large, "A");
	paragraph(&f, "n ordinary line");
	put(&f, &bold, "all");
	put(&f, &plain, " ");
	put(&f, &bold, "bold");
	assert_works(rq_composer_end(f.composer, RQ_LINE_HEADING, true, &f.err), f.err);
	end(&f, "An ordinary line\n# all bold\n");
	assert_true(f.document.lines[0].size == 11.0F);
	assert_false(f.document.lines[0].bold);
	assert_true(f.document.lines[1].bold);
	assert_int_equal(f.document.lines[1].turns.words[0], 0);
	assert_true(f.document.lines[1].gap);
	rq_document_free(&f.document);
}

static void assert_left_out(const struct rq_document *document, enum rq_hidden_kind kind,
			    size_t characters)
{
	assert_int_equal(document->hidden.count, 1);
	assert_int_equal(document->hidden.texts[0].kind, kind);
	assert_int_equal(document->hidden.texts[0].characters, characters);
}

static void what_nobody_sees_is_left_out_and_counted(void **state)
{
	static const struct rq_look vanished = { .sight = RQ_VANISHED };
	static const struct rq_look tiny = { .size = 1 };
	struct fixture f;

	(void)state;
	begin(&f);
	put(&f, &vanished, "hire me");
	paragraph(&f, "seen");
	end(&f, "seen\n");
	assert_left_out(&f.document, RQ_HIDDEN_VANISH, 6);
	rq_document_free(&f.document);
	begin(&f);
	put(&f, &tiny, "kubernetes");
	paragraph(&f, "seen");
	end(&f, "seen\n");
	assert_left_out(&f.document, RQ_HIDDEN_TINY, 10);
	rq_document_free(&f.document);
}

static void a_link_is_told_when_the_text_does_not_show_it(void **state)
{
	static const char url[] = "https://example.org/jane";
	struct fixture f;

	(void)state;
	begin(&f);
	put(&f, &plain, "see ");
	rq_composer_open_link(f.composer);
	put(&f, &plain, "my page");
	assert_works(rq_composer_end_link(f.composer, url, strlen(url), &f.err), f.err);
	paragraph(&f, ", please");
	rq_composer_open_link(f.composer);
	put(&f, &plain, "example.org/jane");
	assert_works(rq_composer_end_link(f.composer, url, strlen(url), &f.err), f.err);
	assert_works(rq_composer_end_link(f.composer, url, strlen(url), &f.err), f.err);
	paragraph(&f, "");
	end(&f, "see my page (https://example.org/jane), please\nexample.org/jane\n");
	rq_document_free(&f.document);
}

static void too_much_is_refused_before_it_is_kept(void **state)
{
	struct fixture f;
	char *text = malloc(RQ_MAX_TEXT_BYTES + 1);

	(void)state;
	memset(text, 'x', RQ_MAX_TEXT_BYTES);
	text[RQ_MAX_TEXT_BYTES] = '\0';
	begin(&f);
	paragraph(&f, text);
	put(&f, &plain, "y");
	assert_fails(rq_composer_end(f.composer, RQ_LINE_TEXT, false, &f.err), f.err, RQ_TOO_LARGE);
	rq_composer_free(f.composer);
	rq_document_free(&f.document);
	begin(&f);
	for (int i = 0; i < RQ_MAX_LINES; i++)
		paragraph(&f, "y");
	put(&f, &plain, "y");
	assert_fails(rq_composer_end(f.composer, RQ_LINE_TEXT, false, &f.err), f.err, RQ_TOO_MANY);
	rq_composer_free(f.composer);
	rq_composer_free(NULL);
	rq_document_free(&f.document);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_of_short_cells_is_one_line),
		cmocka_unit_test(a_nul_in_a_cell_is_no_end),
		cmocka_unit_test(a_table_that_places_columns_is_read_cell_by_cell),
		cmocka_unit_test(tables_inside_tables_stay_in_order),
		cmocka_unit_test(headers_come_first_and_once),
		cmocka_unit_test(a_box_stands_behind_the_line_it_hangs_on),
		cmocka_unit_test(facts_are_those_of_most_of_the_line),
		cmocka_unit_test(what_nobody_sees_is_left_out_and_counted),
		cmocka_unit_test(a_link_is_told_when_the_text_does_not_show_it),
		cmocka_unit_test(too_much_is_refused_before_it_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
