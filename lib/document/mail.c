#include "document/mail.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/detect.h"
#include "document/encoding.h"
#include "document/envelope.h"

enum {
	SAMPLE = 64 << 10,
	BLOCK = 64 << 10,
};

struct part {
	GMimeObject *object; /* the message's */
	bool encrypted;
};

enum reading { READ_PART, READ_PLAIN, READ_PAGE };

struct rq_mail {
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *message; /* in hand */
	struct rq_archive_budget *budget;
	bool mailbox;
	size_t messages;
	struct part *parts; /* of the message */
	size_t count, capacity;
	size_t next;
	struct rq_buffer plain, page; /* the body, without and with marks (HTML) */
	bool body_done;
	size_t documents; /* that were attached to the message */
	enum reading reading;
	char *name;
};

int rq_mail_open(int fd, struct rq_archive_budget *budget, struct rq_mail **mail,
		 struct rq_error *err)
{
	char *sample = rq_alloc(SAMPLE, 1);
	ssize_t length = pread(fd, sample, SAMPLE, 0);
	struct rq_mail *opened;

	if (length < 0) {
		free(sample);
		return rq_fail_errno(err, RQ_UNREADABLE, "cannot read");
	}
	g_mime_init(); /* counts; what it makes once serves all */
	opened = rq_alloc(1, sizeof *opened);
	opened->budget = budget;
	opened->mailbox = rq_envelope_kind(sample, (size_t)length) == RQ_ENVELOPE_MAILBOX;
	free(sample);
	rq_buffer_init(&opened->plain, RQ_MAX_TEXT_BYTES);
	rq_buffer_init(&opened->page, RQ_MAX_TEXT_BYTES);
	opened->stream = g_mime_stream_fs_new_with_bounds(fd, 0, -1);
	g_mime_stream_fs_set_owner(GMIME_STREAM_FS(opened->stream), FALSE);
	opened->parser = g_mime_parser_new_with_stream(opened->stream);
	g_mime_parser_set_format(opened->parser,
				 opened->mailbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
	*mail = opened;
	return 0;
}

static void drop_message(struct rq_mail *mail)
{
	if (mail->message)
		g_object_unref(mail->message);
	mail->message = NULL;
	mail->count = mail->next = 0;
	mail->documents = 0;
	mail->body_done = false;
	rq_buffer_clear(&mail->plain);
	rq_buffer_clear(&mail->page);
}

void rq_mail_free(struct rq_mail *mail)
{
	if (!mail)
		return;
	drop_message(mail);
	free(mail->parts);
	free(mail->name);
	rq_buffer_free(&mail->plain);
	rq_buffer_free(&mail->page);
	g_object_unref(mail->parser);
	g_object_unref(mail->stream);
	free(mail);
}

/* --- bytes ------------------------------------------------------------------------- */

static int read_stream(GMimeStream *stream, struct rq_buffer *buffer, struct rq_error *err)
{
	for (;;) {
		char block[BLOCK];
		ssize_t got = g_mime_stream_read(stream, block, sizeof block);

		if (got <= 0)
			return 0; /* what was cut off, the reader of the part will see */
		if (rq_buffer_append(buffer, block, (size_t)got, err) == -1)
			return -1;
	}
}

static int read_content(GMimePart *part, struct rq_buffer *buffer, struct rq_error *err)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream, *decoded;
	GMimeFilter *filter;
	int result;

	if (!content)
		return 0;
	stream = g_mime_data_wrapper_get_stream(content);
	(void)g_mime_stream_reset(stream);
	decoded = g_mime_stream_filter_new(stream);
	filter = g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE);
	(void)g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), filter);
	g_object_unref(filter);
	result = read_stream(decoded, buffer, err);
	g_object_unref(decoded);
	return result;
}

/* A mail inside the mail, as a file of its own. */
static int read_message(GMimeMessagePart *part, struct rq_buffer *buffer, struct rq_error *err)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	GMimeStream *stream;
	ssize_t length;
	int result;

	if (!message)
		return 0;
	stream = g_mime_stream_null_new();
	length = g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	g_object_unref(stream);
	if (length < 0 || (size_t)length > buffer->limit)
		return rq_fail(err, RQ_TOO_LARGE, "a mail of more than %zu MiB",
			       buffer->limit >> 20);
	stream = g_mime_stream_mem_new();
	(void)g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	(void)g_mime_stream_reset(stream);
	result = read_stream(stream, buffer, err);
	g_object_unref(stream);
	return result;
}

