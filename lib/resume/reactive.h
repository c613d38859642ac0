#ifndef RQ_RESUME_REACTIVE_H
#define RQ_RESUME_REACTIVE_H

/*
 * Documents of Reactive Resume (https://rxresu.me), whose JSON has the members of JSON Resume
 * under other names: in "sections", with their items; times as one text, prose as HTML. Of its
 * versions 4 and 5; those of version 3 that are named alike.
 */

#include <stddef.h>

#include "base/json.h"

/*
 * Brings such a document to JSON Resume, in place; any other stays as it is. What has no member
 * there goes to "unplaced". What is about the page ("metadata") is left out, and so are items
 * that are set not to be shown: returns how many. Text that the HTML hides adds its warnings.
 * Values of a wrong type are left to resume/fit.
 */
size_t rq_reactive_bring(json_t *resume, json_t *warnings);

#endif
