#include "document/optional.h"

#include "base/memory.h"
#include "document/content_state.h"

enum {
	MAX_GROUPS = 1024, /* of a file: nobody has more */
	MAX_MEMBERS = 64,  /* of those that are asked for one place */
	MAX_TERMS = 256,   /* of an expression, also of those that stand in it twice */
};

static int count_items(struct rq_content *content, qpdf_oh array, int most)
{
	int count = qpdf_oh_is_array(content->qpdf, array)
			? qpdf_oh_get_array_n_items(content->qpdf, array)
			: 0;

	return count < most ? count : most;
}

/* --- groups ------------------------------------------------------------------------------ */

/* The group that the object is, or NULL. */
static struct rq_group *find(const struct rq_content *content, qpdf_oh object)
{
	int id = qpdf_oh_get_object_id(content->qpdf, object);

	for (size_t i = 0; i < content->group_count; i++)
		if (content->groups[i].id == id)
			return &content->groups[i];
	return NULL;
}

static bool is_named(struct rq_content *content, qpdf_oh name, const char *wanted)
{
	return qpdf_oh_is_name_and_equals(content->qpdf, name, wanted);
}

/* Whether a name is the wanted one, or one of an array is. */
static bool is_among(struct rq_content *content, qpdf_oh names, const char *wanted)
{
	int count = count_items(content, names, MAX_MEMBERS);

	for (int i = 0; i < count; i++)
		if (is_named(content, qpdf_oh_get_array_item(content->qpdf, names, i), wanted))
			return true;
	return is_named(content, names, wanted);
}

/* Whether what it is for has to do with what is seen; the other way is its maker's own. */
static bool is_for_view(struct rq_content *content, qpdf_oh dictionary)
{
	qpdf_oh intent = qpdf_oh_get_key_if_dict(content->qpdf, dictionary, "/Intent");

	return qpdf_oh_is_null(content->qpdf, intent) || is_among(content, intent, "/View") ||
	       is_among(content, intent, "/All");
}

/* Those who draw pages read a list of groups no farther than to what is none. */
static void read_groups(struct rq_content *content, qpdf_oh groups, bool off)
{
	int count = count_items(content, groups, MAX_GROUPS);

	for (int i = 0; i < count; i++) {
		qpdf_oh group = qpdf_oh_get_array_item(content->qpdf, groups, i);

		if (!qpdf_oh_is_dictionary(content->qpdf, group) ||
		    qpdf_oh_get_object_id(content->qpdf, group) == 0) {
			content->restated = true;
			continue;
		}
		content->groups = rq_grow(content->groups, content->group_count,
					  &content->group_capacity, sizeof *content->groups);
		content->groups[content->group_count++] = (struct rq_group) {
			.id = qpdf_oh_get_object_id(content->qpdf, group),
			.off = off,
		};
	}
}

static void turn(struct rq_content *content, qpdf_oh groups, bool off)
{
	int count = count_items(content, groups, MAX_GROUPS);

	for (int i = 0; i < count; i++) {
		struct rq_group *group =
		    find(content, qpdf_oh_get_array_item(content->qpdf, groups, i));

		if (group)
			group->off = off;
	}
}

/* --- what is done when the file is opened (8.11.4) ------------------------------------------ */

/* What a group wants to be in one respect: 1 on, -1 off, 0 when it does not say. */
static int wish_of(struct rq_content *content, qpdf_oh usage, const char *category,
		   const char *state)
{
	qpdf_oh wish = qpdf_oh_get_key_if_dict(
	    content->qpdf, qpdf_oh_get_key_if_dict(content->qpdf, usage, category), state);

	return is_named(content, wish, "/ON") ? 1 : -is_named(content, wish, "/OFF");
}

/* The same in all of the respects; one that wants it off is enough. */
static int wishes_of(struct rq_content *content, qpdf_oh group, qpdf_oh categories)
{
	static const char *const states[][2] = { { "/View", "/ViewState" },
						 { "/Print", "/PrintState" },
						 { "/Export", "/ExportState" } };
	qpdf_oh usage = qpdf_oh_get_key_if_dict(content->qpdf, group, "/Usage");
	int wishes = 0;

	for (size_t i = 0; i < sizeof states / sizeof states[0] && wishes >= 0; i++) {
		int wish = is_among(content, categories, states[i][0])
			       ? wish_of(content, usage, states[i][0], states[i][1])
			       : 0;

		wishes = wish != 0 ? wish : wishes;
	}
	return wishes;
}

static void follow_wishes(struct rq_content *content, qpdf_oh automatic)
{
	qpdf_oh categories = qpdf_oh_get_key_if_dict(content->qpdf, automatic, "/Category");
	qpdf_oh groups = qpdf_oh_get_key_if_dict(content->qpdf, automatic, "/OCGs");
	int count = count_items(content, groups, MAX_GROUPS);

	if (!is_named(content, qpdf_oh_get_key_if_dict(content->qpdf, automatic, "/Event"),
		      "/View"))
		return;
	for (int i = 0; i < count; i++) {
		qpdf_oh object = qpdf_oh_get_array_item(content->qpdf, groups, i);
		struct rq_group *group = find(content, object);
		int wishes = group ? wishes_of(content, object, categories) : 0;

		if (wishes == 0 || group->off == (wishes < 0))
			continue;
		group->off = wishes < 0;
		content->restated = true;
	}
}

