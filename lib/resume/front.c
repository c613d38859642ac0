#include "resume/front.h"

#include <string.h>

#include "resume/header.h"
#include "resume/name.h"
#include "resume/word.h"

struct rq_slice rq_front_word(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice word = rq_sheet_whole(sheet, line);
	const char *key = rq_sheet_key(sheet, word);
	size_t length = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789-_");

	word.end = word.start + (key[length] == ':' ? (uint32_t)length : 0);
	return word;
}

size_t rq_front_count(const struct rq_sheet *sheet)
{
	size_t count = 0;

	while (count < sheet->count) {
		struct rq_slice word = rq_front_word(sheet, count);

		if (word.start == word.end)
			break;
		count++;
	}
	return count > 1 ? count : 0;
}

struct rq_slice rq_front_value(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice value = rq_sheet_whole(sheet, line);
	const char *key = sheet->lines[line].key;

	value.start = rq_front_word(sheet, line).end + 1;
	value = rq_sheet_trim(sheet, value);
	if (value.end - value.start > 2 && strchr("\"'", key[value.start]) &&
	    key[value.end - 1] == key[value.start])
		value = (struct rq_slice) { value.line, value.start + 1, value.end - 1 };
	return value;
}

bool rq_front_find_name(const struct rq_sheet *sheet, const char *field, struct rq_slice *name)
{
	const uint32_t no_name =
	    RQ_WORD_TITLE | RQ_HEADER_ORGANISATION | RQ_WORD_DEGREE | RQ_WORD_PLACE | RQ_WORD_CITY;

	for (size_t i = 0; i < sheet->count; i++) {
		struct rq_slice word = rq_front_word(sheet, i);
		size_t length = word.end - word.start;

		if (length == 0)
			return false;
		*name = rq_front_value(sheet, i);
		if (strlen(field) == length &&
		    memcmp(field, rq_sheet_key(sheet, word), length) == 0 &&
		    rq_name_has_form(sheet, *name) && !(rq_header_kinds(sheet, *name) & no_name))
			return true;
	}
	return false;
}

bool rq_front_find_address(const struct rq_sheet *sheet, struct rq_slice *address)
{
	static const char words[] = " address adresse home_address location ";
	size_t count = rq_front_count(sheet);

	for (size_t i = 0; i < count; i++) {
		struct rq_slice word = rq_front_word(sheet, i);

		*address = rq_front_value(sheet, i);
		if (address->start < address->end && !rq_sheet_is_placed(sheet, *address) &&
		    rq_word_is_one_of(rq_sheet_key(sheet, word), word.end - word.start, words))
			return true;
	}
	return false;
}
