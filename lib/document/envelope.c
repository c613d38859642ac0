#include "document/envelope.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
	SAMPLE = 16384, /* of the fields: signatures and traces of a long way */
	KNOWN = 3,      /* so many of a mail's fields at least, or */
	KNOWN_MIME = 2, /* where it says that it is MIME, as saved web pages do (RFC 2557) */
};

struct line {
	const char *text;
	size_t length;
};

/* The line at *at, which moves behind it; false at the end. */
static bool next_line(const char **at, const char *end, struct line *line)
{
	const char *stop;

	if (*at == end)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	line->text = *at;
	line->length = (size_t)((stop ? stop : end) - *at);
	*at = stop ? stop + 1 : end;
	if (line->length > 0 && line->text[line->length - 1] == '\r')
		line->length--;
	return true;
}

/* The length of the field's name, or 0 when the line is none. */
static size_t field_name(const struct line *line)
{
	size_t length = 0;

	while (length < line->length && line->text[length] > ' ' && line->text[length] < 0x7f &&
	       line->text[length] != ':')
		length++;
	return length < line->length && line->text[length] == ':' ? length : 0;
}

static bool is_one_of(const struct line *line, size_t length, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		if (strlen(names[i]) == length && strncasecmp(line->text, names[i], length) == 0)
			return true;
	return false;
}

static bool begins_mailbox(const struct line *line)
{
	return line->length > 5 && memcmp(line->text, "From ", 5) == 0;
}

enum rq_envelope rq_envelope_kind(const char *bytes, size_t length)
{
	static const char *const common[] = { "From", "To",       "Cc",     "Subject",
					      "Date", "Reply-To", "Sender", NULL };
	static const char *const programs[] = {
		"MIME-Version",  "Message-ID",     "Received",     "Return-Path",
		"Delivered-To",  "DKIM-Signature", "Content-Type", "Content-Transfer-Encoding",
		"X-Mailer",      "User-Agent",     "Thread-Index", "X-Mozilla-Status",
		"X-Original-To", "In-Reply-To",    "References",   NULL
	};
	static const char *const mime_version[] = { "MIME-Version", NULL };
	const char *at = bytes, *end = bytes + (length < SAMPLE ? length : SAMPLE);
	enum rq_envelope kind = RQ_ENVELOPE_MAIL;
	size_t known = 0, sure = 0;
	bool mime = false;
	struct line line;

	if (!next_line(&at, end, &line))
		return RQ_ENVELOPE_NONE;
	if (begins_mailbox(&line))
		kind = RQ_ENVELOPE_MAILBOX;
	else
		at = bytes;
	while (next_line(&at, end, &line) && line.length > 0) {
		size_t name = field_name(&line);

		if (line.text[0] == ' ' || line.text[0] == '\t' || line.text[0] == '>')
			continue;
		if (name == 0 && at != end)
			return RQ_ENVELOPE_NONE;
		known += is_one_of(&line, name, common);
		sure += is_one_of(&line, name, programs);
		mime |= is_one_of(&line, name, mime_version);
	}
	return sure > 0 && known + sure >= (mime ? KNOWN_MIME : KNOWN) ? kind : RQ_ENVELOPE_NONE;
}