static void ignore_others(struct rq_content *content, qpdf_oh groups)
{
	int count = count_items(content, groups, MAX_GROUPS);

	for (int i = 0; i < count; i++) {
		qpdf_oh object = qpdf_oh_get_array_item(content->qpdf, groups, i);
		struct rq_group *group = find(content, object);

		if (!group || !group->off || is_for_view(content, object))
			continue;
		group->off = false;
		content->restated = true;
	}
}

/* Writes down how the groups are, for those who do not do all of the above. */
static void restate(struct rq_content *content, qpdf_oh layers, qpdf_oh opened, qpdf_oh groups)
{
	qpdf_oh known = qpdf_oh_new_array(content->qpdf), off = qpdf_oh_new_array(content->qpdf);
	int count = count_items(content, groups, MAX_GROUPS);

	for (int i = 0; i < count; i++) {
		qpdf_oh object = qpdf_oh_get_array_item(content->qpdf, groups, i);
		const struct rq_group *group = find(content, object);

		if (!group)
			continue;
		qpdf_oh_append_item(content->qpdf, known, object);
		if (group->off)
			qpdf_oh_append_item(content->qpdf, off, object);
	}
	qpdf_oh_replace_key(content->qpdf, layers, "/OCGs", known);
	qpdf_oh_replace_key(content->qpdf, opened, "/OFF", off);
	qpdf_oh_remove_key(content->qpdf, opened, "/BaseState");
}

void rq_optional_read(struct rq_content *content)
{
	qpdf_oh root = qpdf_get_root(content->qpdf);
	qpdf_oh layers = qpdf_oh_get_key_if_dict(content->qpdf, root, "/OCProperties");
	qpdf_oh groups = qpdf_oh_get_key_if_dict(content->qpdf, layers, "/OCGs");
	qpdf_oh opened = qpdf_oh_get_key_if_dict(content->qpdf, layers, "/D");
	qpdf_oh base = qpdf_oh_get_key_if_dict(content->qpdf, opened, "/BaseState");
	qpdf_oh automatic = qpdf_oh_get_key_if_dict(content->qpdf, opened, "/AS");

	content->layered = qpdf_oh_is_dictionary(content->qpdf, opened);
	if (!content->layered)
		return;
	read_groups(content, groups, is_named(content, base, "/OFF"));
	turn(content, qpdf_oh_get_key_if_dict(content->qpdf, opened, "/ON"), false);
	turn(content, qpdf_oh_get_key_if_dict(content->qpdf, opened, "/OFF"), true);
	for (int i = 0; i < count_items(content, automatic, MAX_MEMBERS); i++)
		follow_wishes(content, qpdf_oh_get_array_item(content->qpdf, automatic, i));
	if (is_for_view(content, opened))
		ignore_others(content, groups);
	if (content->restated)
		restate(content, layers, opened, groups);
}

/* --- what belongs to them (8.11.2) -------------------------------------------------------- */

static bool is_off(const struct rq_content *content, qpdf_oh group)
{
	const struct rq_group *found = find(content, group);

	return found && found->off;
}

/* By the policy that is named, of which the usual one is that any is on. */
static bool is_shown(struct rq_content *content, qpdf_oh groups, qpdf_oh policy)
{
	bool all_off = is_named(content, policy, "/AllOff");
	bool all = all_off || is_named(content, policy, "/AllOn");
	bool wants_off = all_off || is_named(content, policy, "/AnyOff");
	int count = count_items(content, groups, MAX_MEMBERS);

	for (int i = 0; i < count; i++) {
		qpdf_oh object = qpdf_oh_get_array_item(content->qpdf, groups, i);
		const struct rq_group *group = find(content, object);

		qpdf_oh_release(content->qpdf, object);
		if (group && (group->off == wants_off) != all)
			return !all;
	}
	return all;
}

/* Whether an expression holds, of which so many more terms may be looked at. */
static bool holds(struct rq_content *content, qpdf_oh term, int *left)
{
	const struct rq_group *group = find(content, term);
	int count = count_items(content, term, MAX_MEMBERS);
	qpdf_oh verb;
	bool all;

	if (group)
		return !group->off;
	if (count < 1 || --*left < 0)
		return true;
	verb = qpdf_oh_get_array_item(content->qpdf, term, 0);
	if (is_named(content, verb, "/Not"))
		return count == 2 &&
		       !holds(content, qpdf_oh_get_array_item(content->qpdf, term, 1), left);
	all = is_named(content, verb, "/And");
	if (!all && !is_named(content, verb, "/Or"))
		return false;
	for (int i = 1; i < count; i++)
		if (holds(content, qpdf_oh_get_array_item(content->qpdf, term, i), left) != all)
			return !all;
	return all;
}

/* One group, or several with an expression or a policy. */
static bool hides(struct rq_content *content, qpdf_oh object)
{
	int left = MAX_TERMS;
	qpdf_oh expression, groups;

	if (find(content, object))
		return is_off(content, object);
	if (!is_named(content, qpdf_oh_get_key_if_dict(content->qpdf, object, "/Type"), "/OCMD"))
		return false;
	expression = qpdf_oh_get_key_if_dict(content->qpdf, object, "/VE");
	groups = qpdf_oh_get_key_if_dict(content->qpdf, object, "/OCGs");
	if (qpdf_oh_is_array(content->qpdf, expression))
		return !holds(content, expression, &left);
	if (qpdf_oh_is_array(content->qpdf, groups))
		return !is_shown(content, groups,
				 qpdf_oh_get_key_if_dict(content->qpdf, object, "/P"));
	return is_off(content, groups);
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
