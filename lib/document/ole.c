#include "document/ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"

enum { BLOCK = 4096 };

struct rq_ole {
	GsfInput *input;
	GsfInfile *root;
	GLogFunc log; /* where the library's words went before */
};

/* The library comments on what is wrong with a file; this one does not print. */
static void be_quiet(const gchar *domain, GLogLevelFlags level, const gchar *message,
		     gpointer context)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)context;
}

int rq_ole_open(const char *bytes, size_t length, struct rq_ole **ole, struct rq_error *err)
{
	GLogFunc log = g_log_set_default_handler(be_quiet, NULL);
	GsfInput *input = gsf_input_memory_new((const guint8 *)bytes, (gsf_off_t)length, FALSE);
	GsfInfile *root = gsf_infile_msole_new(input, NULL);

	if (!root) {
		g_object_unref(input);
		(void)g_log_set_default_handler(log, NULL);
		return rq_fail(err, RQ_DAMAGED, "a damaged Office file");
	}
	*ole = rq_alloc(1, sizeof **ole);
	(*ole)->input = input;
	(*ole)->root = root;
	(*ole)->log = log;
	return 0;
}

void rq_ole_free(struct rq_ole *ole)
{
	if (!ole)
		return;
	g_object_unref(ole->root);
	g_object_unref(ole->input);
	(void)g_log_set_default_handler(ole->log, NULL);
	free(ole);
}

/* Names differ by more than their case ([MS-CFB] 2.6.4). */
static GsfInput *find_stream(GsfInfile *root, const char *name)
{
	int count = gsf_infile_num_children(root);

	for (int i = 0; i < count; i++) {
		const char *known = gsf_infile_name_by_index(root, i);

		if (known && strcasecmp(known, name) == 0)
			return gsf_infile_child_by_index(root, i);
	}
	return NULL;
}

int rq_ole_read(struct rq_ole *ole, const char *name, struct rq_buffer *buffer,
		struct rq_error *err)
{
	GsfInput *stream = find_stream(ole->root, name);
	gsf_off_t left;
	int result = 1;

	if (!stream)
		return 0;
	left = gsf_input_size(stream);
	while (result == 1 && left > 0) {
		size_t count = left < BLOCK ? (size_t)left : BLOCK;
		const guint8 *block = gsf_input_read(stream, count, NULL);

		if (!block)
			result = rq_fail(err, RQ_DAMAGED, "a damaged Office file");
		else if (rq_buffer_append(buffer, block, count, err) == -1)
			result = -1;
		left -= (gsf_off_t)count;
	}
	g_object_unref(stream);
	return result;
}
