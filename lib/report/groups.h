#ifndef RQ_REPORT_GROUPS_H
#define RQ_REPORT_GROUPS_H

/*
 * Rates of groups of candidates, as the rules to New York City's Local Law 144 define them
 * (6 RCNY 5-300, 5-301). Selection rate: the selected (here: approved) of a category over all of
 * it about whom somebody decided. Scoring rate: those who score (here: evidence) above the median
 * of all over all of it. Impact ratio: a category's rate over the highest rate. Those of whom
 * the file says nothing are counted as unknown; a category of fewer than 2 % is marked
 * small, for it may be left out of an audit's ratios.
 *
 * Who belongs where, a CSV file says: a column "candidate_id", and one for each way to
 * group (sex, race, …). With two or more of these they are also taken together, which is
 * unknown where one of them is.
 */

#include "base/json.h"
#include "result/gist.h"

struct rq_groups;

/* RQ_UNREADABLE, RQ_NOT_FOUND; RQ_USAGE when it lacks the columns or has too many groups. */
int rq_groups_open(const char *path, struct rq_groups **opened, struct rq_error *err);
void rq_groups_free(struct rq_groups *groups);

/* Counts a result; one that was sent back does not count, its next answer does. */
void rq_groups_add(struct rq_groups *groups, const struct rq_gist *gist);

/*
 * {"results":n,"median":basis points,"groups":[{"by":"sex","unknown":n,"categories":
 * [{"category","results","decided","selected","selection_rate","selection_impact","scored",
 * "above_median","scoring_rate","scoring_impact","small"},…]},…]}; rates and ratios in
 * basis points, null where nobody was decided about or scored. New.
 */
json_t *rq_groups_figures(const struct rq_groups *groups);

#endif
