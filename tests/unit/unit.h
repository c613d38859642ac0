#ifndef RQ_TESTS_UNIT_H
#define RQ_TESTS_UNIT_H

/* What every unit test includes: cmocka, two checks on struct rq_error, what runs it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

/* The call worked; shows the message when it did not. */
#define assert_works(call, err)                                                                    \
	do {                                                                                       \
		if ((call) == -1)                                                                  \
			fail_msg("%s: %s: %s", #call, rq_code_name((err).code), (err).message);    \
	} while (0)

/* The call failed with that code; err is fresh again. */
#define assert_fails(call, err, wanted)                                                            \
	do {                                                                                       \
		assert_int_equal((call), -1);                                                      \
		assert_string_equal(rq_code_name((err).code), rq_code_name(wanted));               \
		(err) = (struct rq_error) { 0 };                                                   \
	} while (0)

/* Whether valgrind runs the test: it is slow, has a memory of its own, makes calls itself. */
static inline int is_under_valgrind(void)
{
	const char *preload = getenv("LD_PRELOAD");

	return preload && strstr(preload, "valgrind");
}

#endif
