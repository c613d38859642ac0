#include "resume/epithet.h"

#include <string.h>

#include "resume/header.h"
#include "resume/name.h"
#include "resume/scan.h"
#include "resume/section.h"
#include "resume/word.h"

/* "MRCGP", "CPA": two capitals, or more. */
static bool begins_acronym(const struct rq_sheet_line *line, uint32_t at)
{
	const char *text = line->text + line->at[at];

	return text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

uint32_t rq_epithet_nickname(const struct rq_sheet_line *line, struct rq_slice slice, uint32_t i)
{
	const char *key = line->key;
	uint32_t end = i + 1;

	if ((key[i] != '"' && key[i] != '(') || i == slice.start || key[i - 1] != ' ')
		return 0;
	while (end < slice.end && rq_scan_is_letter(key[end]))
		end++;
	if (end == i + 1 || end + 2 >= slice.end || key[end + 1] != ' ' ||
	    !rq_scan_is_letter(key[end + 2]))
		return 0;
	return (key[i] == '(' ? key[end] == ')' : key[end] == '"') ? end + 1 : 0;
}

bool rq_epithet_goes_on(const struct rq_sheet_line *line, struct rq_slice slice, uint32_t start,
			uint32_t end)
{
	char first = line->text[line->at[start]];

	return start > slice.start + 2 && memcmp(line->key + start - 2, ". ", 2) == 0 &&
	       end + 1 < slice.end && line->key[end] == '.' && first >= 'a' && first <= 'z';
}

/* "19 ans", "27 years": two digits and a word. */
static bool is_age(const char *key, uint32_t start, uint32_t end)
{
	while (start < end && key[start] == ' ')
		start++;
	if (start + 3 >= end || key[start] < '0' || key[start] > '9' || key[start + 1] < '0' ||
	    key[start + 1] > '9' || key[start + 2] != ' ')
		return false;
	for (start += 3; start < end && rq_scan_is_letter(key[start]); start++)
		;
	return start == end;
}

/* "Jane Doe, MBA", "Ana Costa, Ph.D.": the name ends in front of what was earned. */
static struct rq_slice without_letters_behind(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	const char *comma = memchr(line->key + slice.start, ',', slice.end - slice.start);
	uint32_t end = comma ? (uint32_t)(comma - line->key) : slice.end;

	if (comma && is_age(line->key, end + 1, slice.end)) {
		slice.end = end;
		return slice;
	}
	for (uint32_t i = end; i < slice.end; i++) {
		uint32_t start = i;

		while (i < slice.end && (rq_scan_is_letter(line->key[i]) || line->key[i] == '.'))
			i++;
		/* Degrees, or short and in capitals: MRCGP, CPA, Ph.D.; or what the person is */
		if (i > start &&
		    !(rq_header_kinds(sheet, (struct rq_slice) { slice.line, end, slice.end }) &
		      RQ_WORD_TITLE) &&
		    !(rq_word_find(line->key + start, i - start).kinds & RQ_WORD_DEGREE) &&
		    (i - start > 6 ||
		     (!begins_acronym(line, start) && !memchr(line->key + start, '.', i - start))))
			return slice;
	}
	slice.end = end;
	return slice;
}

/* "Jane Doe's", of which something was taken off. */
static struct rq_slice without_possessive(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;

	if (slice.end - slice.start > 2 && key[slice.end - 1] == 's' && key[slice.end - 2] == '\'')
		slice.end -= 2;
	return slice;
}

/* "Jane Doe Résumé", "Jane Doe's CV", "Lebenslauf Jane Doe": without what the document is. */
static struct rq_slice without_document(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t start = slice.end, end = slice.start;

	while (start > slice.start && key[start - 1] != ' ')
		start--;
	while (end < slice.end && key[end] != ' ')
		end++;
	if (start > slice.start &&
	    (rq_word_find(key + start, slice.end - start).kinds & RQ_WORD_DOCUMENT))
		return without_possessive(
		    sheet,
		    rq_sheet_trim(sheet, (struct rq_slice) { slice.line, slice.start, start }));
	if (end < slice.end &&
	    (rq_word_find(key + slice.start, end - slice.start).kinds & RQ_WORD_DOCUMENT))
		slice.start = end;
	return rq_sheet_trim(sheet, slice);
}

/* "Jane Doe (she/her)", "Jane Doe :computer:": without what stands beside a name. */
static struct rq_slice without_aside(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	uint32_t start = slice.start;

	while (start < slice.end && key[start] != '(' &&
	       (key[start] != ':' || key[start - (start > 0)] != ' '))
		start++;
	if (start == slice.start || start == slice.end)
		return slice;
	for (uint32_t i = start + 1; i + 1 < slice.end; i++)
		if (key[i] == ')' ||
		    (key[start] == ':' && !rq_scan_is_letter(key[i]) && key[i] != '_'))
			return slice;
	slice.end = start;
	return rq_sheet_trim(sheet, slice);
}

/* "PERSONAL DETAILS Jane Doe": without the heading that a layout set in front, of two words. */
static struct rq_slice without_heading(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice heading = slice, rest = slice;
	const char *space = memchr(key + slice.start, ' ', slice.end - slice.start);

	space = space ? memchr(space + 1, ' ', (size_t)(key + slice.end - space - 1)) : NULL;
	if (!space)
		return slice;
	heading.end = (uint32_t)(space - key);
	rest.start = heading.end + 1;
	if (!memchr(key + rest.start, ' ', rest.end - rest.start) ||
	    rq_section_classify(sheet, heading) != RQ_SECTION_CONTACT)
		return slice;
	return rest;
}

/* "Jane Doe Software engineer": the name ends behind the words that its e-mail address spells. */
static struct rq_slice without_trade(const struct rq_sheet *sheet, struct rq_slice slice,
				     struct rq_slice email)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice word = { slice.line, slice.start, slice.start }, rest = slice;
	int spelt = 0;

	for (;; spelt++) {
		word.start = rest.start;
		while (word.start < slice.end && !rq_scan_is_letter(key[word.start]))
			word.start++;
		for (word.end = word.start;
		     word.end < slice.end && rq_scan_is_letter(key[word.end]);)
			word.end++;
		if (word.end == word.start || rq_name_in_address(sheet, word, email) == 0)
			break;
		rest.start = word.end;
	}
	if (spelt >= 2 && (rq_header_kinds(sheet, rest) & RQ_WORD_TITLE))
		slice.end = rest.start;
	return slice;
}

struct rq_slice rq_epithet_strip(const struct rq_sheet *sheet, const struct rq_piece *piece,
				 struct rq_slice email)
{
	struct rq_slice slice = piece->slice;

	slice = without_aside(sheet, slice);
	if (piece->labelled)
		return slice;
	if (slice.end < piece->slice.end && (rq_header_kinds(sheet, slice) & RQ_WORD_TITLE))
		return piece->slice; /* "Developer (Java)" */
	slice = without_letters_behind(sheet, slice);
	slice = without_heading(sheet, without_document(sheet, slice));
	return without_trade(sheet, slice, email);
}
