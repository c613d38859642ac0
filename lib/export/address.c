#include "export/address.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "resume/reach.h"

/* Neither spaces and controls nor what could end an attribute, a string or a tag. */
static bool is_plain(const char *address)
{
	for (; *address; address++)
		if ((unsigned char)*address <= ' ' || strchr("\"'<>\\^`{|}\x7f", *address))
			return false;
	return true;
}

static bool begins(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

/* The address with what is not ASCII percent-encoded (RFC 3986), prefix in front; free(). */
static char *encode(const char *prefix, const char *address)
{
	size_t size = strlen(prefix) + 3 * strlen(address) + 1;
	char *link = rq_alloc(size, 1);
	size_t used = (size_t)snprintf(link, size, "%s", prefix);

	for (; *address; address++)
		used += (size_t)snprintf(link + used, size - used,
					 (unsigned char)*address < 0x80 ? "%c" : "%%%02X",
					 (unsigned char)*address);
	return link;
}

char *rq_address_link(const char *address)
{
	const char *colon = address ? strchr(address, ':') : NULL;

	if (!address || !*address || !is_plain(address))
		return NULL;
	if (begins(address, "https://") || begins(address, "http://") || begins(address, "mailto:"))
		return encode("", address);
	/* "example.org:8080/x" has a port, "javascript:x" a scheme */
	if ((colon && (colon[1] < '0' || colon[1] > '9')) || !strchr(address, '.'))
		return NULL;
	return encode("https://", address);
}

char *rq_address_mail(const char *address)
{
	return address && *address && is_plain(address) ? encode("mailto:", address) : NULL;
}

const char *rq_address_shown(const char *address)
{
	size_t scheme = begins(address, "https://")  ? strlen("https://")
			: begins(address, "http://") ? strlen("http://")
						     : 0;

	return rq_reach_tells(address + scheme) ? address + scheme : address;
}
