#ifndef RQ_RESUME_SHEET_H
#define RQ_RESUME_SHEET_H

/*
 * A document's lines while they are read. Every line is folded once into a key (sheet_key.h).
 * Rules look at keys and take slices of lines; a slice that is put into the document is
 * marked as placed, and what no rule placed is known at the end: so nothing is lost,
 * whatever the rules do.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "document/document.h"

struct rq_sheet_line {
	const char *text; /* of the document */
	char *key;
	const uint32_t *at;    /* byte of the key -> byte of text; one more at the end */
	unsigned char *placed; /* a mark for each byte of the key */
	uint32_t length;       /* of the key */
	uint32_t start;        /* of the key without bullet and leading punctuation */
	enum rq_line_kind kind;
	unsigned level; /* of a heading, from 1, the outermost; 0 unknown */
	bool bullet;    /* an item: by its kind, or by a bullet in front */
	bool gap;
	bool bold;
	uint32_t heads; /* the line that heads its columns, from 1; 0 none (resume/table.h) */
	bool schools;   /* heads columns of degrees and schools (resume/table.h) */
	bool folio;     /* numbers a page, or is of a letter: no part of the résumé */
	bool printed;   /* likewise, by who printed it: its address is nobody's */
	float size;
	float left;
	uint32_t turn[RQ_TURNS]; /* bytes of the key where its type turns; 0: no more */
};

/* A part of a line: bytes start to end of its key. */
struct rq_slice {
	uint32_t line;
	uint32_t start;
	uint32_t end;
};

struct rq_sheet {
	struct rq_sheet_line *lines;
	size_t count;
	char *keys;
	uint32_t *at;
	unsigned char *placed;
	float body_size; /* the most frequent size of type; 0 when unknown */
	bool paragraphs; /* the format has such, each a line: none goes on in the next */
	json_t *provenance;
	struct rq_slice home; /* the town that the head says somebody lives in; empty: none */
};

/* Whether a byte of a key is of a word. */
static inline bool rq_sheet_is_word(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The end of the word at byte i of a key, before end; it may hold dots inside: "b.sc", "s.a". */
uint32_t rq_sheet_end_of_word(const char *key, uint32_t i, uint32_t end);

/* Parts of several lines that make one text. Begin with { 0 }, free(slice). */
struct rq_slices {
	struct rq_slice *slice;
	size_t count;
	size_t capacity;
};

/* The document must outlive the sheet. Free it. */
void rq_sheet_init(struct rq_sheet *sheet, const struct rq_document *document);
void rq_sheet_free(struct rq_sheet *sheet);

/* The last byte of a line's key; NUL when it is empty. */
char rq_sheet_last(const struct rq_sheet_line *line);

/* Whether a bracket opens in it that does not close. */
bool rq_sheet_is_open(const struct rq_sheet_line *line);

/* Whether it begins with a small letter, of a script that has such. */
bool rq_sheet_begins_lower(const struct rq_sheet_line *line);

/* The slice of a whole line without its bullet. */
struct rq_slice rq_sheet_whole(const struct rq_sheet *sheet, size_t line);

/* The slice without white space, dashes, bars, commas, colons and symbols at its ends. */
struct rq_slice rq_sheet_trim(const struct rq_sheet *sheet, struct rq_slice slice);

/* The key at which a slice starts; it is not terminated. */
const char *rq_sheet_key(const struct rq_sheet *sheet, struct rq_slice slice);

/* The text of slices, joined by spaces, white space folded; free(). */
char *rq_sheet_text(const struct rq_sheet *sheet, const struct rq_slice *slices, size_t count);

void rq_slices_add(struct rq_slices *slices, struct rq_slice slice);

/* Marks as placed what is held without being a leaf: a heading, a label, a date. */
void rq_sheet_mark(struct rq_sheet *sheet, struct rq_slice slice);

/* Whether a letter or digit of the slice is placed. */
bool rq_sheet_is_placed(const struct rq_sheet *sheet, struct rq_slice slice);

/*
 * Put the text of slices into a document: as member key of object, or at the
 * end of array; path is the JSON Pointer of the container. They mark the slices
 * as placed and note where the leaf came from. A member that is there stays,
 * and nothing is placed (false); so it is with slices that hold no word.
 */
bool rq_sheet_put(struct rq_sheet *sheet, json_t *object, const char *path, const char *key,
		  const struct rq_slice *slices, size_t count);
bool rq_sheet_push(struct rq_sheet *sheet, json_t *array, const char *path,
		   const struct rq_slice *slices, size_t count);

/* The same for a value that stands otherwise in the text: a date. */
bool rq_sheet_put_value(struct rq_sheet *sheet, json_t *object, const char *path, const char *key,
			const char *value, struct rq_slice slice);

/*
 * Adds every word that is not placed to "unplaced" of resume, line by line, and
 * returns the coverage in basis points: placed words of all words; those of
 * a folio count as placed. 10,000 when there is no word.
 */
int rq_sheet_finish(struct rq_sheet *sheet, json_t *resume);

#endif
