#include "resume/introduction.h"

#include <string.h>

/* Keys of lines between an entry's header and what was done there. */
static const char *const introductions[] = {
	"accomplishments",
	"achievements",
	"achievements include",
	"attivita",
	"attivita e responsabilita",
	"atividades",
	"aufgaben",
	"aufgabenbereich",
	"aufgabenbereiche",
	"details",
	"duties",
	"duties & responsibilities",
	"erfolge",
	"funciones",
	"highlights",
	"job responsibilities",
	"key accomplishments",
	"key achievements",
	"key duties",
	"key responsibilities",
	"key results",
	"logros",
	"main activities",
	"main duties",
	"main responsibilities",
	"mansioni",
	"mes missions",
	"missions",
	"missions principales",
	"principais atividades",
	"principales funciones",
	"principali attivita",
	"principali mansioni",
	"realisations",
	"responsabilidades",
	"responsabilita",
	"responsabilites",
	"responsibilities",
	"responsibilities include",
	"roles & responsibilities",
	"roles and responsibilities",
	"schwerpunkte",
	"selected achievements",
	"summary",
	"taken",
	"taken en verantwoordelijkheden",
	"tareas",
	"tasks",
	"tatigkeiten",
	"tatigkeitsschwerpunkte",
	"technologies include",
	"verantwortlichkeiten",
	"werkzaamheden",
	"wesentliche aufgaben",
};

bool rq_introduction_is_one(const struct rq_sheet *sheet, size_t line)
{
	struct rq_slice slice = rq_sheet_trim(sheet, rq_sheet_whole(sheet, line));
	size_t length = slice.end - slice.start;

	for (size_t i = 0; i < sizeof introductions / sizeof introductions[0]; i++)
		if (strlen(introductions[i]) == length &&
		    memcmp(introductions[i], rq_sheet_key(sheet, slice), length) == 0)
			return true;
	return false;
}
