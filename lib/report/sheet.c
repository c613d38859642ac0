#include "report/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xlsxwriter.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/spool.h"

/* Sheets by number: errors, other jobs, then the jobs in order of the summary. */
enum { ERRORS, OTHER_JOBS, FIRST_JOB, SHEETS = FIRST_JOB + RQ_MAX_SHEETS };
enum { KINDS = RQ_CELL_TIME + 1, NAME_SIZE = 4 * LXW_SHEETNAME_MAX + 1 };

struct sheet {
	lxw_worksheet *of; /* NULL: nothing has been written there */
	uint32_t rows;     /* with the header */
	bool used[RQ_COLUMNS];
};

struct rq_workbook {
	struct rq_spool spool; /* the file, when it is whole */
	lxw_workbook *book;    /* NULL when it is closed */
	lxw_format *header, *format[KINDS];
	struct sheet sheet[SHEETS];
};

static const char *const number_formats[KINDS] = {
	[RQ_CELL_TEXT] = "@",          [RQ_CELL_COUNT] = "#,##0",
	[RQ_CELL_PERCENT] = "0.0%",    [RQ_CELL_MONEY] = "$#,##0.0000",
	[RQ_CELL_SECONDS] = "#,##0.0", [RQ_CELL_TIME] = "yyyy-mm-dd hh:mm:ss",
};

static void make_formats(struct rq_workbook *workbook)
{
	workbook->header = workbook_add_format(workbook->book);
	format_set_bold(workbook->header);
	format_set_bottom(workbook->header, LXW_BORDER_THIN);
	for (int i = 0; i < KINDS; i++) {
		workbook->format[i] = workbook_add_format(workbook->book);
		format_set_num_format(workbook->format[i], number_formats[i]);
	}
}

/* The library takes a path; this one leads to the spool, which has none. */
int rq_workbook_open(struct rq_workbook **workbook, const char *title, struct rq_error *err)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = getenv("TMPDIR") };
	struct rq_workbook *made = rq_alloc(1, sizeof *made);
	char path[64], *name;

	*workbook = made;
	if (rq_spool_open(&made->spool, err) == -1)
		return -1;
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", made->spool.out.fd);
	made->book = workbook_new_opt(path, &options);
	if (!made->book)
		return rq_fail(err, RQ_SYSTEM, "cannot make a workbook");
	make_formats(made);
	name = rq_strdup(title ? title : "Report");
	(void)workbook_set_properties(made->book, &(lxw_doc_properties) { .title = name });
	free(name);
	return 0;
}

void rq_workbook_free(struct rq_workbook *workbook)
{
	if (!workbook)
		return;
	if (workbook->book)
		lxw_workbook_free(workbook->book);
	rq_spool_close(&workbook->spool);
	free(workbook);
}

/* --- sheets ------------------------------------------------------------------ */

/*
 * "3 Backend Engineer": what a sheet may be called has 31 characters (of UTF-16), some of
 * which it must not have; the number keeps names apart. Returns name.
 */
static const char *name_sheet(size_t number, const struct rq_job_figures *job, char name[NAME_SIZE])
{
	const char *title = job->title ? job->title : "Job";
	size_t length = strlen(title), used, room, step;

	used = (size_t)snprintf(name, NAME_SIZE, "%zu ", number + 1);
	room = LXW_SHEETNAME_MAX - used;
	for (size_t at = 0; at < length; at += step) {
		int32_t character = rq_text_decode(title + at, length - at, &step);
		size_t units = character > 0xffff ? 2 : 1;

		if (units > room)
			break;
		room -= units;
		if (strchr("[]:*?/\\'", title[at]))
			name[used++] = '-';
		else
			used += rq_text_encode(character, name + used);
	}
	name[used] = '\0';
	return name;
}

static int begin_sheet(struct rq_workbook *workbook, struct sheet *sheet, const char *name,
		       struct rq_error *err)
{
	const struct rq_column *column = rq_table_columns();

	sheet->of = workbook_add_worksheet(workbook->book, name);
	if (!sheet->of)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot make the sheet \"%s\"", name);
	worksheet_freeze_panes(sheet->of, 1, 0);
	/* on paper all columns stand beside each other, below their titles */
	worksheet_set_landscape(sheet->of);
	worksheet_fit_to_pages(sheet->of, 1, 0);
	(void)worksheet_repeat_rows(sheet->of, 0, 0);
	for (int i = 0; i < RQ_COLUMNS; i++) {
		lxw_col_t at = (lxw_col_t)i;

		(void)worksheet_set_column(sheet->of, at, at, column[i].width, NULL);
		(void)worksheet_write_string(sheet->of, 0, at, column[i].title, workbook->header);
	}
	sheet->rows = 1;
	return 0;
}

/* --- rows -------------------------------------------------------------------- */

