#include "resume/folio.h"

#include <string.h>

#include "base/limits.h"
#include "resume/date.h"
#include "resume/printed.h"
#include "resume/scan.h"

enum {
	LONGEST = 100, /* bytes of a key */
	SHORTEST_NAME = 5,
};

/* A line's number of pages, and the words beside it. */
struct folio {
	unsigned page, pages; /* pages 0: it does not say of how many */
	struct rq_slice words;
	bool named; /* the word for a page stands in front of the number */
};

/* A number of at most three digits that ends at end; its start, or end. */
static uint32_t read_number(const char *key, uint32_t start, uint32_t end, unsigned *number)
{
	unsigned scale = 1;
	uint32_t i = end;

	for (*number = 0; i > start && rq_scan_is_digit(key[i - 1]) && end - i < 3;
	     i--, scale *= 10)
		*number += scale * (unsigned)(key[i - 1] - '0');
	return i > start && rq_scan_is_digit(key[i - 1]) ? end : i;
}

/* Where one of the words in front of end begins; end when none stands there. */
static uint32_t skip_word(const char *key, uint32_t start, uint32_t end, const char *const *words)
{
	uint32_t last = end;

	while (last > start && key[last - 1] == ' ')
		last--;
	for (; *words; words++) {
		size_t length = strlen(*words);

		if (last - start >= length && memcmp(key + last - length, *words, length) == 0 &&
		    (last - start == length || **words == '/' ||
		     strchr(" \t", key[last - length - 1])))
			return last - (uint32_t)length;
	}
	return end;
}

/* "1/2" or "page 1 of 2" at the end of a line. */
static bool read_folio(const struct rq_sheet *sheet, size_t index, struct folio *folio)
{
	static const char *const of[] = { "/", "of", "von", "de", "di", "van", "z", NULL };
	static const char *const page[] = { "page",   "seite",  "pagina", "pag.",
					    "strona", "strana", "p.",     NULL };
	struct rq_slice whole = rq_sheet_trim(sheet, rq_sheet_whole(sheet, index));
	const char *key = sheet->lines[index].key;
	uint32_t at, before;

	if (whole.start >= whole.end || whole.end - whole.start > LONGEST)
		return false;
	*folio = (struct folio) { .words = whole };
	at = read_number(key, whole.start, whole.end, &folio->page);
	if (at == whole.end)
		return false;
	before = skip_word(key, whole.start, at, of);
	if (before < at && before > whole.start) {
		uint32_t end = before;

		while (end > whole.start && key[end - 1] == ' ')
			end--;
		folio->pages = folio->page;
		at = read_number(key, whole.start, end, &folio->page);
		if (at == end)
			return false;
	}
	before = skip_word(key, whole.start, at, page);
	folio->named = before < at;
	folio->words.end = before;
	folio->words = rq_sheet_trim(sheet, folio->words);
	return folio->page > 0 && (folio->pages > 0 || folio->named) &&
	       folio->pages <= RQ_MAX_PAGES && (folio->pages == 0 || folio->page <= folio->pages);
}

static bool same_words(const struct rq_sheet *sheet, struct rq_slice a, struct rq_slice b)
{
	size_t length = a.end - a.start;

	return length >= SHORTEST_NAME && length == b.end - b.start &&
	       memcmp(rq_sheet_key(sheet, a), rq_sheet_key(sheet, b), length) == 0;
}

/* Whether words beside others are a line of the document too, as a name is: its head. */
static bool stands_alone(const struct rq_sheet *sheet, struct rq_slice words)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (same_words(sheet, words, rq_sheet_trim(sheet, rq_sheet_whole(sheet, i))))
			return true;
	return false;
}

static bool numbers_a_page(const struct rq_sheet *sheet, size_t index)
{
	struct folio folio;

	if (!read_folio(sheet, index, &folio))
		return false;
	if (folio.named && folio.pages >= 2) /* "© Example, 2002-2013 | Page 1 / 3" */
		return true;
	return folio.words.start < folio.words.end ? stands_alone(sheet, folio.words)
						   : folio.named || folio.pages >= 2;
}

