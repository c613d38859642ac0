#ifndef RQ_REPORT_POLICY_H
#define RQ_REPORT_POLICY_H

/*
 * How a page's Content-Security-Policy (https://www.w3.org/TR/CSP3/) names what
 * it holds itself: 'sha256-DIGEST', the digest in base64 (RFC 4648).
 */

#include <stddef.h>

enum { RQ_POLICY_DIGEST_SIZE = 64 };

void rq_policy_digest(const char *bytes, size_t length, char text[RQ_POLICY_DIGEST_SIZE]);

#endif
