#include "report/writer.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { PIECE = 1024 }; /* what most pieces fit into */

int rq_writer_end(const struct rq_writer *writer)
{
	return writer->failed ? -1 : 0;
}

void rq_writer_bytes(struct rq_writer *writer, const char *bytes, size_t count)
{
	if (writer->failed)
		return;
	if (rq_output_write(writer->out, bytes, count, writer->err) == -1)
		writer->failed = true;
	writer->written += count;
}

void rq_writer_text(struct rq_writer *writer, const char *text)
{
	rq_writer_bytes(writer, text, strlen(text));
}

void rq_writer_format(struct rq_writer *writer, const char *format, ...)
{
	char piece[PIECE], *text = piece;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(piece, sizeof piece, format, arguments);
	va_end(arguments);
	if (length >= PIECE) {
		va_start(arguments, format);
		length = vasprintf(&text, format, arguments);
		va_end(arguments);
	}
	if (length < 0) {
		writer->failed = true;
		(void)rq_fail_errno(writer->err, RQ_SYSTEM, "cannot format");
		return;
	}
	rq_writer_bytes(writer, text, (size_t)length);
	if (text != piece)
		free(text);
}

static const char *reference(int32_t character, bool damaged)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return damaged || rq_text_is_unsafe(character) ? "\xef\xbf\xbd" : NULL;
	}
}

/* Most of any text. */
static bool is_plain(char byte)
{
	return (byte >= ' ' && byte <= '%')
		   ? byte != '"'
		   : (byte >= '(' && byte < 0x7f && byte != '<' && byte != '>');
}

void rq_writer_escaped_bytes(struct rq_writer *writer, const char *text, size_t count)
{
	size_t start = 0, step;

	for (size_t at = 0; at < count; at += step) {
		const char *instead;
		int32_t character;

		if (is_plain(text[at])) {
			step = 1;
			continue;
		}
		character = rq_text_decode(text + at, count - at, &step);
		instead = reference(character, character == 0xfffd && step == 1);
		if (!instead)
			continue;
		rq_writer_bytes(writer, text + start, at - start);
		rq_writer_text(writer, instead);
		start = at + step;
	}
	rq_writer_bytes(writer, text + start, count - start);
}

void rq_writer_escaped(struct rq_writer *writer, const char *text)
{
	if (text)
		rq_writer_escaped_bytes(writer, text, strlen(text));
}

void rq_writer_cell(struct rq_writer *w, const char *text, size_t width)
{
	size_t length = strlen(text), columns = rq_text_columns(text), at = 0, used = 0, step;

	if (columns <= width) {
		rq_writer_text(w, text);
		rq_writer_format(w, "%*s", (int)(width - columns), "");
		return;
	}
	while (at < length) {
		step = rq_text_cluster(text + at, length - at, &columns);
		if (used + columns > width - 1)
			break;
		used += columns;
		at += step;
	}
	rq_writer_bytes(w, text, at);
	rq_writer_text(w, "…");
	rq_writer_format(w, "%*s", (int)(width - 1 - used), "");
}

/* "./" keeps a colon in the name from making a scheme of it. */
void rq_writer_link(struct rq_writer *writer, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	rq_writer_text(writer, "./");
	for (; *name; name++) {
		if (isalnum((unsigned char)*name) || strchr("-._~", *name))
			rq_writer_bytes(writer, name, 1);
		else
			rq_writer_format(writer, "%%%02X", (unsigned char)*name);
	}
}

const char *rq_percent(int basis_points, char text[16])
{
	int tenths = (basis_points + 5) / 10;

	if (basis_points < 0)
		(void)snprintf(text, 16, "–");
	else
		(void)snprintf(text, 16, "%d.%d", tenths / 10, tenths % 10);
	return text;
}

const char *rq_share(int64_t part, int64_t whole, char text[16])
{
	double share = whole > 0 ? (double)part / (double)whole : -1;

	return rq_percent(share < 0 ? -1 : (int)(share * 10000), text);
}

const char *rq_short_count(int64_t count, char text[16])
{
	static const char units[] = " kMGTPE";
	double number = (double)count;
	size_t unit = 0;

	for (; number >= 999.95 && units[unit + 1]; unit++)
		number /= 1000;
	if (unit == 0)
		(void)snprintf(text, 16, "%lld", (long long)count);
	else
		(void)snprintf(text, 16, "%.1f%c", number, units[unit]);
	return text;
}

const char *rq_duration(int64_t milliseconds, char text[32])
{
	long long seconds = milliseconds / 1000;

	if (milliseconds < 1000)
		(void)snprintf(text, 32, "%lld ms", (long long)milliseconds);
	else if (seconds < 60)
		(void)snprintf(text, 32, "%lld.%lld s", seconds,
			       (long long)(milliseconds % 1000 / 100));
	else if (seconds < 3600)
		(void)snprintf(text, 32, "%lld min %lld s", seconds / 60, seconds % 60);
	else if (seconds < 86400)
		(void)snprintf(text, 32, "%lld h %lld min", seconds / 3600, seconds % 3600 / 60);
	else
		(void)snprintf(text, 32, "%lld d %lld h", seconds / 86400, seconds % 86400 / 3600);
	return text;
}
