#include "resume/means.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/reach.h"

#define BASICS "/basics"

enum { LABELLED = 4, FORMED = 2, LONG = 1, LONG_DIGITS = 9 };

static bool put_url(struct rq_means *means, json_t *object, const char *path, struct rq_slice link)
{
	char *uri = rq_reach_uri(means->sheet, link);
	bool put = rq_sheet_put_value(means->sheet, object, path, "url", uri, link);

	free(uri);
	return put;
}

static void put_profile(struct rq_means *means, struct rq_slice link)
{
	struct rq_slice network, username;
	char path[64];
	json_t *profile;

	if (!rq_reach_split_profile(means->sheet, link, &network, &username)) {
		if (put_url(means, means->basics, BASICS, link))
			return;
		network.end = network.start = username.end = username.start = 0;
		network.line = username.line = link.line;
	}
	profile = json_object();
	rq_json_append_take(means->profiles, profile);
	(void)snprintf(path, sizeof path, BASICS "/profiles/%zu",
		       json_array_size(means->profiles) - 1);
	if (network.end > network.start)
		(void)rq_sheet_put(means->sheet, profile, path, "network", &network, 1);
	if (username.end > username.start)
		(void)rq_sheet_put(means->sheet, profile, path, "username", &username, 1);
	(void)put_url(means, profile, path, link);
}

static void read_addresses(struct rq_means *means, size_t line)
{
	struct rq_slice found;
	size_t from;

	for (from = 0; rq_reach_find_email(means->sheet, line, from, &found); from = found.end)
		if (rq_sheet_put(means->sheet, means->basics, BASICS, "email", &found, 1))
			means->email = found;
	for (from = 0; !means->sheet->lines[line].printed &&
		       rq_reach_find_link(means->sheet, line, from, &found);
	     from = found.end)
		if (!rq_sheet_is_placed(means->sheet, found))
			put_profile(means, found);
}

/* The word in front of a place in a line, or that ends the line above when nothing is. */
static struct rq_slice word_before(const struct rq_sheet *sheet, struct rq_slice place)
{
	const char *key = sheet->lines[place.line].key;
	uint32_t end = place.start;

	while (end > 0 && !rq_sheet_is_word(key[end - 1]))
		end--;
	if (end == 0 && place.line > 0) {
		place.line--;
		key = sheet->lines[place.line].key;
		for (end = sheet->lines[place.line].length;
		     end > 0 && !rq_sheet_is_word(key[end - 1]);)
			end--;
	}
	place.start = place.end = end;
	while (place.start > 0 && rq_sheet_is_word(key[place.start - 1]))
		place.start--;
	return place;
}

/* "No", "Nr.", "number": between what phones are called and the number. */
static bool is_number_word(const char *word, size_t length)
{
	static const char words[] = " no n nr nos num number numbers nummer numero ";
	char padded[16];

	if (length > sizeof padded - 3)
		return false;
	padded[0] = ' ';
	memcpy(padded + 1, word, length);
	memcpy(padded + 1 + length, " ", 2);
	return strstr(words, padded) != NULL;
}

