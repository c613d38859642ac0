/* document/packed, content_stream: what streams of a PDF come to, and never too much of it. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/limits.h"
#include "document/content.h"
#include "document/packed.h"
#include "document_kit.h"

static struct bytes deflate_bytes(const char *bytes, size_t length)
{
	struct bytes made = { malloc(compressBound(length)), compressBound(length) };

	assert_int_equal(
	    compress2((Bytef *)made.data, &made.length, (const Bytef *)bytes, length, 9), Z_OK);
	return made;
}

/* So many bytes of that kind, packed. */
static struct bytes deflate_many(char byte, size_t count)
{
	char *bytes = malloc(count);
	struct bytes made;

	memset(bytes, byte, count);
	made = deflate_bytes(bytes, count);
	free(bytes);
	return made;
}

/* --- filters ----------------------------------------------------------------------------- */

static void a_filter_says_how_much_it_makes(void **state)
{
	/* the example of ISO 32000-1, 7.4.4.2 */
	static const char codes[] = "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01";
	struct bytes flate = deflate_many('x', 1000);

	(void)state;
	assert_int_equal(rq_packed_size("/FlateDecode", flate.data, flate.length, 5000), 1000);
	assert_int_equal(rq_packed_size("/LZWDecode", codes, sizeof codes - 1, 5000), 10);
	assert_int_equal(rq_packed_size("/RunLengthDecode",
					"\x02"
					"abc"
					"\x81x\x80",
					7, 5000),
			 3 + 128 + 129);
	assert_int_equal(rq_packed_size("/A85", "zz~>", 4, 5000), 16);
	assert_int_equal(rq_packed_size("/DCTDecode", "abc", 3, 5000), 3);
	free(flate.data);
}

static void it_stops_counting_past_the_most(void **state)
{
	struct bytes flate = deflate_many('x', RQ_MIB(8));

	(void)state;
	assert_in_range(rq_packed_size("/Fl", flate.data, flate.length, 5000), 5001, RQ_KIB(64));
	free(flate.data);
}

/* Inflates with room for so much. */
static bool inflate_into(struct bytes packed, size_t limit, struct rq_buffer *out, bool *whole)
{
	rq_buffer_init(out, limit);
	return rq_packed_inflate(packed.data, packed.length, out, whole);
}

static void what_fits_is_unpacked_and_what_does_not_is_not(void **state)
{
	struct bytes packed = deflate_many('x', RQ_KIB(300));
	struct rq_buffer out;
	bool whole;

	(void)state;
	assert_true(inflate_into(packed, RQ_KIB(300), &out, &whole));
	assert_true(whole);
	assert_int_equal(out.length, RQ_KIB(300));
	assert_int_equal(strspn(out.data, "x"), RQ_KIB(300));
	rq_buffer_free(&out);
	assert_false(inflate_into(packed, RQ_KIB(300) - 1, &out, &whole));
	assert_int_equal(out.length, RQ_KIB(300) - 1);
	rq_buffer_free(&out);
	free(packed.data);
}

static void what_breaks_off_or_is_broken_is_unpacked_up_to_there(void **state)
{
	char text[4096];
	struct bytes packed;
	struct rq_buffer out;
	bool whole;

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i * i % 23);
	packed = deflate_bytes(text, sizeof text);
	packed.length -= 4; /* readers look at no checksum */
	assert_true(inflate_into(packed, sizeof text, &out, &whole));
	assert_true(whole);
	assert_memory_equal(out.data, text, sizeof text);
	rq_buffer_free(&out);
	packed.length /= 2;
	assert_true(inflate_into(packed, sizeof text, &out, &whole));
	assert_in_range(out.length, 1, sizeof text - 1);
	assert_memory_equal(out.data, text, out.length);
	rq_buffer_free(&out);
	packed.data[0] = 'x' + 1;
	assert_true(inflate_into(packed, sizeof text, &out, &whole));
	assert_false(whole);
	assert_int_equal(out.length, 0);
	rq_buffer_free(&out);
	free(packed.data);
}

