#include "document/optional.h"

#include "base/memory.h"
#include "document/content_state.h"

enum {
	MAX_GROUPS = 1024, /* of a file: nobody has more */
	MAX_MEMBERS = 64,  /* of those that are asked for one place */
};

static int count_items(struct rq_content *content, qpdf_oh array, int most)
{
	int count = qpdf_oh_is_array(content->qpdf, array)
			? qpdf_oh_get_array_n_items(content->qpdf, array)
			: 0;

	return count < most ? count : most;
}

/* --- groups ------------------------------------------------------------------------------ */

/* The place among those that are off; their count when it is none of them. */
static size_t find(const struct rq_content *content, int group)
{
	size_t at = 0;

	while (at < content->off_count && content->off[at] != group)
		at++;
	return at;
}

static void turn(struct rq_content *content, qpdf_oh groups, bool on)
{
	int count = count_items(content, groups, MAX_GROUPS);

	for (int i = 0; i < count; i++) {
		int group = qpdf_oh_get_object_id(content->qpdf,
						  qpdf_oh_get_array_item(content->qpdf, groups, i));
		size_t at = find(content, group);

		if (on && at < content->off_count) {
			content->off[at] = content->off[--content->off_count];
		} else if (!on && at == content->off_count && group > 0) {
			content->off = rq_grow(content->off, content->off_count,
					       &content->off_capacity, sizeof *content->off);
			content->off[content->off_count++] = group;
		}
	}
}

void rq_optional_read(struct rq_content *content)
{
	qpdf_oh root = qpdf_get_root(content->qpdf);
	qpdf_oh layers = qpdf_oh_get_key_if_dict(content->qpdf, root, "/OCProperties");
	qpdf_oh opened = qpdf_oh_get_key_if_dict(content->qpdf, layers, "/D");
	qpdf_oh base = qpdf_oh_get_key_if_dict(content->qpdf, opened, "/BaseState");

	content->layered = qpdf_oh_is_dictionary(content->qpdf, layers);
	if (qpdf_oh_is_name_and_equals(content->qpdf, base, "/OFF"))
		turn(content, qpdf_oh_get_key_if_dict(content->qpdf, layers, "/OCGs"), false);
	turn(content, qpdf_oh_get_key_if_dict(content->qpdf, opened, "/ON"), true);
	turn(content, qpdf_oh_get_key_if_dict(content->qpdf, opened, "/OFF"), false);
}

static bool is_off(struct rq_content *content, qpdf_oh group)
{
	return find(content, qpdf_oh_get_object_id(content->qpdf, group)) < content->off_count;
}

/* --- what belongs to them ---------------------------------------------------------------- */

static bool is_named(struct rq_content *content, qpdf_oh name, const char *wanted)
{
	return qpdf_oh_is_name_and_equals(content->qpdf, name, wanted);
}

/* By the policy that is named, of which the usual one is that any is on. */
static bool is_shown(struct rq_content *content, qpdf_oh groups, qpdf_oh policy)
{
	bool all_off = is_named(content, policy, "/AllOff");
	bool all = all_off || is_named(content, policy, "/AllOn");
	bool wants_off = all_off || is_named(content, policy, "/AnyOff");
	int count = count_items(content, groups, MAX_MEMBERS);

	for (int i = 0; i < count; i++) {
		qpdf_oh group = qpdf_oh_get_array_item(content->qpdf, groups, i);
		bool fits = is_off(content, group) == wants_off;

		qpdf_oh_release(content->qpdf, group);
		if (fits != all)
			return !all;
	}
	return all || count == 0;
}

/* One group, or several with a policy; of a condition in the place of that, nobody asks here. */
static bool hides(struct rq_content *content, qpdf_oh group)
{
	qpdf_oh groups = qpdf_oh_get_key_if_dict(content->qpdf, group, "/OCGs");

	if (qpdf_oh_is_array(content->qpdf, groups))
		return !is_shown(content, groups,
				 qpdf_oh_get_key_if_dict(content->qpdf, group, "/P"));
	return is_off(content, group) || is_off(content, groups);
}

bool rq_optional_hides_marked(struct rq_content *content, unsigned resources, const char *name)
{
	return content->layered &&
	       hides(content, rq_content_look_up(content, resources, "/Properties", name));
}

bool rq_optional_hides_object(struct rq_content *content, unsigned resources, const char *name)
{
	qpdf_oh object;

	if (!content->layered)
		return false;
	object = rq_content_look_up(content, resources, "/XObject", name);
	if (!qpdf_oh_is_stream(content->qpdf, object))
		return false;
	return hides(content, qpdf_oh_get_key_if_dict(
				  content->qpdf, qpdf_oh_get_dict(content->qpdf, object), "/OC"));
}
