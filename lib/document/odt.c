#include "document/odt.h"

#include <string.h>

#include "document/composer.h"
#include "document/metadata.h"
#include "document/odt_part.h"
#include "document/odt_style.h"
#include "document/parts.h"
#include "document/xml.h"

/* --- the list of parts tells whether they are encrypted (part 2, 4.8) ----------------- */

static void on_start(void *context, const struct rq_xml_element *element)
{
	bool *encrypted = context;

	*encrypted = *encrypted || strcmp(element->name, "encryption-data") == 0;
}

/* A list that is missing or damaged says nothing. */
static bool is_encrypted(const struct rq_parts *parts)
{
	const struct rq_part *manifest = rq_parts_find(parts, "META-INF/manifest.xml");
	struct rq_error ignored = { 0 }, handler_error = { 0 };
	bool encrypted = false;
	struct rq_xml_handler handler = { .start = on_start,
					  .context = &encrypted,
					  .err = &handler_error };

	if (manifest)
		(void)rq_xml_parse(manifest->bytes.data, manifest->bytes.length, &handler,
				   &ignored);
	return encrypted;
}

/* --- reading ----------------------------------------------------------------------------- */

static int read_parts(const struct rq_parts *parts, struct rq_odt_styles *styles,
		      struct rq_composer *composer, struct rq_error *err)
{
	const struct rq_part *common = rq_parts_find(parts, "styles.xml");
	const struct rq_part *content = rq_parts_find(parts, "content.xml");

	if (is_encrypted(parts))
		return rq_fail(err, RQ_ENCRYPTED, "encrypted: it needs a password");
	if (!content)
		return rq_fail(err, RQ_DAMAGED, "an OpenDocument file without content.xml");
	if (common &&
	    rq_odt_part_read(common->bytes.data, common->bytes.length, styles, composer, err) == -1)
		return -1;
	rq_odt_styles_next_part(styles);
	return rq_odt_part_read(content->bytes.data, content->bytes.length, styles, composer, err);
}

int rq_odt_read(const char *bytes, size_t length, struct rq_document *document,
		struct rq_error *err)
{
	struct rq_odt_styles *styles = rq_odt_styles_new();
	struct rq_composer *composer = rq_composer_new(document);
	struct rq_parts parts = { 0 };
	const struct rq_part *about;
	int result = -1;

	document->format = "odt";
	if (rq_parts_load(bytes, length, &parts, err) == 0 &&
	    read_parts(&parts, styles, composer, err) == 0)
		result = rq_composer_finish(composer, err);
	about = rq_parts_find(&parts, "meta.xml");
	if (about)
		rq_metadata_add_xml(document, about->bytes.data, about->bytes.length);
	rq_parts_free(&parts);
	rq_composer_free(composer);
	rq_odt_styles_free(styles);
	return result;
}

int rq_odt_read_flat(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err)
{
	struct rq_odt_styles *styles = rq_odt_styles_new();
	struct rq_composer *composer = rq_composer_new(document);
	int result = -1;

	document->format = "odt";
	if (rq_odt_part_read(bytes, length, styles, composer, err) == 0)
		result = rq_composer_finish(composer, err);
	rq_composer_free(composer);
	rq_odt_styles_free(styles);
	return result;
}
