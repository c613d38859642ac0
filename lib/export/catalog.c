#include "export/catalog.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where the last of the words stands in the text, or NULL. */
static const char *find_last(const char *text, size_t length, const char *words)
{
	size_t count = strlen(words);

	for (size_t at = length < count ? 0 : length - count + 1; at > 0; at--)
		if (memcmp(text + at - 1, words, count) == 0)
			return text + at - 1;
	return NULL;
}

struct trailer {
	unsigned long root, size, start; /* number of the catalog, of objects, place of the table */
	const char *dictionary;          /* from "<<" on */
	size_t length;                   /* up to and with ">>" */
};

/* The number that stands behind a word. */
static bool read_number(const char *text, const char *word, unsigned long *number)
{
	const char *found = strstr(text, word);
	char *end;

	if (!found)
		return false;
	found += strlen(word);
	*number = strtoul(found, &end, 10);
	return end > found;
}

/* text ends with a NUL, as a buffer's does. */
static bool read_trailer(const char *text, size_t length, struct trailer *trailer)
{
	const char *begin = find_last(text, length, "trailer"), *end;

	if (!begin)
		return false;
	end = strstr(begin, "startxref");
	trailer->dictionary = strstr(begin, "<<");
	if (!end || !trailer->dictionary || trailer->dictionary > end)
		return false;
	while (end > trailer->dictionary + 2 && memcmp(end - 2, ">>", 2) != 0)
		end--;
	trailer->length = (size_t)(end - trailer->dictionary);
	return read_number(begin, "/Root", &trailer->root) &&
	       read_number(begin, "/Size", &trailer->size) &&
	       read_number(begin, "startxref", &trailer->start);
}

/* The body of the catalog's dictionary, without "<<" and ">>". */
static bool find_catalog(const char *text, size_t length, unsigned long root, const char **body,
			 size_t *body_length)
{
	const char *type = find_last(text, length, "/Type /Catalog"), *begin = type, *end;

	if (!type)
		return false;
	while (begin > text + 2 && memcmp(begin - 2, "<<", 2) != 0)
		begin--;
	end = strstr(type, "endobj");
	while (end && end > begin + 2 && memcmp(end - 2, ">>", 2) != 0)
		end--;
	*body = begin;
	*body_length = end ? (size_t)(end - 2 - begin) : 0;
	/* "12 0 obj" stands on the line before */
	for (begin -= 2; begin > text && (begin[-1] == '\n' || begin[-1] == '\r'); begin--)
		;
	while (begin > text && begin[-1] != '\n')
		begin--;
	return end && strtoul(begin, NULL, 10) == root;
}

int rq_catalog_speak(const char *pdf, size_t length, const char *language, struct rq_buffer *out,
		     struct rq_error *err)
{
	struct trailer trailer;
	const char *body;
	size_t body_length, object, table;
	char lang[32] = "";

	if (!read_trailer(pdf, length, &trailer) ||
	    !find_catalog(pdf, length, trailer.root, &body, &body_length))
		return rq_fail(err, RQ_SYSTEM, "a PDF whose catalog cannot be found");
	if (language[0])
		(void)snprintf(lang, sizeof lang, "/Lang (%.16s)\n   ", language);
	if (rq_buffer_append(out, pdf, length, err) == -1)
		return -1;
	object = out->length;
	if (rq_buffer_append_format(out, err,
				    "%lu 0 obj\n<< %.*s   %s/ViewerPreferences << "
				    "/DisplayDocTitle true >>\n>>\nendobj\n",
				    trailer.root, (int)body_length, body, lang) == -1)
		return -1;
	table = out->length;
	return rq_buffer_append_format(
	    out, err,
	    "xref\n%lu 1\n%010zu 00000 n \ntrailer\n%.*s\n   /Prev %lu\n>>\n"
	    "startxref\n%zu\n%%%%EOF\n",
	    trailer.root, object, (int)trailer.length - 2, trailer.dictionary, trailer.start,
	    table);
}