/* --- pages -------------------------------------------------------------------------------- */

/* A file whose one page has that stream. */
static struct rq_content *open_page(const char *entries, struct bytes packed, struct bytes *pdf)
{
	struct rq_content *content;

	pdf->data = malloc(packed.length + 512);
	pdf->length =
	    (size_t)sprintf(pdf->data,
			    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
			    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
			    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n"
			    "4 0 obj\n<< %s /Length %zu >>\nstream\n",
			    entries, packed.length);
	memcpy(pdf->data + pdf->length, packed.data, packed.length);
	pdf->length += packed.length;
	pdf->length += (size_t)sprintf(pdf->data + pdf->length,
				       "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n");
	content = rq_content_open(pdf->data, pdf->length);
	assert_non_null(content);
	return content;
}

/* The length of the page's operators, 0 when it is not unpacked; frees what was packed. */
static size_t unpack_page(const char *entries, struct bytes packed, bool *swells)
{
	struct bytes pdf;
	struct rq_content *content = open_page(entries, packed, &pdf);
	struct rq_page_frame frame;
	struct rq_stream stream;
	size_t length = rq_content_page(content, 0, &stream, &frame) ? stream.length : 0;

	*swells = rq_content_swells(content);
	assert_int_equal(rq_content_is_bomb(content), length == 0);
	free(stream.bytes);
	rq_content_free(content);
	free(pdf.data);
	free(packed.data);
	return length;
}

static void a_page_is_unpacked_up_to_a_limit(void **state)
{
	struct bytes inner = deflate_many(' ', RQ_MAX_CONTENT_BYTES + 1), noise;
	bool swells;

	(void)state;
	assert_int_equal(unpack_page("/Filter /FlateDecode", deflate_many(' ', RQ_MIB(1)), &swells),
			 RQ_MIB(1));
	assert_false(swells);
	assert_int_equal(unpack_page("/Filter /FlateDecode",
				     deflate_many(' ', RQ_MAX_CONTENT_BYTES + 1), &swells),
			 0);
	assert_true(swells);
	assert_int_equal(unpack_page("/Filter [/FlateDecode /FlateDecode]",
				     deflate_bytes(inner.data, inner.length), &swells),
			 0);
	assert_true(swells);
	free(inner.data);
	/* as large, but nobody's trick: text may be had of it */
	noise = (struct bytes) { malloc(RQ_MAX_CONTENT_BYTES + 1), RQ_MAX_CONTENT_BYTES + 1 };
	for (size_t i = 0, x = 1; i < noise.length; i++, x = x * 1103515245 + 12345)
		noise.data[i] = (char)(x >> 16);
	inner = deflate_bytes(noise.data, noise.length);
	free(noise.data);
	assert_int_equal(unpack_page("/Filter /FlateDecode", inner, &swells), 0);
	assert_false(swells);
}

static void a_stream_may_be_packed_twice(void **state)
{
	struct bytes inner = deflate_many(' ', 5000);
	bool swells;

	(void)state;
	assert_int_equal(unpack_page("/Filter [/FlateDecode /Fl]",
				     deflate_bytes(inner.data, inner.length), &swells),
			 5000);
	assert_false(swells);
	free(inner.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_filter_says_how_much_it_makes),
		cmocka_unit_test(it_stops_counting_past_the_most),
		cmocka_unit_test(what_fits_is_unpacked_and_what_does_not_is_not),
		cmocka_unit_test(what_breaks_off_or_is_broken_is_unpacked_up_to_there),
		cmocka_unit_test(a_page_is_unpacked_up_to_a_limit),
		cmocka_unit_test(a_stream_may_be_packed_twice),
	};

	return cmocka_run_group_tests_name("packed", tests, NULL, NULL);
}