/* "Tel", "Telemóvel", "Mobil", "Cell", "T:": the beginnings of what phones are called. */
static bool is_called_phone(const struct rq_sheet *sheet, struct rq_slice number)
{
	static const char *const words[] = { "tel",  "tlf",  "tlm",   "pho",  "mob",    "cel",
					     "han",  "gsm",  "movil", "por",  "fix",    "电话",
					     "電話", "手机", "携帯",  "전화", "contact" };
	struct rq_slice word = word_before(sheet, number);
	const char *key = sheet->lines[word.line].key;
	size_t length = word.end - word.start;

	if (length > 0 && is_number_word(key + word.start, length)) {
		word = word_before(sheet, word);
		key = sheet->lines[word.line].key;
		length = word.end - word.start;
	}

	if (length == 1 && key[word.end] == ':')
		return strchr("tpm", key[word.start]) != NULL;
	if (length == 2 && memcmp(key + word.start, "ph", 2) == 0)
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (length >= strlen(words[i]) &&
		    memcmp(key + word.start, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

/* "4050-031", "13010-000", "85719-1234": how towns are numbered in Portugal, Brazil, America. */
static bool is_postcode(const char *key, struct rq_slice number)
{
	const char *dash = memchr(key + number.start, '-', number.end - number.start);
	size_t before, behind;

	if (!dash)
		return false;
	before = (size_t)(dash - key) - number.start;
	behind = number.end - number.start - before - 1;
	for (uint32_t i = number.start; i < number.end; i++)
		if (key + i != dash && (key[i] < '0' || key[i] > '9'))
			return false;
	return (before == 4 && behind == 3) || (before == 5 && (behind == 3 || behind == 4));
}

/* What speaks for a number's being a phone's; -1: it is none. */
static int weigh(const struct rq_sheet *sheet, struct rq_slice number)
{
	const char *key = sheet->lines[number.line].key;
	size_t digits = 0;

	if (is_called_phone(sheet, number))
		return LABELLED;
	if (is_postcode(key, number))
		return -1;
	if (key[number.start] == '+' || key[number.start] == '(')
		return FORMED;
	for (uint32_t i = number.start; i < number.end; i++)
		digits += key[i] >= '0' && key[i] <= '9';
	return digits >= LONG_DIGITS ? LONG : 0;
}

static void read_numbers(struct rq_means *means, size_t line)
{
	struct rq_slice found[2];
	size_t count;

	for (size_t from = 0; rq_reach_find_phone(means->sheet, line, from, false, found, &count);
	     from = found[0].end) {
		int weight = weigh(means->sheet, found[0]);

		if (weight == -1 || rq_sheet_is_placed(means->sheet, found[0]) ||
		    (means->parts > 0 && weight <= means->weight))
			continue;
		memcpy(means->phone, found, sizeof found);
		means->parts = count;
		means->weight = weight;
	}
}

void rq_means_read(struct rq_means *means, size_t first, size_t end)
{
	for (size_t line = first; line < end; line++)
		read_addresses(means, line);
	for (size_t line = first; line < end; line++)
		read_numbers(means, line);
}

void rq_means_finish(struct rq_means *means)
{
	struct rq_sheet *sheet = means->sheet;
	struct rq_slice found[2];
	size_t count;

	if (means->parts > 0)
		(void)rq_sheet_put(sheet, means->basics, BASICS, "phone", means->phone,
				   means->parts);
	for (size_t i = 0; i < sheet->count && !json_object_get(means->basics, "email"); i++)
		if (rq_reach_find_email(sheet, i, 0, found) &&
		    rq_sheet_put(sheet, means->basics, BASICS, "email", found, 1))
			means->email = found[0];
	for (size_t i = 0; i < sheet->count && !json_object_get(means->basics, "phone"); i++)
		if (rq_reach_find_phone(sheet, i, 0, false, found, &count) &&
		    is_called_phone(sheet, found[0]))
			(void)rq_sheet_put(sheet, means->basics, BASICS, "phone", found, count);
	for (size_t i = 0; i < sheet->count && !json_object_get(means->basics, "phone"); i++)
		if (rq_reach_find_phone(sheet, i, 0, true, found, &count))
			(void)rq_sheet_put(sheet, means->basics, BASICS, "phone", found, count);
}

bool rq_means_put_named(struct rq_means *means, struct rq_slice slice)
{
	struct rq_sheet *sheet = means->sheet;
	const char *key = sheet->lines[slice.line].key;
	struct rq_slice network = slice, username;
	uint32_t i = slice.start;
	char path[64];
	json_t *profile;

	while (i < slice.end && rq_sheet_is_word(key[i]))
		i++;
	network.end = i;
	username = rq_sheet_trim(sheet, (struct rq_slice) { slice.line, i, slice.end });
	if (!rq_reach_is_network(sheet, network) || username.start >= username.end ||
	    network.end - network.start < 2 ||
	    memchr(key + username.start, ' ', username.end - username.start))
		return false;
	profile = json_object();
	(void)snprintf(path, sizeof path, BASICS "/profiles/%zu", json_array_size(means->profiles));
	rq_json_append_take(means->profiles, profile);
	(void)rq_sheet_put(sheet, profile, path, "network", &network, 1);
	(void)rq_sheet_put(sheet, profile, path, "username", &username, 1);
	return true;
}
