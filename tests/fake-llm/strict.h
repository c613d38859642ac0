#ifndef FAKE_STRICT_H
#define FAKE_STRICT_H

/*
 * What strict mode asks of a schema: every object closed, and every property of
 * it required. Providers refuse the request otherwise.
 */

#include <stdbool.h>

#include "base/json.h"

bool strict_takes(const json_t *schema);

#endif