/* Text comes as UTF-8 when its encoding is told and known; else as it is, to be guessed. */
static int read_text(GMimePart *part, struct rq_buffer *buffer, struct rq_error *err)
{
	const char *charset =
	    g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
	size_t start = buffer->length, bad;
	struct rq_error ignored = { 0 };
	struct rq_buffer raw;
	int result;

	rq_buffer_init(&raw, buffer->limit);
	result = read_content(part, &raw, err);
	if (result == 0 && (!charset || rq_encoding_convert(charset, raw.data, raw.length, buffer,
							    &bad, &ignored) == -1)) {
		buffer->length = start;
		buffer->data[start] = '\0';
		result = rq_buffer_append(buffer, raw.data, raw.length, err);
	}
	rq_buffer_free(&raw);
	return result;
}

/* --- parts ------------------------------------------------------------------------------ */

static bool is_type(GMimeObject *object, const char *type, const char *subtype)
{
	GMimeContentType *known = g_mime_object_get_content_type(object);

	return known && g_mime_content_type_is_type(known, type, subtype); /* a message has none */
}

static const char *file_name(GMimeObject *object)
{
	const char *name =
	    GMIME_IS_PART(object) ? g_mime_part_get_filename(GMIME_PART(object)) : NULL;

	return name ? name : g_mime_object_get_content_type_parameter(object, "name");
}

/* What a page that was saved as a mail needs to be shown, beside pictures (RFC 2557). */
static bool is_of_layout(GMimeObject *object)
{
	static const struct {
		const char *type, *subtype;
	} kinds[] = { { "text", "css" },        { "text", "javascript" },   { "text", "xml" },
		      { "application", "xml" }, { "application", "x-mso" }, { "font", "*" } };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (is_type(object, kinds[i].type, kinds[i].subtype))
			return !file_name(object);
	return false;
}

/* Nothing that a person attached. */
static bool is_decoration(GMimeObject *parent, GMimeObject *object)
{
	static const char *const subtypes[] = { "pgp-signature", "pgp-keys", "pkcs7-signature",
						"x-pkcs7-signature" };
	bool related = parent && is_type(parent, "multipart", "related");

	for (size_t i = 0; i < sizeof subtypes / sizeof subtypes[0]; i++)
		if (is_type(object, "application", subtypes[i]))
			return true;
	if (is_type(object, "text", "calendar") || is_type(object, "text", "x-amp-html"))
		return true;
	if (related && is_of_layout(object))
		return true;
	return is_type(object, "image", "*") && (g_mime_object_get_content_id(object) || related);
}

static bool is_body(GMimeObject *object)
{
	const char *disposition = g_mime_object_get_disposition(object);

	return (is_type(object, "text", "plain") || is_type(object, "text", "html")) &&
	       !file_name(object) && (!disposition || strcasecmp(disposition, "attachment") != 0);
}

/* Bodies that are too large or cannot be read are none. */
static void add_body(struct rq_mail *mail, GMimeObject *object)
{
	struct rq_buffer *body = is_type(object, "text", "html") ? &mail->page : &mail->plain;
	struct rq_error ignored = { 0 };

	if (body->length > 0)
		(void)rq_buffer_append(body, "\n", 1, &ignored);
	(void)read_text(GMIME_PART(object), body, &ignored);
}

static void see_part(GMimeObject *parent, GMimeObject *object, gpointer user)
{
	struct rq_mail *mail = user;
	bool encrypted = is_type(object, "multipart", "encrypted");

	if (parent && is_type(parent, "multipart", "encrypted"))
		return;
	if (!encrypted && !GMIME_IS_MESSAGE_PART(object) &&
	    (!GMIME_IS_PART(object) || GMIME_IS_MESSAGE_PARTIAL(object) ||
	     is_type(object, "message", "*") || is_decoration(parent, object)))
		return;
	if (GMIME_IS_PART(object) && is_body(object)) {
		add_body(mail, object);
		return;
	}
	mail->parts = rq_grow(mail->parts, mail->count, &mail->capacity, sizeof mail->parts[0]);
	mail->parts[mail->count++] = (struct part) { object, encrypted };
}

static int next_message(struct rq_mail *mail, struct rq_error *err)
{
	drop_message(mail);
	if (mail->messages > 0 && (!mail->mailbox || g_mime_parser_eos(mail->parser)))
		return 0;
	mail->message = g_mime_parser_construct_message(mail->parser, NULL);
	if (!mail->message)
		return mail->messages++ > 0 ? 0 : rq_fail(err, RQ_DAMAGED, "a damaged mail");
	mail->messages++;
	if (GMIME_IS_PART(g_mime_message_get_mime_part(mail->message)))
		see_part(NULL, g_mime_message_get_mime_part(mail->message), mail);
	else
		g_mime_message_foreach(mail->message, see_part, mail);
	return 1;
}

/* --- members -------------------------------------------------------------------------------- */

/* Folders in a name are of the sender's machine and mean nothing (RFC 2183, 2.3). */
static const char *without_folders(const char *name)
{
	for (const char *c = name; *c; c++)
		if ((*c == '/' || *c == '\\') && c[1])
			name = c + 1;
	return name;
}