static void write_cell(const struct rq_workbook *workbook, const struct sheet *sheet, int column,
		       const struct rq_cell *cell)
{
	enum rq_cell_kind kind = rq_table_columns()[column].kind;
	lxw_col_t at = (lxw_col_t)column;
	lxw_format *format = workbook->format[kind];
	static const double units[KINDS] = {
		[RQ_CELL_COUNT] = 1,
		[RQ_CELL_PERCENT] = 1e4,
		[RQ_CELL_MONEY] = 1e6,
		[RQ_CELL_SECONDS] = 1e3,
	};

	if (kind == RQ_CELL_TEXT)
		(void)worksheet_write_string(sheet->of, sheet->rows, at,
					     cell->words ? cell->words : cell->text, format);
	else if (kind == RQ_CELL_TIME)
		(void)worksheet_write_unixtime(sheet->of, sheet->rows, at, cell->number / 1000,
					       format);
	else
		(void)worksheet_write_number(sheet->of, sheet->rows, at,
					     (double)cell->number / units[kind], format);
}

static int add_row(struct rq_workbook *workbook, struct sheet *sheet,
		   const struct rq_table_row *row, struct rq_error *err)
{
	if (sheet->rows == LXW_ROW_MAX)
		return rq_fail(err, RQ_USAGE, "a sheet has no room for more than %d rows: use CSV",
			       LXW_ROW_MAX);
	for (int i = 0; i < RQ_COLUMNS; i++)
		if (!row->cell[i].empty) {
			write_cell(workbook, sheet, i, &row->cell[i]);
			sheet->used[i] = true;
		}
	sheet->rows++;
	return 0;
}

int rq_workbook_result(struct rq_workbook *workbook, const struct rq_summary *summary, long job,
		       const struct rq_table_row *row, struct rq_error *err)
{
	bool has_sheet = job >= 0 && job < RQ_MAX_SHEETS;
	struct sheet *sheet = &workbook->sheet[has_sheet ? FIRST_JOB + job : OTHER_JOBS];
	const char *title = "Other jobs";
	char name[NAME_SIZE];

	if (has_sheet)
		title = name_sheet((size_t)job, summary->job[job], name);
	if (!sheet->of && begin_sheet(workbook, sheet, title, err) == -1)
		return -1;
	return add_row(workbook, sheet, row, err);
}

int rq_workbook_error(struct rq_workbook *workbook, const struct rq_table_row *row,
		      struct rq_error *err)
{
	struct sheet *sheet = &workbook->sheet[ERRORS];

	if (!sheet->of && begin_sheet(workbook, sheet, "Errors", err) == -1)
		return -1;
	return add_row(workbook, sheet, row, err);
}

/* --- the file ------------------------------------------------------------------ */

/* The library does not look whether rows reached its temporary files. */
static int end_sheet(const struct sheet *sheet, struct rq_error *err)
{
	FILE *rows = sheet->of->optimize_tmpfile;

	(void)worksheet_autofilter(sheet->of, 0, 0, sheet->rows - 1, RQ_COLUMNS - 1);
	if (rows && (fflush(rows) == EOF || ferror(rows)))
		return rq_fail_errno(err, RQ_SYSTEM, "cannot write a temporary file");
	return 0;
}

/* Scores and decisions that no error has would stand between an error and its file. */
static void hide_unused(const struct sheet *errors)
{
	lxw_row_col_options hidden = { .hidden = LXW_TRUE };

	for (int i = 0; errors->of && i < RQ_COLUMNS; i++)
		if (!errors->used[i])
			(void)worksheet_set_column_opt(errors->of, (lxw_col_t)i, (lxw_col_t)i,
						       rq_table_columns()[i].width, NULL, &hidden);
}

/* What a person sees first: the results, where there are any. */
static void show_first(const struct rq_workbook *workbook)
{
	for (size_t i = FIRST_JOB; i < SHEETS; i++)
		if (workbook->sheet[i].of) {
			worksheet_activate(workbook->sheet[i].of);
			return;
		}
}

static int close_book(struct rq_workbook *workbook, struct rq_error *err)
{
	lxw_error failure = workbook_close(workbook->book);

	workbook->book = NULL;
	if (failure == LXW_NO_ERROR)
		return 0;
	return rq_fail(err, RQ_SYSTEM, "cannot make the workbook: %s", lxw_strerror(failure));
}

int rq_workbook_write(struct rq_workbook *workbook, struct rq_output *out, struct rq_error *err)
{
	struct stat status;
	bool any = false;

	for (size_t i = 0; i < SHEETS; i++)
		any = any || workbook->sheet[i].of;
	if (!any && begin_sheet(workbook, &workbook->sheet[OTHER_JOBS], "Results", err) == -1)
		return -1;
	for (size_t i = 0; i < SHEETS; i++)
		if (workbook->sheet[i].of && end_sheet(&workbook->sheet[i], err) == -1)
			return -1;
	hide_unused(&workbook->sheet[ERRORS]);
	show_first(workbook);
	if (close_book(workbook, err) == -1)
		return -1;
	if (fstat(workbook->spool.out.fd, &status) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot read the temporary file");
	return rq_spool_copy(&workbook->spool, 0, (uint64_t)status.st_size, out, err);
}
