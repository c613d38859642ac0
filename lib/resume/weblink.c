#include "resume/reach.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "resume/scan.h"
#include "resume/sheet_key.h"
#include "resume/word.h"

/* Links in a line, and the numbers that stand for one. */

enum { LEAST_REGISTRANT = 4 /* digits of who gave a DOI */ };

static const char breaks[] = " \t|,;()<>[]{}\"*"; /* end a link */

static const char networks[] =
    " linkedin github gitlab twitter x stackoverflow xing medium kaggle "
    "facebook instagram behance dribbble orcid bitbucket youtube mastodon "
    "researchgate keybase codepen leetcode scholar telegram skype ";

/* Ends of host names that people put on a résumé, in the order of the alphabet. */
static const char domains[] =
    " ae ai app art at au be bg biz blog br ca cat cc ch cl cloud cn co com cv cz de "
    "design dev digital dk edu ee eg engineer es eu fi fr gg gov gr hk homepage hr hu "
    "ie il in info io it jo jp ke kr link lt lv ma me mx name net ng nl no nz online org page "
    "pe pl pro pt ro rocks rs ru sa se sg sh si site sk social software space studio tech tr tv "
    "tw ua uk us uy vn website wiki work works xyz za ";

static bool is_domain(const char *label, size_t length)
{
	return rq_word_is_one_of(label, length, domains);
}

/* Where the host of a link begins: behind the scheme. */
static uint32_t skip_scheme(const char *key, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i + 2 < end && i < start + 8; i++)
		if (key[i] == ':' && key[i + 1] == '/' && key[i + 2] == '/')
			return i + 3;
	return start;
}

/* "ASP.NET", "Ph.no": what ends as a host does, and is none. */
static bool is_technology(const char *key, uint32_t host, uint32_t stop)
{
	static const char names[] = " asp.net ado.net vb.net ph.no mob.no tel.no ";
	char padded[16];
	size_t length = stop - host;

	if (length > sizeof padded - 3)
		return false;
	padded[0] = ' ';
	memcpy(padded + 1, key + host, length);
	memcpy(padded + 1 + length, " ", 2);
	return strstr(names, padded) != NULL;
}

static bool is_link(const char *key, uint32_t start, uint32_t end)
{
	uint32_t host = skip_scheme(key, start, end), stop = host, dot;

	if (host > start)
		return end - host >= 3 && memchr(key + host, '.', end - host - 1) != NULL;
	while (stop < end && rq_scan_is_host(key[stop]))
		stop++;
	if (stop < end && key[stop] != '/' && key[stop] != ':' && key[stop] != '?')
		return false;
	for (dot = stop; dot > host && key[dot - 1] != '.'; dot--)
		;
	if (dot > host + 5 && memcmp(key + host, "www.", 4) == 0)
		return stop > dot + 1;
	return dot > host + 2 && is_domain(key + dot, stop - dot) &&
	       !is_technology(key, host, stop);
}

/*
 * The end of what may be a link. Brackets are of it that open and close inside of its path:
 * ".../Silicon_Valley_(TV_series)".
 */
static uint32_t end_of_run(const char *key, uint32_t start, uint32_t length)
{
	uint32_t i = start;

	while (i < length && !strchr(breaks, key[i])) {
		uint32_t inside = i + 2;

		i++;
		if (i >= length || key[i] != '(' || !memchr(key + start, '/', i - start))
			continue;
		while (inside < length && !strchr(breaks, key[inside]))
			inside++;
		if (inside < length && key[inside] == ')' && inside > i + 1)
			i = inside + 1;
	}
	return i;
}

/* The first link that begins between from and last. */
static bool find_link(const struct rq_sheet *sheet, size_t line, size_t from, size_t last,
		      struct rq_slice *link)
{
	const char *key = sheet->lines[line].key;
	uint32_t length = sheet->lines[line].length, i = (uint32_t)from;

	while (i < length) {
		uint32_t start, end;

		while (i < length && strchr(breaks, key[i]))
			i++;
		start = i;
		if (start > last)
			break;
		end = i = end_of_run(key, start, length);
		while (end > start &&
		       (key[end - 1] == '.' || key[end - 1] == ':' || key[end - 1] == '-'))
			end--;
		if (end - start < 4 || memchr(key + start, '@', end - start))
			continue;
		if (is_link(key, start, end)) {
			*link = (struct rq_slice) { (uint32_t)line, start, end };
			return true;
		}
	}
	return false;
}

