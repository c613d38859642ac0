#include "resume/location.h"

#include <string.h>

#include "resume/date.h"
#include "resume/header.h"
#include "resume/scan.h"
#include "resume/word.h"

#define LOCATION "/basics/location"

/* Where somebody lives: a town in the head of a résumé, and its parts into basics.location. */

enum {
	FEWEST_CODE = 4, /* digits of a postal code */
	MOST_CODE = 8,
	NO_TOWN = RQ_WORD_TITLE | RQ_WORD_GRADE | RQ_WORD_ORG | RQ_WORD_SCHOOL | RQ_WORD_DEGREE,
};

bool rq_location_recurs(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = rq_sheet_key(sheet, slice);
	size_t length = slice.end - slice.start;

	if (!rq_location_may_be_town(sheet, slice) ||
	    (rq_header_kinds(sheet, slice) & (RQ_WORD_TITLE | RQ_WORD_GRADE)))
		return false;
	for (size_t i = slice.line + 1; i < sheet->count; i++) {
		const struct rq_sheet_line *line = &sheet->lines[i];
		const char *found = memmem(line->key, line->length, key, length);
		size_t at = found ? (size_t)(found - line->key) : 0;
		struct rq_date_range range;

		if (at > 2 && memcmp(found - 2, ", ", 2) == 0 &&
		    (at + length == line->length || strchr(",:; (", found[length])) &&
		    rq_date_find(line->key, line->length, 0, &range) && range.from != at)
			return true;
	}
	return false;
}

/* "28199 Bremen", "3511 NK Utrecht", "4050-031 Porto": the code in front of a town; 0: none. */
static uint32_t end_of_code(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	struct rq_slice town = slice;
	uint32_t digits = 0, end = slice.start;

	while (end < slice.end && ((line->key[end] >= '0' && line->key[end] <= '9') ||
				   (line->key[end] == '-' && end > slice.start)))
		digits += line->key[end++] != '-';
	if (digits < FEWEST_CODE || digits > MOST_CODE || end >= slice.end || line->key[end] != ' ')
		return 0;
	if (end + 3 < slice.end && line->key[end + 3] == ' ' &&
	    rq_location_is_pair(line, end + 1, end + 3))
		end += 3;
	town.start = end + 1;
	return rq_location_may_be_town(sheet, town) ? end : 0;
}

/* False when it is no town with its code. */
static bool put_coded_town(struct rq_sheet *sheet, json_t *location, struct rq_slice slice)
{
	struct rq_slice code = slice, town = slice;

	code.end = end_of_code(sheet, slice);
	if (code.end == 0)
		return false;
	town.start = code.end + 1;
	if (!rq_sheet_put(sheet, location, LOCATION, "city", &town, 1))
		return false;
	(void)rq_sheet_put(sheet, location, LOCATION, "postalCode", &code, 1);
	return true;
}

/* Where the town ends in "Campinas - SP"; the slice's start when it is no such. */
static uint32_t end_of_town(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];

	return slice.end - slice.start >= 6 && memcmp(line->key + slice.end - 5, " - ", 3) == 0 &&
		       rq_location_is_region(line, slice.end - 2)
		   ? slice.end - 5
		   : slice.start;
}

/* "BS9", "SW1A": the district of a British postal code. */
static bool is_district(const char *key, size_t length)
{
	size_t letters = 0, digits = 0;

	while (letters < length && key[letters] >= 'a' && key[letters] <= 'z')
		letters++;
	while (letters + digits < length && key[letters + digits] >= '0' &&
	       key[letters + digits] <= '9')
		digits++;
	return letters >= 1 && letters <= 2 && digits >= 1 && digits <= 2 &&
	       length - letters - digits <= 1;
}

bool rq_location_is_town_and_code(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	struct rq_slice town = slice;
	uint32_t code = slice.end;

	while (code > slice.start && line->key[code - 1] != ' ')
		code--;
	town.end = code > slice.start ? code - 1 : slice.start;
	if (memchr(rq_sheet_key(sheet, slice), ',', slice.end - slice.start) ||
	    !rq_location_may_be_town(sheet, town) || (rq_header_kinds(sheet, town) & NO_TOWN))
		return false;
	return rq_location_is_state(sheet, (struct rq_slice) { slice.line, code, slice.end }) ||
	       is_district(line->key + code, slice.end - code);
}

bool rq_location_is_town_of_region(const struct rq_sheet *sheet, struct rq_slice slice)
{
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice town = slice;

	town.end = end_of_town(sheet, slice);
	for (uint32_t i = town.start, start; i < town.end; i++) {
		for (start = i; i < town.end && rq_sheet_is_word(key[i]);)
			i++;
		if (rq_word_find_compound(key + start, i - start).kinds &
		    (RQ_WORD_TITLE | RQ_WORD_GRADE | RQ_WORD_ORG | RQ_WORD_SCHOOL))
			return false;
	}
	return rq_location_may_be_town(sheet, town);
}

