#include "document/codepage.h"

#include <stddef.h>
#include <stdio.h>

unsigned rq_codepage_of_charset(int charset)
{
	static const struct {
		int charset;
		unsigned page;
	} sets[] = {
		{ 0, RQ_CODEPAGE_WESTERN },
		{ 2, RQ_CODEPAGE_SYMBOL },
		{ 77, 10000 },
		{ 78, 932 },
		{ 128, 932 },
		{ 129, 949 },
		{ 130, 1361 },
		{ 134, 936 },
		{ 136, 950 },
		{ 161, 1253 },
		{ 162, 1254 },
		{ 163, 1258 },
		{ 177, 1255 },
		{ 178, 1256 },
		{ 186, 1257 },
		{ 204, 1251 },
		{ 222, 874 },
		{ 238, 1250 },
		{ 254, 437 },
		{ 255, 850 },
	};

	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
		if (sets[i].charset == charset)
			return sets[i].page;
	return 0;
}

const char *rq_codepage_name(unsigned page, char name[RQ_CODEPAGE_NAME_SIZE])
{
	switch (page) {
	case 10000:
		(void)snprintf(name, RQ_CODEPAGE_NAME_SIZE, "MACINTOSH");
		break;
	case 65001:
		(void)snprintf(name, RQ_CODEPAGE_NAME_SIZE, "UTF-8");
		break;
	default:
		(void)snprintf(name, RQ_CODEPAGE_NAME_SIZE, "CP%u", page);
	}
	return name;
}
