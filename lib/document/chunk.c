#include "document/chunk.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/mail.h"
#include "document/reader.h"
#include "io/scratch.h"

/* The body of a page that was saved as a mail. */
static int get_page(int fd, struct rq_buffer *page, struct rq_error *err)
{
	struct rq_archive_budget budget = { 0 };
	struct rq_mail *mail = NULL;
	struct rq_member member;
	int result = rq_mail_open(fd, &budget, &mail, err);

	if (result == 0 && rq_mail_next(mail, &member, err) != 1)
		result = err->code != RQ_OK ? -1 : rq_fail(err, RQ_NO_TEXT, "no text in it");
	if (result == 0)
		result = rq_mail_read(mail, page, err);
	rq_mail_free(mail);
	return result;
}

static int read_page(const char *bytes, size_t length, struct rq_document *document,
		     struct rq_error *err)
{
	struct rq_scratch scratch;
	struct rq_buffer page;
	int result = -1;

	rq_buffer_init(&page, RQ_MAX_FILE_BYTES);
	if (rq_scratch_open(&scratch, err) == 0 &&
	    rq_output_write(&scratch.out, bytes, length, err) == 0 &&
	    rq_scratch_turn(&scratch, err) == 0 && get_page(scratch.fd, &page, err) == 0)
		result = rq_document_read(page.data, page.length, NULL, document, err);
	rq_scratch_close(&scratch);
	rq_buffer_free(&page);
	return result;
}

static int read_piece(const char *bytes, size_t length, const char *name, struct rq_document *piece,
		      struct rq_error *err)
{
	struct rq_detected detected = rq_detect(bytes, length, name);

	if (piece->depth > RQ_MAX_CHUNK_DEPTH)
		return rq_fail(err, RQ_TOO_DEEP, "more than %d documents inside each other",
			       RQ_MAX_CHUNK_DEPTH);
	if (detected.format == RQ_FORMAT_CONTAINER && strcmp(detected.name, "mail") == 0)
		return read_page(bytes, length, piece, err);
	return rq_document_read_as(detected, bytes, length, piece, err);
}

static int add_lines(const struct rq_document *piece, struct rq_block *block, size_t cell,
		     struct rq_error *err)
{
	for (size_t i = 0; i < piece->count; i++)
		if (rq_block_add(block, piece->lines[i].text, strlen(piece->lines[i].text),
				 &piece->lines[i], cell, err) == -1)
			return -1;
	return 0;
}

static void tell(struct rq_document *whole, const char *name, const struct rq_error *why)
{
	char *message =
	    rq_printf("a document inside of it was not read: %s: %s", name, why->message);

	(void)rq_document_warn(whole, "unread-part", message);
	free(message);
}

int rq_chunk_read(const char *bytes, size_t length, const char *name, struct rq_document *whole,
		  struct rq_block *block, size_t cell, struct rq_error *err)
{
	struct rq_document piece;
	struct rq_error why = { 0 };
	int result = 0;

	rq_document_init(&piece);
	piece.depth = whole->depth + 1;
	if (read_piece(bytes, length, name, &piece, &why) == 0)
		result = add_lines(&piece, block, cell, err);
	else if (why.code == RQ_NO_TEXT)
		rq_hidden_warn(&piece.hidden, "", piece.warnings); /* all of it may be */
	else if (why.code != RQ_EMPTY)
		tell(whole, name, &why);
	(void)json_array_extend(whole->warnings, piece.warnings);
	rq_document_free(&piece);
	return result;
}
