/* document/icc: colors by their numbers, whatever their profile says. */

#include "unit.h"

#ifdef RQ_WITH_LCMS

#include <lcms2.h>
#include <string.h>

#include "document/icc.h"

/* What a profile in that space, with the gamma of nobody's screen, makes of a color on the screen.
 */
static void transform(cmsColorSpaceSignature space, cmsUInt32Number format,
		      const unsigned char *color, unsigned char rgb[3])
{
	cmsToneCurve *gamma = cmsBuildGamma(NULL, 5);
	cmsHPROFILE screen = cmsCreate_sRGBProfile();
	cmsHPROFILE profile = space == cmsSigCmykData ? cmsCreateProfilePlaceholder(NULL)
						      : cmsCreateGrayProfile(cmsD50_xyY(), gamma);
	cmsHTRANSFORM made;

	cmsSetColorSpace(profile, space);
	cmsSetPCS(profile, cmsSigXYZData);
	cmsSetDeviceClass(profile, cmsSigInputClass);
	made = cmsCreateTransform(profile, format, screen, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
				  cmsFLAGS_NOOPTIMIZE);
	assert_non_null(made);
	cmsDoTransform(made, color, rgb, 1);
	cmsDeleteTransform(made);
	cmsCloseProfile(profile);
	cmsCloseProfile(screen);
	cmsFreeToneCurve(gamma);
}

static void a_color_is_what_its_numbers_say(void **state)
{
	static const struct {
		cmsColorSpaceSignature space;
		cmsUInt32Number format;
		unsigned char color[4], rgb[3];
	} cases[] = {
		{ cmsSigGrayData, TYPE_GRAY_8, { 102 }, { 102, 102, 102 } },
		{ cmsSigRgbData, TYPE_RGB_8, { 10, 102, 204 }, { 10, 102, 204 } },
		{ cmsSigCmykData, TYPE_CMYK_8, { 255, 0, 51, 0 }, { 0, 255, 204 } },
		{ cmsSigCmykData, TYPE_CMYK_8, { 0, 0, 0, 255 }, { 0, 0, 0 } },
		{ cmsSigCmykData, TYPE_CMYK_8, { 0, 0, 0, 0 }, { 255, 255, 255 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		unsigned char rgb[3] = { 1, 1, 1 };

		transform(cases[i].space, cases[i].format, cases[i].color, rgb);
		assert_memory_equal(rgb, cases[i].rgb, 3);
	}
}

/* Lab has no numbers that are gray or RGB: white there is 100, 0, 0. */
static void another_space_goes_the_usual_way(void **state)
{
	static const unsigned char white[] = { 255, 128, 128 };
	cmsHPROFILE lab = cmsCreateLab2Profile(NULL), screen = cmsCreate_sRGBProfile();
	cmsHTRANSFORM made = cmsCreateTransform(lab, TYPE_Lab_8, screen, TYPE_RGB_8,
						INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
	unsigned char rgb[3] = { 0 };

	(void)state;
	assert_non_null(made);
	cmsDoTransform(made, white, rgb, 1);
	for (size_t i = 0; i < 3; i++)
		assert_in_range(rgb[i], 250, 255);
	cmsDeleteTransform(made);
	cmsCloseProfile(lab);
	cmsCloseProfile(screen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_color_is_what_its_numbers_say),
		cmocka_unit_test(another_space_goes_the_usual_way),
	};

	rq_icc_ignore();
	return cmocka_run_group_tests_name("icc", tests, NULL, NULL);
}

#else

#include <stdio.h>

int main(void)
{
	return puts("1..0 # skip built without Little CMS") < 0;
}

#endif