/* "Jane Doe · Résumé": the head of a page, without its number. */
static bool names_the_document(const struct rq_sheet *sheet, struct rq_slice slice)
{
	static const char *const kinds[] = { "resume",     "cv",         "curriculum vitae",
					     "curriculum", "curriculo",  "hoja de vida",
					     "lebenslauf", "levensloop", NULL };
	struct rq_slice words = rq_sheet_trim(sheet, slice);
	const char *key = sheet->lines[slice.line].key;
	uint32_t end = words.end > words.start && words.end - words.start <= LONGEST
			   ? skip_word(key, words.start, words.end, kinds)
			   : words.end;

	if (end == words.end)
		return false;
	words.end = end;
	return stands_alone(sheet, rq_sheet_trim(sheet, words));
}

static bool is_number(const struct rq_sheet *sheet, struct rq_slice cell)
{
	unsigned page;

	return cell.end > cell.start &&
	       read_number(sheet->lines[cell.line].key, cell.start, cell.end, &page) == cell.start;
}

static bool is_date(const struct rq_sheet *sheet, struct rq_slice cell)
{
	struct rq_date_range range;
	size_t length = cell.end - cell.start;

	return rq_date_find(rq_sheet_key(sheet, cell), length, 0, &range) && range.from == 0 &&
	       range.to == length;
}

/* "May 10, 2021    Jane Doe · Résumé    1": cells of a date, a number, and what the document is. */
static bool is_row_of_margin(const struct rq_sheet *sheet, size_t index)
{
	struct rq_slice whole = rq_sheet_whole(sheet, index), cell = whole;
	const char *key = sheet->lines[index].key;
	size_t cells = 0, named = 0;

	for (uint32_t i = whole.start; i <= whole.end; i++) {
		if (i < whole.end && key[i] != '\t')
			continue;
		cell.end = i;
		if (names_the_document(sheet, cell))
			named++;
		else if (!is_number(sheet, rq_sheet_trim(sheet, cell)) &&
			 !is_date(sheet, rq_sheet_trim(sheet, cell)))
			return false;
		cells++;
		cell.start = i + 1;
	}
	return named == 1 && cells > 1;
}

/* What stands behind a bullet; "© Example" is none, though its sign is no letter. */
static bool is_item(const struct rq_sheet_line *line)
{
	return line->bullet && strncmp(line->text, "©", strlen("©")) != 0;
}

static bool is_printed(const struct rq_sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (rq_printed_is_foot(sheet, i))
			return true;
	return false;
}

/* Whether a line is a head or foot; the first one may be the name. */
static bool is_of_margin(const struct rq_sheet *sheet, size_t index)
{
	return index > 0 && (numbers_a_page(sheet, index) || is_row_of_margin(sheet, index) ||
			     names_the_document(sheet, rq_sheet_whole(sheet, index)));
}

void rq_folio_set_aside(struct rq_sheet *sheet)
{
	bool printed = is_printed(sheet);

	for (size_t i = 0; i < sheet->count; i++) {
		struct rq_sheet_line *line = &sheet->lines[i];

		line->printed =
		    printed && (rq_printed_is_foot(sheet, i) || rq_printed_is_head(sheet, i));
		if (!line->printed && (is_item(line) || !is_of_margin(sheet, i)))
			continue;
		line->folio = true;
		line->start = line->length;
	}
}

bool rq_folio_is_one(const char *text, const char *name)
{
	const char *first = name && *name ? name : "?"; /* a first line is the head of none */
	struct rq_error too_long = { 0 };
	struct rq_document document;
	struct rq_sheet sheet;
	bool is_one = false;

	rq_document_init(&document);
	if (rq_document_add(&document, first, strlen(first), NULL, &too_long) == 0 &&
	    rq_document_add(&document, text, strlen(text), NULL, &too_long) == 0) {
		rq_sheet_init(&sheet, &document);
		rq_folio_set_aside(&sheet);
		is_one = sheet.count == 2 && sheet.lines[1].folio;
		rq_sheet_free(&sheet);
	}
	rq_document_free(&document);
	return is_one;
}
