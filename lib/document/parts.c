#include "document/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/archive.h"
#include "document/xml.h"

enum { MAX_PARTS = 256, MAX_RELATIONS = 4096 };

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), size = strlen(end);

	return length >= size && strcasecmp(text + length - size, end) == 0;
}

/* Pieces of a document that are of another format (document/chunk). */
static bool is_chunk(const char *name)
{
	static const char *const endings[] = { ".htm",   ".html", ".xhtml", ".mht",
					       ".mhtml", ".rtf",  ".txt",   ".docx" };

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (ends_with(name, endings[i]))
			return !strcasestr(name, "embeddings");
	return false;
}

/* Parts that no text comes from are left packed. */
static bool is_wanted(const char *name)
{
	static const char *const unwanted[] = { "fontTable",     "webSettings", "customXml",
						"app.xml",       "people",      "diagrams",
						"stylesWithEff", "glossary",    "comments",
						"charts" };

	if (ends_with(name, ".rels"))
		return !strcasestr(name, "customXml");
	if (!ends_with(name, ".xml"))
		return is_chunk(name);
	for (size_t i = 0; i < sizeof unwanted / sizeof unwanted[0]; i++)
		if (strcasestr(name, unwanted[i]))
			return false;
	return true;
}

static int add_part(struct rq_archive *archive, const char *name, struct rq_parts *parts,
		    size_t *total, struct rq_error *err)
{
	struct rq_part *part;

	if (parts->count == MAX_PARTS)
		return rq_fail(err, RQ_TOO_MANY, "more than %d parts with text", MAX_PARTS);
	parts->parts = rq_grow(parts->parts, parts->count, &parts->capacity, sizeof *part);
	part = &parts->parts[parts->count++];
	(void)snprintf(part->name, sizeof part->name, "%s", name);
	rq_buffer_init(&part->bytes, RQ_MAX_XML_BYTES - *total);
	if (rq_archive_read(archive, &part->bytes, err) == -1)
		return -1;
	*total += part->bytes.length;
	return 0;
}

int rq_parts_load(const char *bytes, size_t length, struct rq_parts *parts, struct rq_error *err)
{
	struct rq_archive *archive = NULL;
	struct rq_member member;
	size_t total = 0, seen = 0;
	int got;

	if (rq_archive_open_bytes(bytes, length, NULL, &archive, err) == -1)
		return -1;
	while ((got = rq_archive_next(archive, &member, err)) == 1) {
		if (++seen > RQ_MAX_ARCHIVE_ENTRIES) {
			got =
			    rq_fail(err, RQ_TOO_MANY, "more than %d parts", RQ_MAX_ARCHIVE_ENTRIES);
			break;
		}
		if (!is_wanted(member.name) || strlen(member.name) >= RQ_PART_NAME)
			continue;
		if (member.refusal.code == RQ_ENCRYPTED) {
			*err = member.refusal;
			got = -1;
			break;
		}
		if (member.refusal.code != RQ_OK)
			continue;
		if (add_part(archive, member.name, parts, &total, err) == -1) {
			got = -1;
			break;
		}
	}
	rq_archive_free(archive);
	return got == -1 ? -1 : 0;
}

void rq_parts_free(struct rq_parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		rq_buffer_free(&parts->parts[i].bytes);
	free(parts->parts);
	memset(parts, 0, sizeof *parts);
}

const struct rq_part *rq_parts_find(const struct rq_parts *parts, const char *name)
{
	for (size_t i = 0; i < parts->count; i++)
		if (strcasecmp(parts->parts[i].name, name) == 0)
			return &parts->parts[i];
	return NULL;
}

/* --- relations ------------------------------------------------------------------ */

struct reading {
	struct rq_relations *relations;
	const char *folder; /* of the part, ends in "/" or is empty */
	struct rq_error *err;
};

/* "../media/x", "/word/x" and "x", all to names in the package. */
static void resolve(const char *folder, const char *target, char *name)
{
	char base[RQ_PART_NAME];
	size_t length;

	if (*target == '/') {
		(void)snprintf(name, RQ_TARGET, "%s", target + 1);
		return;
	}
	(void)snprintf(base, sizeof base, "%s", folder);
	while (strncmp(target, "../", 3) == 0) {
		target += 3;
		length = strlen(base);
		if (length > 0)
			base[length - 1] = '\0';
		length = strlen(base);
		while (length > 0 && base[length - 1] != '/')
			base[--length] = '\0';
	}
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	(void)snprintf(name, RQ_TARGET, "%s%s", base, target);
}

static void on_relation(void *context, const struct rq_xml_element *element)
{
	struct reading *reading = context;
	struct rq_relations *relations = reading->relations;
	struct rq_relation *relation;
	char type[256], target[RQ_TARGET - RQ_PART_NAME], mode[16], *slash;

	if (strcmp(element->name, "Relationship") != 0)
		return;
	if (relations->count == MAX_RELATIONS) {
		(void)rq_fail(reading->err, RQ_TOO_MANY, "more than %d links", MAX_RELATIONS);
		return;
	}
	relations->items =
	    rq_grow(relations->items, relations->count, &relations->capacity, sizeof *relation);
	relation = &relations->items[relations->count++];
	memset(relation, 0, sizeof *relation);
	(void)rq_xml_attribute(element, "Id", relation->id, sizeof relation->id);
	(void)rq_xml_attribute(element, "Type", type, sizeof type);
	slash = strrchr(type, '/');
	(void)snprintf(relation->type, sizeof relation->type, "%.63s", slash ? slash + 1 : type);
	(void)rq_xml_attribute(element, "Target", target, sizeof target);
	(void)rq_xml_attribute(element, "TargetMode", mode, sizeof mode);
	relation->external = strcmp(mode, "External") == 0;
	if (relation->external)
		(void)snprintf(relation->target, sizeof relation->target, "%s", target);
	else
		resolve(reading->folder, target, relation->target);
}

int rq_relations_read(const struct rq_parts *parts, const char *part,
		      struct rq_relations *relations, struct rq_error *err)
{
	const char *slash = strrchr(part, '/'), *file = slash ? slash + 1 : part;
	char folder[RQ_PART_NAME], name[2 * RQ_PART_NAME + 16];
	struct rq_error handler_error = { 0 };
	struct reading reading = { relations, folder, &handler_error };
	struct rq_xml_handler handler = { .start = on_relation,
					  .context = &reading,
					  .err = &handler_error };
	const struct rq_part *found;

	(void)snprintf(folder, sizeof folder, "%.*s", (int)(file - part), part);
	(void)snprintf(name, sizeof name, "%s_rels/%s.rels", folder, file);
	found = rq_parts_find(parts, name);
	if (!found)
		return 0;
	return rq_xml_parse(found->bytes.data, found->bytes.length, &handler, err);
}

void rq_relations_free(struct rq_relations *relations)
{
	free(relations->items);
	memset(relations, 0, sizeof *relations);
}

const struct rq_relation *rq_relations_find(const struct rq_relations *relations, const char *id)
{
	for (size_t i = 0; i < relations->count; i++)
		if (strcmp(relations->items[i].id, id) == 0)
			return &relations->items[i];
	return NULL;
}
