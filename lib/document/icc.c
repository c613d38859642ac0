#include "document/icc.h"

#ifdef RQ_WITH_LCMS

#include <lcms2_plugin.h>

enum { INTENTS = 4, SINCE = 2000 }; /* of ICC.1, 7.2.15; the version of Little CMS that has them */

/* What makes RGB of them: row by row the share of each component, and what is added. */
static const cmsFloat64Number of_gray[] = { 1, 1, 1 };
static const cmsFloat64Number of_rgb[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
static const cmsFloat64Number of_cmyk[] = { -1, 0, 0, -1, 0, -1, 0, -1, 0, 0, -1, -1 };
static const cmsFloat64Number paper[] = { 1, 1, 1 };

static cmsStage *plain_stage(cmsContext context, cmsColorSpaceSignature from)
{
	if (from == cmsSigGrayData)
		return cmsStageAllocMatrix(context, 3, 1, of_gray, NULL);
	if (from == cmsSigRgbData)
		return cmsStageAllocMatrix(context, 3, 3, of_rgb, NULL);
	return from == cmsSigCmykData ? cmsStageAllocMatrix(context, 3, 4, of_cmyk, paper) : NULL;
}

/* From one profile to another; what is not to be RGB goes the usual way. */
static cmsPipeline *link_plainly(cmsContext context, cmsUInt32Number count,
				 cmsUInt32Number intents[], cmsHPROFILE profiles[], cmsBool bpc[],
				 cmsFloat64Number adaptation[], cmsUInt32Number flags)
{
	cmsColorSpaceSignature from = cmsGetColorSpace(profiles[0]);
	cmsPipeline *pipeline;
	cmsStage *stage = NULL;

	if (count == 2 && cmsGetColorSpace(profiles[1]) == cmsSigRgbData)
		stage = plain_stage(context, from);
	if (!stage)
		return _cmsDefaultICCintents(context, count, intents, profiles, bpc, adaptation,
					     flags);
	pipeline = cmsPipelineAlloc(context, cmsChannelsOf(from), 3);
	if (!pipeline || !cmsPipelineInsertStage(pipeline, cmsAT_END, stage))
		cmsStageFree(stage);
	return pipeline;
}

void rq_icc_ignore(void)
{
	for (cmsUInt32Number i = 0; i < INTENTS; i++) {
		cmsPluginRenderingIntent plain = {
			.base = { cmsPluginMagicNumber, SINCE, cmsPluginRenderingIntentSig, NULL },
			.Intent = i,
			.Link = link_plainly,
			.Description = "plain",
		};

		(void)cmsPlugin(&plain); /* it copies that; without it, all is as it was */
	}
}

#else

void rq_icc_ignore(void)
{
}

#endif