bool rq_reach_find_link(const struct rq_sheet *sheet, size_t line, size_t from,
			struct rq_slice *link)
{
	return find_link(sheet, line, from, sheet->lines[line].length, link);
}

/* Where a DOI ends that begins at i: its registrant's number, a slash and any signs; i: it is none.
 */
static uint32_t end_of_doi(const char *key, uint32_t i, uint32_t end)
{
	uint32_t at = i + 3;

	if (end - i < 3 || memcmp(key + i, "10.", 3) != 0)
		return i;
	while (at < end && key[at] >= '0' && key[at] <= '9')
		at++;
	if (at - i - 3 < LEAST_REGISTRANT || at + 1 >= end || key[at] != '/' || key[at + 1] == ' ')
		return i;
	while (at < end && key[at] != ' ' && key[at] != '\t')
		at++;
	return at;
}

bool rq_reach_find_doi(const struct rq_sheet *sheet, struct rq_slice slice, struct rq_slice *doi)
{
	const char *key = sheet->lines[slice.line].key;

	for (uint32_t i = slice.start; i < slice.end; i++) {
		uint32_t end = i > slice.start && rq_sheet_is_word(key[i - 1])
				   ? i
				   : end_of_doi(key, i, slice.end);

		if (end > i) {
			*doi = (struct rq_slice) { slice.line, i, end };
			return true;
		}
	}
	return false;
}

bool rq_reach_tells(const char *text)
{
	uint32_t length;
	char *key = rq_sheet_key_of(text, &length);
	bool tells = length > 0 && end_of_run(key, 0, length) == length &&
		     !memchr(key, '@', length) && is_link(key, 0, length);

	free(key);
	return tells;
}

bool rq_reach_is_link(const struct rq_sheet *sheet, struct rq_slice slice)
{
	struct rq_slice link;

	return find_link(sheet, slice.line, slice.start, slice.start, &link) &&
	       link.start == slice.start && link.end >= slice.end;
}

char *rq_reach_uri(const struct rq_sheet *sheet, struct rq_slice link)
{
	static const char hex[] = "0123456789ABCDEF";
	const char *key = sheet->lines[link.line].key;
	const char *scheme = skip_scheme(key, link.start, link.end) > link.start ? "" : "https://";
	char *text = rq_sheet_text(sheet, &link, 1);
	char *uri = rq_alloc(strlen(scheme) + strlen(text) * 3 + 1, 1);
	size_t used = strlen(scheme);

	memcpy(uri, scheme, used);
	for (const char *c = text; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte > ' ' && byte < 0x7f && !strchr("\"<>\\^`{|}", *c)) {
			uri[used++] = *c;
			continue;
		}
		uri[used++] = '%';
		uri[used++] = hex[byte >> 4];
		uri[used++] = hex[byte & 15];
	}
	uri[used] = '\0';
	free(text);
	return uri;
}

static bool is_network(const char *key, size_t length)
{
	return rq_word_is_one_of(key, length, networks);
}

bool rq_reach_split_profile(const struct rq_sheet *sheet, struct rq_slice link,
			    struct rq_slice *network, struct rq_slice *username)
{
	const char *key = sheet->lines[link.line].key;
	uint32_t host = skip_scheme(key, link.start, link.end), label = host, i = host;
	uint32_t end = link.end;

	for (; i < link.end && key[i] != '/'; i++)
		if (key[i] == '.') {
			if (is_network(key + label, i - label))
				break;
			label = i + 1;
		}
	if (i >= link.end || key[i] != '.')
		return false;
	*network = (struct rq_slice) { link.line, label, i };
	while (end > i && key[end - 1] == '/')
		end--;
	for (label = end; label > i && !strchr("/=@", key[label - 1]); label--)
		;
	*username = (struct rq_slice) { link.line, label > i ? label : end, end };
	return true;
}

bool rq_reach_is_network(const struct rq_sheet *sheet, struct rq_slice slice)
{
	return is_network(rq_sheet_key(sheet, slice), slice.end - slice.start);
}
