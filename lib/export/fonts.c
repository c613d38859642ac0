#include "export/fonts.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>

#include "base/memory.h"

struct places {
	char **path;
	size_t count, capacity;
};

static void add(struct places *places, const char *path)
{
	places->path =
	    rq_grow(places->path, places->count, &places->capacity, sizeof *places->path);
	places->path[places->count++] = rq_strdup(path);
}

static void add_all(struct places *places, FcStrList *list)
{
	const FcChar8 *path;

	while (list && (path = FcStrListNext(list)))
		add(places, (const char *)path);
	if (list)
		FcStrListDone(list);
}

int rq_fonts_places(char ***found, struct rq_error *err)
{
	struct places places = { 0 };
	const FcFontSet *fonts;

	if (!FcInit())
		return rq_fail(err, RQ_SYSTEM, "fontconfig cannot be set up");
	fonts = FcConfigGetFonts(NULL, FcSetSystem);
	if (!fonts || fonts->nfont == 0)
		return rq_fail(err, RQ_SYSTEM,
			       "no font is installed, PDF needs one: "
			       "fonts-noto-core, fonts-dejavu-core");
	add_all(&places, FcConfigGetFontDirs(NULL));
	add_all(&places, FcConfigGetConfigFiles(NULL));
	add_all(&places, FcConfigGetCacheDirs(NULL));
	places.path = rq_resize(places.path, places.count + 1, sizeof *places.path);
	places.path[places.count] = NULL;
	*found = places.path;
	return 0;
}

void rq_fonts_free_places(char **places)
{
	for (char **place = places; place && *place; place++)
		free(*place);
	free(places);
}
