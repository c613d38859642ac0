#ifndef RQ_EXPORT_PRINTER_H
#define RQ_EXPORT_PRINTER_H

/*
 * Manuscripts to documents: one function a format, and the table of them. All
 * are deterministic: the same manuscript and look give the same bytes.
 */

#include <stdbool.h>

#include "base/buffer.h"
#include "base/json.h"
#include "export/look.h"
#include "export/manuscript.h"

enum rq_print_format {
	RQ_PRINT_DOCX,
	RQ_PRINT_PDF,
	RQ_PRINT_HTML,
	RQ_PRINT_MARKDOWN,
	RQ_PRINT_TEXT,
	RQ_PRINT_JSON,
	RQ_PRINT_FORMATS
};

struct rq_printed {
	struct rq_buffer bytes;
	json_t *warnings; /* {"code","message"}: what the document could not be given */
};

void rq_printed_init(struct rq_printed *printed);
void rq_printed_free(struct rq_printed *printed);

/* "docx", which is also the end of the file's name; static. */
const char *rq_print_extension(enum rq_print_format format);

/* The format of a name ("docx", "markdown", "text", "json", …), or -1. */
int rq_print_find(const char *name, size_t length);

/* What is printed of a result record. */
enum rq_print_work {
	RQ_PRINT_RESUME,
	RQ_PRINT_CHANGES, /* what tailoring changed, for the candidate */
};

/*
 * Composes and prints one document. RQ_BAD_RECORD without a résumé, or for
 * changes as JSON; RQ_TOO_LARGE, RQ_TOO_MANY for one that is no résumé any more.
 */
int rq_print(enum rq_print_work work, enum rq_print_format format, const json_t *result,
	     const struct rq_look *look, struct rq_printed *printed, struct rq_error *err);

/* The formats, each in a file of its own. */
int rq_print_docx(const struct rq_manuscript *manuscript, const struct rq_look *look,
		  struct rq_printed *printed, struct rq_error *err);
int rq_print_pdf(const struct rq_manuscript *manuscript, const struct rq_look *look,
		 struct rq_printed *printed, struct rq_error *err);
/* Whether it goes on one page; false when it cannot be set. */
bool rq_pdf_fits(const struct rq_manuscript *manuscript, const struct rq_look *look);

int rq_print_html(const struct rq_manuscript *manuscript, const struct rq_look *look,
		  struct rq_printed *printed, struct rq_error *err);
int rq_print_markdown(const struct rq_manuscript *manuscript, const struct rq_look *look,
		      struct rq_printed *printed, struct rq_error *err);
int rq_print_text(const struct rq_manuscript *manuscript, const struct rq_look *look,
		  struct rq_printed *printed, struct rq_error *err);

/* JSON Resume 1.3 of the document itself: with "$schema", and addresses that have a scheme. */
int rq_print_json(const json_t *resume, struct rq_printed *printed, struct rq_error *err);

#endif
