#include "document/year.h"

#include <stdbool.h>
#include <string.h>

int rq_year_in(const char *text, size_t length)
{
	size_t digits = 0;

	for (size_t i = 0; i <= length; i++) {
		bool digit = i < length && text[i] >= '0' && text[i] <= '9';
		const char *number = text + i - digits;

		if (!digit && digits == 4 &&
		    (memcmp(number, "19", 2) == 0 || memcmp(number, "20", 2) == 0))
			return (number[0] - '0') * 1000 + (number[1] - '0') * 100 +
			       (number[2] - '0') * 10 + number[3] - '0';
		digits = digit ? digits + 1 : 0;
	}
	return 0;
}
