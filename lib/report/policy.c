#include "report/policy.h"

#include "base/digest.h"

static int hex_value(char digit)
{
	return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

void rq_policy_digest(const char *bytes, size_t length, char text[RQ_POLICY_DIGEST_SIZE])
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char hex[RQ_DIGEST_SIZE];
	unsigned bits = 0, held = 0;
	size_t used = 0;

	rq_digest_bytes(bytes, length, hex);
	for (const char *digit = hex; *digit; digit++) {
		bits = (bits << 4 | (unsigned)hex_value(*digit)) & 0xfff;
		held += 4;
		if (held >= 6) {
			held -= 6;
			text[used++] = alphabet[bits >> held & 63];
		}
	}
	text[used++] = alphabet[bits << (6 - held) & 63];
	text[used++] = '=';
	text[used] = '\0';
}
