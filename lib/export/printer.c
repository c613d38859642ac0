#include "export/printer.h"

#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "export/compose.h"
#include "export/onepage.h"

static const struct {
	const char *extension, *name;
	int (*print)(const struct rq_manuscript *manuscript, const struct rq_look *look,
		     struct rq_printed *printed, struct rq_error *err);
	rq_fits *fits; /* on a page; NULL where there are no pages */
} formats[RQ_PRINT_FORMATS] = {
	[RQ_PRINT_DOCX] = { "docx", "docx", rq_print_docx, rq_onepage_fits_about },
	[RQ_PRINT_PDF] = { "pdf", "pdf", rq_print_pdf, rq_pdf_fits },
	[RQ_PRINT_HTML] = { "html", "html", rq_print_html, rq_onepage_fits_about },
	[RQ_PRINT_MARKDOWN] = { "md", "markdown", rq_print_markdown, NULL },
	[RQ_PRINT_TEXT] = { "txt", "text", rq_print_text, NULL },
	[RQ_PRINT_JSON] = { "json", "json", NULL, NULL },
};

void rq_printed_init(struct rq_printed *printed)
{
	rq_buffer_init(&printed->bytes, RQ_MAX_PRINTED_BYTES);
	printed->warnings = json_array();
}

void rq_printed_free(struct rq_printed *printed)
{
	rq_buffer_free(&printed->bytes);
	json_decref(printed->warnings);
}

const char *rq_print_extension(enum rq_print_format format)
{
	return formats[format].extension;
}

static int is_name(const char *candidate, const char *name, size_t length)
{
	return strlen(candidate) == length && memcmp(candidate, name, length) == 0;
}

int rq_print_find(const char *name, size_t length)
{
	for (int i = 0; i < RQ_PRINT_FORMATS; i++)
		if (is_name(formats[i].name, name, length) ||
		    is_name(formats[i].extension, name, length))
			return i;
	return -1;
}

static int compose(enum rq_print_work work, enum rq_print_format format, const json_t *result,
		   struct rq_look *look, struct rq_manuscript *manuscript, struct rq_error *err)
{
	const struct rq_extent whole = { .most = SIZE_MAX };

	if (work == RQ_PRINT_RESUME)
		return rq_compose(result, manuscript, err);
	if (!formats[format].fits)
		return rq_compose_changes(result, &whole, manuscript, err);
	return rq_onepage_compose(result, formats[format].fits, look, manuscript, err);
}

int rq_print(enum rq_print_work work, enum rq_print_format format, const json_t *result,
	     const struct rq_look *look, struct rq_printed *printed, struct rq_error *err)
{
	const json_t *resume = rq_json_object(result, "resume");
	struct rq_look chosen = *look;
	struct rq_manuscript manuscript;
	int done;

	if (!resume)
		return rq_fail(err, RQ_BAD_RECORD, "a result without a résumé");
	if (format == RQ_PRINT_JSON)
		return rq_print_json(resume, printed, err);
	rq_manuscript_init(&manuscript);
	done = compose(work, format, result, &chosen, &manuscript, err);
	if (done == 0)
		done = formats[format].print(&manuscript, &chosen, printed, err);
	rq_manuscript_free(&manuscript);
	return done;
}