static bool put_town_of_region(struct rq_sheet *sheet, json_t *location, struct rq_slice slice)
{
	struct rq_slice town = slice, region = slice;

	town.end = end_of_town(sheet, slice);
	region.start = slice.end - 2;
	return town.end > town.start && rq_sheet_put(sheet, location, LOCATION, "city", &town, 1) &&
	       rq_sheet_put(sheet, location, LOCATION, "region", &region, 1);
}

/* "Tulsa OK", "Bristol BS9". */
static bool put_town_and_code(struct rq_sheet *sheet, json_t *location, struct rq_slice slice)
{
	struct rq_slice town = slice, code = slice;

	if (!rq_location_is_town_and_code(sheet, slice))
		return false;
	while (sheet->lines[slice.line].key[town.end - 1] != ' ')
		town.end--;
	code.start = town.end--;
	return rq_sheet_put(sheet, location, LOCATION, "city", &town, 1) &&
	       rq_sheet_put(sheet, location, LOCATION,
			    rq_location_is_state(sheet, code) ? "region" : "postalCode", &code, 1);
}

/* "Leeds" of "Leeds, UK", "Ulm" of "Am Graben 7, 89073 Ulm": the first part that may be a town. */
static struct rq_slice town_of(const struct rq_sheet *sheet, struct rq_slice place)
{
	const char *key = sheet->lines[place.line].key;
	struct rq_slice part = { place.line, place.start, place.start };

	for (; part.start < place.end; part.start = ++part.end) {
		struct rq_slice town;

		while (part.end < place.end && key[part.end] != ',')
			part.end++;
		town = rq_sheet_trim(sheet, part);
		while (town.start < town.end && !rq_scan_is_letter(key[town.start]))
			town.start++;
		if (rq_location_may_be_town(sheet, town))
			return town;
	}
	return (struct rq_slice) { 0 };
}

bool rq_location_is_home(const struct rq_sheet *sheet, struct rq_slice slice)
{
	size_t length = sheet->home.end - sheet->home.start;

	return length > 0 && slice.end - slice.start == length &&
	       memcmp(rq_sheet_key(sheet, slice), rq_sheet_key(sheet, sheet->home), length) == 0;
}

static bool is_country(const struct rq_sheet *sheet, struct rq_slice slice)
{
	uint32_t kinds = rq_header_kinds(sheet, slice);

	return (kinds & RQ_WORD_PLACE) && !(kinds & RQ_WORD_CITY);
}

void rq_location_put(struct rq_sheet *sheet, json_t *basics, struct rq_slice slice)
{
	const struct rq_sheet_line *line = &sheet->lines[slice.line];
	json_t *location = rq_json_object(basics, "location");
	struct rq_slice city = slice, region = slice, code = slice;
	const char *comma = memchr(line->key + slice.start, ',', slice.end - slice.start);
	bool digits = false;

	if (sheet->home.end == 0)
		sheet->home = town_of(sheet, slice);
	if (!location) {
		location = json_object();
		rq_json_set_take(basics, "location", location);
	}
	if (put_coded_town(sheet, location, slice) || put_town_of_region(sheet, location, slice) ||
	    put_town_and_code(sheet, location, slice))
		return;
	for (uint32_t i = slice.start; i < slice.end; i++)
		digits |= line->key[i] >= '0' && line->key[i] <= '9';
	city.end = comma ? (uint32_t)(comma - line->key) : slice.end;
	region.start = comma ? city.end + 1 : slice.end;
	region = rq_sheet_trim(sheet, region);
	if (comma && rq_location_is_pair(line, region.start, region.start + 2) &&
	    (region.end == region.start + 2 || line->key[region.start + 2] == ' ')) {
		code.start = region.start + 2;
		code = rq_sheet_trim(sheet, code);
		region.end = region.start + 2;
	} else {
		code.start = code.end;
		if (digits || (comma && memchr(comma + 1, ',', slice.end - city.end - 1)) ||
		    json_object_get(location, "city") ||
		    (json_object_size(location) > 0 && is_country(sheet, slice))) {
			(void)rq_sheet_put(sheet, location, LOCATION, "address", &slice, 1);
			return;
		}
	}
	if (rq_sheet_put(sheet, location, LOCATION, "city", &city, 1)) {
		(void)rq_sheet_put(sheet, location, LOCATION, "region", &region, 1);
		(void)rq_sheet_put(sheet, location, LOCATION, "postalCode", &code, 1);
	}
}
