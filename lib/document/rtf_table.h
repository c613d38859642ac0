#ifndef RQ_DOCUMENT_RTF_TABLE_H
#define RQ_DOCUMENT_RTF_TABLE_H

/*
 * The tables in front of an RTF file's text (Rich Text Format 1.9.1, "Font
 * Table", "Color Table", "Style Sheet"): what the numbers in the text mean.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/color.h"

enum rq_rtf_table_kind { RQ_RTF_FONTS, RQ_RTF_COLORS, RQ_RTF_STYLES };

struct rq_rtf_tables {
	unsigned short *pages;    /* of fonts, by number */
	struct rq_color *palette; /* not known: "automatic", or none of the table */
	unsigned char *headings;  /* of paragraph styles: 0 none, 1 of no known level, 1 + level */
	size_t colors;
	int font, style; /* the entry that is being read */
	int red, green, blue;
	struct rq_buffer name;
};

void rq_rtf_tables_init(struct rq_rtf_tables *tables);
void rq_rtf_tables_free(struct rq_rtf_tables *tables);

/* A control word, and text, in the table of that kind. */
void rq_rtf_tables_word(struct rq_rtf_tables *tables, enum rq_rtf_table_kind kind, const char *word,
			int number);
void rq_rtf_tables_text(struct rq_rtf_tables *tables, enum rq_rtf_table_kind kind, const char *text,
			size_t length);

/* What a number that the text uses means; any number may be asked for. */
unsigned rq_rtf_tables_page(const struct rq_rtf_tables *tables, int font); /* 0: default */
struct rq_color rq_rtf_tables_color(const struct rq_rtf_tables *tables, int color);
bool rq_rtf_tables_is_heading(const struct rq_rtf_tables *tables, int style);
unsigned rq_rtf_tables_level(const struct rq_rtf_tables *tables, int style); /* 0: not known */

#endif
