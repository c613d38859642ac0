#include "resume/letter.h"

#include <stdbool.h>
#include <string.h>

#include "resume/location.h"

enum {
	LONGEST_LINE = 60, /* bytes of the key: greetings, addresses and ends are short */
	MOST_ADDRESS = 6,  /* lines */
};

/* Whether a line begins with one of the phrases, which NULL ends, and is short. */
static bool begins_with(const struct rq_sheet_line *line, const char *const *phrases)
{
	const char *key = line->key + line->start;
	size_t length = line->length - line->start;

	for (; length <= LONGEST_LINE && *phrases; phrases++)
		if (length >= strlen(*phrases) && memcmp(key, *phrases, strlen(*phrases)) == 0)
			return true;
	return false;
}

/* "Dear Ms Doe," */
static bool is_greeting(const struct rq_sheet_line *line)
{
	static const char *const phrases[] = {
		"dear ",        "to whom it may concern",
		"sehr geehrte", "madame,",
		"monsieur,",    "estimad",
		"muy senor",    "gentile ",
		"gentili ",     "egregi",
		"spettabile ",  "prezad",
		"exmo",         "geachte ",
		"szanown",      NULL,
	};

	return !line->bullet && line->length > 0 && strchr(",:!", rq_sheet_last(line)) &&
	       begins_with(line, phrases);
}

/* "Yours faithfully," */
static bool is_end(const struct rq_sheet_line *line)
{
	static const char *const phrases[] = {
		"yours ",           "sincerely",
		"kind regards",     "best regards",
		"respectfully",     "mit freundlichen",
		"freundliche gr",   "hochachtungsvoll",
		"cordialement",     "bien cordialement",
		"veuillez agreer",  "je vous prie",
		"atentamente",      "un cordial saludo",
		"cordiali saluti",  "distinti saluti",
		"atenciosamente",   "com os melhores",
		"met vriendelijke", "hoogachtend",
		"z powazaniem",     NULL,
	};

	return begins_with(line, phrases);
}

static bool is_ended(const struct rq_sheet *sheet, size_t line)
{
	while (++line < sheet->count)
		if (is_end(&sheet->lines[line]))
			return true;
	return false;
}

/* Where the block begins that ends right above a line. */
static size_t block_above(const struct rq_sheet *sheet, size_t line)
{
	while (line > 0 && !sheet->lines[--line].gap)
		;
	return line;
}

/* Whether lines are a few short ones, and a street or a town with its code among them. */
static bool is_address(const struct rq_sheet *sheet, size_t first, size_t end)
{
	bool found = false;

	for (size_t i = first; i < end; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];

		if (line->bullet || line->length - line->start > LONGEST_LINE)
			return false;
		found |= rq_location_is_address(sheet, rq_sheet_whole(sheet, i));
	}
	return found && end - first <= MOST_ADDRESS;
}

/* Whether each line stands on the first page's head, too: the letter has the same. */
static bool is_letterhead(const struct rq_sheet *sheet, size_t first, size_t end)
{
	size_t head = 0;

	while (head < first && head < MOST_ADDRESS &&
	       (sheet->lines[head].length != sheet->lines[first].length ||
		memcmp(sheet->lines[head].key, sheet->lines[first].key,
		       sheet->lines[head].length) != 0))
		head++;
	for (size_t i = first; i < end; i++, head++)
		if (head >= first || sheet->lines[head].length != sheet->lines[i].length ||
		    memcmp(sheet->lines[head].key, sheet->lines[i].key, sheet->lines[i].length) !=
			0)
			return false;
	return first < end;
}

size_t rq_letter_find(const struct rq_sheet *sheet)
{
	for (size_t line = 1; line < sheet->count; line++) {
		size_t begin = line, above;

		if (!is_greeting(&sheet->lines[line]))
			continue;
		if (!is_ended(sheet, line))
			return sheet->count; /* nor do those below it */
		above = sheet->lines[line].gap ? block_above(sheet, begin) : begin;
		if (above < begin && is_address(sheet, above, begin))
			begin = above;
		above = block_above(sheet, begin);
		return begin < line && is_letterhead(sheet, above, begin) ? above : begin;
	}
	return sheet->count;
}
