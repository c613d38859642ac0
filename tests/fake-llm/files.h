#ifndef FAKE_FILES_H
#define FAKE_FILES_H

/* The provider's files: uploaded as forms, named by ids, kept until they are deleted. */

#include "fake.h"
#include "reply.h"
#include "request.h"

void files_upload(struct fake *fake, const struct request *request, struct reply *reply);
void files_list(struct fake *fake, const struct request *request, struct reply *reply);
void files_show(struct fake *fake, const struct request *request, struct reply *reply);
void files_content(struct fake *fake, const struct request *request, struct reply *reply);
void files_delete(struct fake *fake, const struct request *request, struct reply *reply);

/* A file of the server's own making (a batch's output); returns its id, the file's. */
const char *files_add(struct fake *fake, const char *name, const char *purpose, const char *bytes,
		      size_t length);

/* The bytes of a file, NUL behind them, or NULL. */
const char *files_find(const struct fake *fake, const char *id, size_t *length);

void files_free(struct fake *fake);

#endif
