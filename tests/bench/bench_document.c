/*
 * Documents a second through the readers, in one process and without a worker:
 * the examples' text, DOCX and PDF files, each beside a floor in the same run:
 * poppler's own text for PDF, unpacking and walking the XML for DOCX, copying
 * for text. One JSON line each.
 */

#include <fcntl.h>
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "document/parts.h"
#include "document/pdf_tables.h"
#include "document/reader.h"
#include "document/unpack.h"
#include "document/xml.h"
#include "resume/reading.h"

enum { MAX_FILES = 256, MAX_BYTES = 1 << 22 };

static const double SECONDS = 1.0; /* each figure is measured for so long */

struct file {
	char *bytes;
	size_t length;
	struct rq_detected detected;
};

/* CPU seconds of this process. */
static double now(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t load(const char *path, struct file *files)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct rq_unpacked member;
	struct rq_unpack *unpack;
	size_t count = 0;

	if (fd == -1) {
		perror(path);
		exit(1);
	}
	unpack = rq_unpack_new(fd, path);
	while (count < MAX_FILES && rq_unpack_next(unpack, &member)) {
		struct file *file = &files[count];
		ssize_t length;

		if (member.fd == -1)
			continue;
		file->bytes = malloc(MAX_BYTES);
		length = file->bytes ? pread(member.fd, file->bytes, MAX_BYTES, 0) : -1;
		(void)close(member.fd);
		if (length < 1)
			continue;
		file->length = (size_t)length;
		file->detected = rq_detect(file->bytes, file->length, member.name);
		count++;
	}
	rq_unpack_free(unpack);
	(void)close(fd);
	return count;
}

/* --- what is measured ------------------------------------------------------------- */

static void read_document(const struct file *file)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	rq_document_init(&document);
	(void)rq_document_read_as(file->detected, file->bytes, file->length, &document, &err);
	rq_document_free(&document);
}

static void read_resume(const struct file *file)
{
	struct rq_error err = { 0 };
	json_t *record = NULL;

	if (rq_reading_record(RQ_INTAKE_RESUMES, "x", file->bytes, file->length, &record, &err) ==
	    0)
		json_decref(record);
}

static void only_poppler(const struct file *file)
{
	GBytes *data = g_bytes_new_static(file->bytes, file->length);
	PopplerDocument *pdf = poppler_document_new_from_bytes(data, NULL, NULL);

	for (int i = 0; pdf && i < poppler_document_get_n_pages(pdf); i++) {
		PopplerPage *page = poppler_document_get_page(pdf, i);

		g_free(poppler_page_get_text(page));
		g_object_unref(page);
	}
	if (pdf)
		g_object_unref(pdf);
	g_bytes_unref(data);
}

static void ignore_start(void *context, const struct rq_xml_element *element)
{
	(void)context;
	(void)element;
}

static void ignore_end(void *context, const char *name, const char *space)
{
	(void)context;
	(void)name;
	(void)space;
}

static void count_text(void *context, const char *text, size_t length)
{
	(void)text;
	*(size_t *)context += length;
}

static void only_xml(const struct file *file)
{
	struct rq_error err = { 0 }, ignored = { 0 };
	struct rq_parts parts = { 0 };
	size_t characters = 0;
	struct rq_xml_handler handler = { ignore_start, ignore_end, count_text, &characters,
					  &ignored };
	const struct rq_part *body;

	(void)rq_parts_load(file->bytes, file->length, &parts, &err);
	body = rq_parts_find(&parts, "word/document.xml");
	if (body)
		(void)rq_xml_parse(body->bytes.data, body->bytes.length, &handler, &err);
	rq_parts_free(&parts);
}

static void only_copy(const struct file *file)
{
	char *copy = malloc(file->length);

	if (copy) {
		memcpy(copy, file->bytes, file->length);
		__asm__ volatile("" : : "r"(copy) : "memory"); /* it is not optimized away */
	}
	free(copy);
}

static void measure(const char *name, const struct file *files, size_t count, enum rq_format format,
		    void (*work)(const struct file *file))
{
	double start = now(), seconds = 0;
	size_t done = 0, rounds = 0;

	do {
		for (size_t i = 0; i < count; i++) {
			if (files[i].detected.format != format)
				continue;
			work(&files[i]);
			done++;
		}
		seconds = now() - start;
		rounds++;
	} while (done > 0 && (seconds < SECONDS || rounds < 2));
	if (done > 0)
		printf(
		    "{\"bench\":\"%s\",\"documents\":%zu,\"seconds\":%.3f,\"per_second\":%.0f}\n",
		    name, done, seconds, (double)done / seconds);
}

/* Poppler with its tables kept, as a program that reads many files has it. */
static void measure_poppler_kept(const struct file *files, size_t count)
{
	PopplerDocument *holder = NULL;

	for (size_t i = 0; i < count && !holder; i++)
		if (files[i].detected.format == RQ_FORMAT_PDF) {
			GBytes *data = g_bytes_new_static(files[i].bytes, files[i].length);

			holder = poppler_document_new_from_bytes(data, NULL, NULL);
			g_bytes_unref(data);
		}
	measure("floor-pdf-poppler-kept", files, count, RQ_FORMAT_PDF, only_poppler);
	g_clear_object(&holder);
}

int main(int argc, char **argv)
{
	static struct file files[MAX_FILES];
	struct rq_pdf_tables *tables;
	const char *tree = getenv("RQ_TREE");
	char path[4096];
	size_t count;

	(void)snprintf(path, sizeof path, "%s/examples/resumes.zip", tree ? tree : ".");
	count = load(argc > 1 ? argv[1] : path, files);
	measure("read-text", files, count, RQ_FORMAT_TEXT, read_document);
	measure("resume-text", files, count, RQ_FORMAT_TEXT, read_resume);
	measure("floor-text-copy", files, count, RQ_FORMAT_TEXT, only_copy);
	measure("read-docx", files, count, RQ_FORMAT_DOCX, read_document);
	measure("resume-docx", files, count, RQ_FORMAT_DOCX, read_resume);
	measure("floor-docx-xml", files, count, RQ_FORMAT_DOCX, only_xml);
	measure("floor-pdf-poppler", files, count, RQ_FORMAT_PDF, only_poppler);
	measure_poppler_kept(files, count);
	tables = rq_pdf_tables_new(); /* as a worker does */
	measure("read-pdf", files, count, RQ_FORMAT_PDF, read_document);
	measure("resume-pdf", files, count, RQ_FORMAT_PDF, read_resume);
	rq_pdf_tables_free(tables);
	for (size_t i = 0; i < count; i++)
		free(files[i].bytes);
	return 0;
}
