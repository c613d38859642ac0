#ifndef RQ_TESTS_FOLDER_H
#define RQ_TESTS_FOLDER_H

/* A folder of its own for a test, gone behind it with all that is in it. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FOLDER_SIZE = 32 };

static inline void folder_make(char folder[FOLDER_SIZE])
{
	(void)snprintf(folder, FOLDER_SIZE, "/tmp/rq-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
}

static inline void folder_remove(const char folder[FOLDER_SIZE])
{
	char command[FOLDER_SIZE + sizeof "rm -rf "];

	(void)snprintf(command, sizeof command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
}

/* As set-up and tear-down: the test runs in the folder, which is *state. */
static inline int enter_folder(void **state)
{
	char *folder = malloc(FOLDER_SIZE);

	folder_make(folder);
	*state = folder;
	return chdir(folder);
}

static inline int leave_folder(void **state)
{
	int result = chdir("/");

	folder_remove(*state);
	free(*state);
	return result;
}

#endif
