#include "document/office.h"

#include <stdlib.h>
#include <string.h>

#include "document/block.h"
#include "document/chunk.h"
#include "document/metadata.h"
#include "document/parts.h"
#include "document/styles.h"
#include "document/word.h"

struct office {
	struct rq_parts parts;
	struct rq_relations relations; /* of the main part */
	struct rq_styles styles;
	bool colored; /* pages may be */
	bool backed;  /* by something colored behind the text */
	struct rq_block body, margins;
	struct rq_document *document;
};

/* The main part, by the package's relations; most have it under the same name. */
static const struct rq_part *find_main(const struct rq_parts *parts, struct rq_error *err)
{
	struct rq_relations package = { 0 };
	const struct rq_part *part = NULL;

	if (rq_relations_read(parts, "", &package, err) == 0)
		for (size_t i = 0; i < package.count && !part; i++)
			if (strcmp(package.items[i].type, "officeDocument") == 0)
				part = rq_parts_find(parts, package.items[i].target);
	rq_relations_free(&package);
	if (!part)
		part = rq_parts_find(parts, "word/document.xml");
	if (!part)
		(void)rq_fail(err, RQ_DAMAGED, "a DOCX without its main part");
	return err->code == RQ_OK ? part : NULL;
}

static int read_chunk(void *context, const char *name, struct rq_block *block, size_t cell,
		      struct rq_error *err)
{
	struct office *office = context;
	const struct rq_part *part = rq_parts_find(&office->parts, name);

	if (!part) {
		(void)rq_document_warn(
		    office->document, "unread-part",
		    "a document inside of it is not there, or of no kind that is read");
		return 0;
	}
	return rq_chunk_read(part->bytes.data, part->bytes.length, part->name, office->document,
			     block, cell, err);
}

static int read_part(struct office *office, const struct rq_part *part, bool margin,
		     struct rq_block *block, struct rq_error *err)
{
	struct rq_relations relations = { 0 };
	struct rq_word_part word = { .styles = &office->styles,
				     .relations = &relations,
				     .colored = office->colored,
				     .backed = &office->backed,
				     .margin = margin,
				     .hidden = &office->document->hidden,
				     .read_chunk = read_chunk,
				     .office = office };
	int result = rq_relations_read(&office->parts, part->name, &relations, err);

	if (result == 0)
		result = rq_word_read(part->bytes.data, part->bytes.length, &word, block, err);
	rq_relations_free(&relations);
	return result;
}

/* First, even and other pages often have the same header: a line is kept once, from there on. */
static void drop_repeated(struct rq_block *block, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < block->count; i++) {
		bool repeated = false;

		for (size_t k = 0; k < kept && !repeated; k++)
			repeated = strcmp(block->lines[k].text, block->lines[i].text) == 0;
		if (repeated)
			free(block->lines[i].text);
		else
			block->lines[kept++] = block->lines[i];
	}
	block->count = kept;
}

/* All parts of that type which the main part refers to; notes may say the same twice. */
static int read_related(struct office *office, const char *type, bool notes,
			struct rq_document *document, struct rq_error *err)
{
	for (size_t i = 0; i < office->relations.count; i++) {
		const struct rq_relation *relation = &office->relations.items[i];
		const struct rq_part *part;
		size_t before = office->margins.count;

		if (strcmp(relation->type, type) != 0)
			continue;
		part = rq_parts_find(&office->parts, relation->target);
		if (!part)
			continue;
		if (read_part(office, part, true, &office->margins, err) == -1)
			return -1;
		if (!notes)
			drop_repeated(&office->margins, before);
	}
	return rq_block_flush(&office->margins, document, err);
}

/* The part of that type which the main part refers to, or NULL. */
static const struct rq_part *find_related(const struct office *office, const char *type)
{
	for (size_t i = 0; i < office->relations.count; i++)
		if (strcmp(office->relations.items[i].type, type) == 0)
			return rq_parts_find(&office->parts, office->relations.items[i].target);
	return NULL;
}

static int read_looks(struct office *office, struct rq_error *err)
{
	static const char shown[] = "displayBackgroundShape";
	const struct rq_part *styles = find_related(office, "styles");
	const struct rq_part *theme = find_related(office, "theme");
	const struct rq_part *settings = find_related(office, "settings");
	struct rq_error ignored = { 0 };

	office->colored =
	    settings && settings->bytes.length > 0 &&
	    memmem(settings->bytes.data, settings->bytes.length, shown, sizeof shown - 1);
	rq_theme_init(&office->styles.theme);
	if (theme) /* what cannot be read of it is as it is without one */
		(void)rq_theme_read(theme->bytes.data, theme->bytes.length, &office->styles.theme,
				    &ignored);
	return styles
		   ? rq_styles_read(styles->bytes.data, styles->bytes.length, &office->styles, err)
		   : 0;
}

static int read_all(struct office *office, struct rq_document *document, struct rq_error *err)
{
	const struct rq_part *body = find_main(&office->parts, err);

	if (!body || rq_relations_read(&office->parts, body->name, &office->relations, err) == -1 ||
	    read_looks(office, err) == -1 ||
	    read_related(office, "header", false, document, err) == -1 ||
	    read_part(office, body, false, &office->body, err) == -1 ||
	    rq_block_flush(&office->body, document, err) == -1)
		return -1;
	if (read_related(office, "footnotes", true, document, err) == -1 ||
	    read_related(office, "endnotes", true, document, err) == -1)
		return -1;
	return read_related(office, "footer", false, document, err);
}

int rq_office_read(const char *bytes, size_t length, struct rq_document *document,
		   struct rq_error *err)
{
	struct office office = { .document = document };
	const struct rq_part *about;
	int result;

	document->format = "docx";
	result = rq_parts_load(bytes, length, &office.parts, err);
	if (result == 0)
		result = read_all(&office, document, err);
	about = rq_parts_find(&office.parts, "docProps/core.xml");
	if (about)
		rq_metadata_add_xml(document, about->bytes.data, about->bytes.length);
	rq_block_free(&office.body);
	rq_block_free(&office.margins);
	rq_styles_free(&office.styles);
	rq_relations_free(&office.relations);
	rq_parts_free(&office.parts);
	return result;
}

int rq_office_read_flat(const char *bytes, size_t length, struct rq_document *document,
			struct rq_error *err)
{
	struct rq_block headers = { 0 }, body = { 0 }, notes = { 0 }, footers = { 0 };
	struct rq_styles styles = { 0 };
	struct rq_word_part whole = { .styles = &styles,
				      .headers = &headers,
				      .notes = &notes,
				      .footers = &footers,
				      .hidden = &document->hidden };
	int result = -1;

	document->format = "wordml";
	rq_theme_init(&styles.theme);
	if (rq_styles_read(bytes, length, &styles, err) == -1 ||
	    rq_word_read(bytes, length, &whole, &body, err) == -1)
		goto out;
	drop_repeated(&headers, 0);
	drop_repeated(&footers, 0);
	if (rq_block_flush(&headers, document, err) == -1 ||
	    rq_block_flush(&body, document, err) == -1 ||
	    rq_block_flush(&notes, document, err) == -1 ||
	    rq_block_flush(&footers, document, err) == -1)
		goto out;
	result = 0;
out:
	rq_block_free(&headers);
	rq_block_free(&body);
	rq_block_free(&notes);
	rq_block_free(&footers);
	rq_styles_free(&styles);
	return result;
}
