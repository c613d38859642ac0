#include "export/compose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "export/address.h"
#include "export/lines.h"
#include "export/sections.h"
#include "export/strays.h"
#include "export/written.h"
#include "resume/folio.h"

static int put_address(struct rq_lines *lines, const char *address, const char *fallback)
{
	char *link = rq_address_link(address);
	int result = rq_lines_link(lines, address ? rq_address_shown(address) : fallback, link);

	free(link);
	return result;
}

static int put_mail(struct rq_lines *lines, const char *email)
{
	char *link = rq_address_mail(email);
	int result = rq_lines_link(lines, email, link);

	free(link);
	return result;
}

/* Whether an address says that part of a location itself, as a word of its own. */
static bool says(const char *address, const char *part)
{
	size_t length = strlen(part);

	for (const char *at = address; at && (at = strstr(at, part)); at++)
		if ((at == address || strchr(" ,", at[-1])) &&
		    (!at[length] || strchr(" ,", at[length])))
			return true;
	return false;
}

static int put_location(struct rq_lines *lines, const json_t *location)
{
	static const char *const members[] = { "address", "postalCode", "city", "region",
					       "countryCode" };
	const char *joint = "";
	struct rq_buffer text;
	int result = 0;

	rq_buffer_init(&text, RQ_MAX_RECORD_BYTES);
	for (size_t i = 0; i < sizeof members / sizeof members[0] && result == 0; i++) {
		const char *part = rq_json_string(location, members[i]);

		if (!part || !*part || (i > 0 && says(rq_json_string(location, members[0]), part)))
			continue;
		if (rq_buffer_append_text(&text, joint, lines->err) == -1 ||
		    rq_buffer_append_text(&text, part, lines->err) == -1)
			result = -1;
		/* the code stands with the town it belongs to */
		joint = strcmp(members[i], "postalCode") == 0 ? " " : ", ";
	}
	if (result == 0)
		result = rq_lines_run(lines, text.data, RQ_RUN_PLAIN);
	rq_buffer_free(&text);
	return result;
}

static int put_profiles(struct rq_lines *lines, const json_t *profiles, const char *url)
{
	for (size_t i = 0; i < json_array_size(profiles); i++) {
		const json_t *profile = json_array_get(profiles, i);
		const char *address = rq_json_string(profile, "url");

		if (address && url && strcmp(address, url) == 0)
			continue;
		if (put_address(lines, address, rq_json_string(profile, "username")) == -1)
			return -1;
	}
	return 0;
}

static int put_contact(struct rq_lines *lines, const json_t *basics)
{
	const char *url = rq_json_string(basics, "url");

	if (rq_lines_begin(lines, RQ_ROLE_CONTACT) == -1 ||
	    put_mail(lines, rq_json_string(basics, "email")) == -1 ||
	    rq_lines_run(lines, rq_json_string(basics, "phone"), RQ_RUN_PLAIN) == -1 ||
	    put_location(lines, rq_json_object(basics, "location")) == -1 ||
	    put_address(lines, url, NULL) == -1 ||
	    put_profiles(lines, rq_json_array(basics, "profiles"), url) == -1)
		return -1;
	rq_lines_end(lines);
	return 0;
}

static int put_summary(struct rq_lines *lines, const char *summary)
{
	if (!summary || !*summary)
		return 0;
	return rq_lines_heading(lines, RQ_CAPTION_SUMMARY) == -1
		   ? -1
		   : rq_lines_paragraphs(lines, summary);
}

/*
 * Lines as items: one that is a heading's words heads nothing here. What numbers pages of the
 * candidate's file, or heads them, says nothing on ours; what stands there twice is told once.
 */
static int put_unplaced(struct rq_lines *lines, const json_t *unplaced, const char *name)
{
	json_t *told = json_object();
	int result = 0;

	for (size_t i = 0; result == 0 && i < json_array_size(unplaced); i++) {
		const char *text = json_string_value(json_array_get(unplaced, i));

		if (!text || rq_folio_is_one(text, name) || json_object_get(told, text))
			continue;
		rq_json_set_take(told, text, json_true());
		result = rq_lines_put(lines, RQ_ROLE_ITEM, text);
	}
	json_decref(told);
	return result;
}

/* What no section has a place for. */
static int put_other(struct rq_lines *lines, const json_t *resume)
{
	const char *name = rq_json_string(rq_json_object(resume, "basics"), "name");

	if (rq_lines_heading(lines, RQ_CAPTION_OTHER) == -1 || rq_strays_put(lines, resume) == -1 ||
	    put_unplaced(lines, rq_json_array(resume, "unplaced"), name) == -1)
		return -1;
	rq_manuscript_drop_heading(lines->script);
	return 0;
}

int rq_compose_head(const json_t *result, struct rq_manuscript *manuscript, struct rq_error *err)
{
	const json_t *resume = rq_json_object(result, "resume");
	const char *name = rq_json_string(rq_json_object(resume, "basics"), "name");
	const char *language = rq_json_string(result, "language");
	const char *text = rq_json_string(result, "text");

	if (!resume)
		return rq_fail(err, RQ_BAD_RECORD, "a result without a résumé");
	manuscript->language = rq_caption_language(rq_written_language(text ? text : "", language));
	rq_manuscript_entitle(manuscript, name);
	manuscript->made_at = rq_strdup(rq_json_string(result, "finished_at"));
	return 0;
}

int rq_compose(const json_t *result, struct rq_manuscript *manuscript, struct rq_error *err)
{
	struct rq_lines lines = { .script = manuscript, .err = err };
	const json_t *resume = rq_json_object(result, "resume");
	const json_t *basics = rq_json_object(resume, "basics");

	if (rq_compose_head(result, manuscript, err) == -1 ||
	    rq_lines_put(&lines, RQ_ROLE_NAME, rq_json_string(basics, "name")) == -1 ||
	    rq_lines_put(&lines, RQ_ROLE_LABEL, rq_json_string(basics, "label")) == -1 ||
	    put_contact(&lines, basics) == -1 ||
	    put_summary(&lines, rq_json_string(basics, "summary")) == -1 ||
	    rq_sections_put(&lines, resume) == -1 || put_other(&lines, resume) == -1)
		return -1;
	rq_manuscript_direct(manuscript);
	return 0;
}
