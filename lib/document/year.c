#include "document/year.h"

#include <string.h>

bool rq_year_is_in(const char *text, size_t length)
{
	size_t digits = 0;

	for (size_t i = 0; i <= length; i++) {
		bool digit = i < length && text[i] >= '0' && text[i] <= '9';
		const char *number = text + i - digits;

		if (!digit && digits == 4 &&
		    (memcmp(number, "19", 2) == 0 || memcmp(number, "20", 2) == 0))
			return true;
		digits = digit ? digits + 1 : 0;
	}
	return false;
}
