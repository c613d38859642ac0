/* io/formula, and with it CSV there and back: what report/csv writes, io/rows reads. */

#include "unit.h"

#include <sys/mman.h>
#include <unistd.h>

#include "io/formula.h"
#include "io/rows.h"
#include "report/csv.h"

static void assert_disarmed(const char *text, const char *wanted)
{
	char *made = rq_formula_disarm(text);

	assert_string_equal(made, wanted);
	rq_formula_restore(made);
	assert_string_equal(made, text);
	free(made);
}

static void what_would_be_calculated_is_kept_from_it(void **state)
{
	(void)state;
	assert_disarmed("=1+1", "'=1+1");
	assert_disarmed("+49 170", "'+49 170");
	assert_disarmed(" \t\"-2", " \t\"'-2");
	assert_disarmed("a; =1;@b", "a; '=1;'@b");
	assert_disarmed("\xef\xbc\x9d"
			"1",
			"'\xef\xbc\x9d"
			"1");
}

static void what_would_not_stays_as_it_is(void **state)
{
	(void)state;
	assert_disarmed("", "");
	assert_disarmed("C++; C#", "C++; C#");
	assert_disarmed("'tis", "'tis");
	assert_disarmed("a = b", "a = b");
	assert_disarmed("';", "';");
}

static void apostrophes_of_a_person_survive(void **state)
{
	(void)state;
	assert_disarmed("'=x", "''=x");
	assert_disarmed("''''-", "'''''-");
	assert_disarmed("a;'+1", "a;''+1");
	assert_disarmed("' =x", "' =x");
}

/* --- whatever it is -------------------------------------------------------------------- */

/* Pieces that mean something to CSV, to spreadsheets or to us, and some that do not. */
static const char *const pieces[] = {
	"'",
	"''",
	"=",
	"+",
	"-",
	"@",
	"\xef\xbc\x9d",
	"\xef\xbc\xa0",
	"\"",
	"\"\"",
	";",
	",",
	" ",
	"\t",
	"\n",
	"\r\n",
	"\r",
	"\xc2\xa0",
	"\xef\xbb\xbf",
	"a",
	"1",
	"é",
	"\xe2\x80\x8f",
	"x",
};

enum {
	PIECES = sizeof pieces / sizeof pieces[0],
	LONGEST = 12,
	TEXT_SIZE = 4 * LONGEST,
	ROWS = 5000
};

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void make_text(unsigned *seed, char text[TEXT_SIZE])
{
	text[0] = '\0';
	for (unsigned i = next(seed) % LONGEST; i > 0; i--)
		strcat(text, pieces[next(seed) % PIECES]);
}

/* A row with the same text in each cell that holds text. */
static void write_row(struct rq_output *out, const char *text)
{
	struct rq_table_row row = { 0 };
	struct rq_error err = { 0 };

	for (size_t i = 0; i < RQ_COLUMNS; i++) {
		row.cell[i].empty = rq_table_columns()[i].kind != RQ_CELL_TEXT;
		strcpy(row.cell[i].text, text);
	}
	assert_works(rq_csv_add(out, &row, &err), err);
}

static void write_rows(int fd, unsigned seed)
{
	struct rq_error err = { 0 };
	struct rq_output out;
	char text[TEXT_SIZE];

	rq_output_init(&out, fd);
	assert_works(rq_csv_begin(&out, &err), err);
	for (int i = 0; i < ROWS; i++) {
		make_text(&seed, text);
		write_row(&out, text);
	}
	assert_works(rq_output_finish(&out, &err), err);
	rq_output_free(&out);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
}

static void read_row(struct rq_rows *rows, const char *text)
{
	struct rq_error err = { 0 };

	assert_int_equal(rq_rows_read(rows, &err), 1);
	assert_int_equal(rows->count, RQ_COLUMNS);
	for (size_t i = 0; i < RQ_COLUMNS; i++)
		if (rq_table_columns()[i].kind == RQ_CELL_TEXT)
			assert_string_equal(rows->field[i], text);
}

static void what_is_written_as_csv_and_read_back_is_the_same(void **state)
{
	const unsigned seed = 20;
	unsigned again = seed;
	int fd = memfd_create("csv", MFD_CLOEXEC);
	struct rq_error err = { 0 };
	struct rq_input input;
	struct rq_rows rows;
	char text[TEXT_SIZE];

	(void)state;
	write_rows(fd, seed);
	rq_input_init(&input, fd, -1, 1 << 16);
	rq_rows_init(&rows, &input);
	assert_int_equal(rq_rows_read(&rows, &err), 1);
	for (int i = 0; i < ROWS; i++) {
		make_text(&again, text);
		read_row(&rows, text);
	}
	assert_int_equal(rq_rows_read(&rows, &err), 0);
	rq_rows_free(&rows);
	rq_input_free(&input);
	(void)close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_would_be_calculated_is_kept_from_it),
		cmocka_unit_test(what_would_not_stays_as_it_is),
		cmocka_unit_test(apostrophes_of_a_person_survive),
		cmocka_unit_test(what_is_written_as_csv_and_read_back_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
