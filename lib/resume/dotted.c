#include "resume/dotted.h"

#include <stdlib.h>

#include "resume/barred.h"
#include "resume/header.h"
#include "resume/reach.h"

enum {
	MOST_PARTS = 5, /* name, giver, link, text, date */
	MOST_WORDS = 8, /* of who gave it */
};

/* Whether a part is no name: so long, or it says where the text itself is. */
static bool is_text(const struct rq_sheet *sheet, struct rq_slice part)
{
	const char *key = rq_sheet_key(sheet, part);
	struct rq_slice doi;
	size_t words = 1;

	for (size_t i = 0; i < part.end - part.start; i++)
		words += key[i] == ' ';
	return words > MOST_WORDS || rq_reach_find_doi(sheet, part, &doi);
}

/*
 * The parts of a line that are neither its date nor a link, and how many; false: there are too
 * many, or words beside the date, "Prize 2021 · Acme".
 */
static bool find_parts(struct rq_sheet *sheet, size_t line, struct rq_slice text[MOST_PARTS],
		       size_t *told, struct rq_slice *link)
{
	struct rq_slice part[MOST_PARTS];
	size_t count = rq_barred_cut(sheet, line, part, MOST_PARTS);
	struct rq_header header;

	rq_header_find_date(sheet, line, line + 1, &header);
	for (size_t i = 0; i < count && count <= MOST_PARTS; i++) {
		if (rq_reach_is_link(sheet, part[i]))
			*link = part[i];
		else if (!header.dated || part[i].start > header.date.start ||
			 header.date.end > part[i].end)
			text[(*told)++] = part[i];
		else if (!rq_header_is_date(sheet, rq_header_trim(sheet, part[i])))
			return false;
	}
	return count <= MOST_PARTS;
}

bool rq_dotted_put(struct rq_sheet *sheet, size_t line, const char *name, const char *giver,
		   json_t *entry, const char *path)
{
	struct rq_slice text[MOST_PARTS], link = { 0 };
	size_t count = 0, at = 0;
	bool told = find_parts(sheet, line, text, &count, &link);
	bool more = name && count > 1 && is_text(sheet, text[count - 1]);

	if (!told || (count == 0 && link.end == 0) || count - more > (name ? 2 : 1))
		return false;
	if (name && count > 0)
		(void)rq_sheet_put(sheet, entry, path, name, &text[at++], 1);
	if (at < count - more)
		(void)rq_sheet_put(sheet, entry, path, giver, &text[at++], 1);
	if (more)
		(void)rq_sheet_put(sheet, entry, path, "summary", &text[at], 1);
	if (link.end > 0) {
		char *uri = rq_reach_uri(sheet, link);

		(void)rq_sheet_put_value(sheet, entry, path, "url", uri, link);
		free(uri);
	}
	return true;
}