static void set_name(struct rq_mail *mail, const char *file, struct rq_member *member)
{
	char folder[32] = "";
	char *name;

	if (mail->mailbox)
		(void)snprintf(folder, sizeof folder, "message-%zu/", mail->messages);
	name = rq_printf("%s%s", folder, file);
	free(mail->name);
	mail->name = rq_archive_show_name(name, &member->refusal);
	member->name = mail->name;
	free(name);
}

static void offer_part(struct rq_mail *mail, struct rq_member *member)
{
	const struct part *part = &mail->parts[mail->next++];
	const char *name = file_name(part->object);
	char *file;

	memset(member, 0, sizeof *member);
	mail->reading = READ_PART;
	if (name && *name)
		file = rq_strdup(without_folders(name));
	else
		file = rq_printf("part-%zu%s", mail->next,
				 GMIME_IS_MESSAGE_PART(part->object) ? RQ_MAIL_SUFFIX : "");
	if (part->encrypted)
		(void)rq_fail(&member->refusal, RQ_ENCRYPTED, "an encrypted mail: it needs a key");
	set_name(mail, file, member);
	free(file);
}

static bool is_blank(const struct rq_buffer *text)
{
	size_t size;

	for (size_t at = 0; at < text->length; at += size)
		if (!rq_text_is_space(rq_text_decode(text->data + at, text->length - at, &size)))
			return false;
	return true;
}

/* Bytes of text between the tags, roughly. */
static size_t text_between_tags(const struct rq_buffer *page)
{
	size_t count = 0;
	bool inside = false;

	for (size_t i = 0; i < page->length; i++) {
		inside = inside ? page->data[i] != '>' : page->data[i] == '<';
		count += !inside;
	}
	return count;
}

static bool offer_body(struct rq_mail *mail, struct rq_member *member)
{
	bool plain = !is_blank(&mail->plain);
	size_t length = plain ? mail->plain.length : text_between_tags(&mail->page);

	mail->body_done = true;
	if (!plain && is_blank(&mail->page))
		return false;
	if (mail->documents > 0 && length < RQ_MIN_MAIL_RESUME)
		return false;
	memset(member, 0, sizeof *member);
	mail->reading = plain ? READ_PLAIN : READ_PAGE;
	set_name(mail, plain ? "body.txt" : "body.html", member);
	return true;
}

int rq_mail_next(struct rq_mail *mail, struct rq_member *member, struct rq_error *err)
{
	for (;;) {
		int got = 1;

		if (mail->next < mail->count || (mail->message && !mail->body_done)) {
			if (mail->budget && ++mail->budget->entries > RQ_MAX_ARCHIVE_ENTRIES)
				return rq_fail(err, RQ_TOO_MANY,
					       "more than %d entries in the container",
					       RQ_MAX_ARCHIVE_ENTRIES);
			if (mail->next < mail->count)
				offer_part(mail, member);
			else
				got = offer_body(mail, member);
			if (got)
				return 1;
		}
		got = next_message(mail, err);
		if (got != 1)
			return got;
	}
}

static int read_part(struct rq_mail *mail, struct rq_buffer *buffer, struct rq_error *err)
{
	GMimeObject *object = mail->parts[mail->next - 1].object;
	size_t start = buffer->length;
	enum rq_format format;
	int result;

	if (GMIME_IS_MESSAGE_PART(object))
		result = read_message(GMIME_MESSAGE_PART(object), buffer, err);
	else if (is_type(object, "text", "*"))
		result = read_text(GMIME_PART(object), buffer, err);
	else
		result = read_content(GMIME_PART(object), buffer, err);
	if (result == -1)
		return -1;
	format = rq_detect(buffer->data + start, buffer->length - start, mail->name).format;
	mail->documents += format != RQ_FORMAT_OTHER && format != RQ_FORMAT_EMPTY &&
			   format != RQ_FORMAT_PICTURE; /* it may be a scan or a logo */
	return 0;
}

int rq_mail_read(struct rq_mail *mail, struct rq_buffer *buffer, struct rq_error *err)
{
	static const char mark[] = "\xef\xbb\xbf"; /* so that the page's own word counts less */

	switch (mail->reading) {
	case READ_PLAIN:
		return rq_buffer_append(buffer, mail->plain.data, mail->plain.length, err);
	case READ_PAGE:
		if (rq_text_is_utf8(mail->page.data, mail->page.length) &&
		    rq_buffer_append(buffer, mark, sizeof mark - 1, err) == -1)
			return -1;
		return rq_buffer_append(buffer, mail->page.data, mail->page.length, err);
	case READ_PART:
	default:
		return read_part(mail, buffer, err);
	}
}
