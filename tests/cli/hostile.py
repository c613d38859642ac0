"""Makes files that mean harm, in one zip between others that do not.

usage: hostile.py FOLDER

FOLDER/all.zip holds pairs of members: something hostile, and a good résumé that
must come out right behind it. FOLDER/wanted has a line for each hostile member:
its name, a tab, and the error codes of which one is right, "ok" for a résumé.
FOLDER/overlapping.zip and million.zip begin with a good résumé, cv.txt, too.
FOLDER/cut holds documents of every format, cut off at each sixteenth.
"""

import base64
import functools
import io
import json
import pathlib
import random
import struct
import sys
import tarfile
import zipfile
import zlib

FOLDER = pathlib.Path(sys.argv[1])
TEXT = "Jane Example\njane@example.org\n\nExperience\n\nNurse, Sample Clinic, 2014 - 2019\n"
MIB = 1 << 20
LAUGHS = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
          + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij")) + "]>")
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


# --- zips, byte by byte: what no library writes -------------------------------------

def raw_member(name, data, flags=0, size=None):
    """A local header and its data, and the same in the directory without the place."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    fields = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 33, zlib.crc32(data), len(packed),
                         len(data) if size is None else size, len(name), 0)
    local = b"PK\3\4" + fields + name + packed
    return local, lambda at: (b"PK\1\2" + struct.pack("<H", 20) + fields
                              + struct.pack("<HHHII", 0, 0, 0, 0, at) + name)


def raw_zip(members, entries):
    """The members one after the other; entries: which of them the directory names, in order."""
    places, body = [], b""
    for local, _ in members:
        places.append(len(body))
        body += local
    directory = b"".join(members[i][1](places[i]) for i in entries)
    count = min(len(entries), 0xffff)
    return body + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)


def make_zip(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def nested():
    """Zips of zips: four to each of seven."""
    made = make_zip([("cv.txt", TEXT)])
    for level in range(7):
        made = make_zip([(f"{level}-{i}.zip", made) for i in range(4)])
    return made


@functools.cache
def overlapping():
    """
    Three hundred members, each holding the next one's header, quoted in a stored
    block, and all that follows: they share one deflated end of four megabytes.
    """
    whole = b" " * (4 * MIB)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail, entries = packer.compress(whole) + packer.flush(), []
    for number in reversed(range(300)):
        name = b"%03d" % number
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, zlib.crc32(whole), len(tail), len(whole), len(name), 0)
        header = b"PK\3\4" + fields + name
        entries.append((b"PK\1\2" + struct.pack("<H", 20) + fields, name, len(header) + len(tail)))
        quote = b"\0" + struct.pack("<HH", len(header), 0xffff ^ len(header))
        tail, whole = quote + header + tail, header + whole
    good, good_entry = raw_member(b"cv.txt", TEXT.encode())
    body = good + tail[5:]
    directory = good_entry(0) + b"".join(
        head + struct.pack("<HHHII", 0, 0, 0, 0, len(body) - behind) + name
        for head, name, behind in reversed(entries))
    return body + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 301, 301, len(directory), len(body), 0)


def million():
    """A million folders behind a résumé."""
    good, good_entry = raw_member(b"cv.txt", TEXT.encode())
    folder, folder_entry = raw_member(b"/", b"")
    body = good + folder * 1000000
    head, place, name = folder_entry(0)[:-5], struct.Struct("<I").pack, b"/"
    directory = good_entry(0) + b"".join(
        [head + place(at) + name for at in range(len(good), len(body), len(folder))])
    return body + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xffff, 0xffff, len(directory), len(body), 0)


# --- documents ------------------------------------------------------------------------

def docx(part):
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return make_zip([("[Content_Types].xml", types), ("word/document.xml", part)])


def docx_body(inside):
    return f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'


def lines_as(before, after):
    return "".join(before + line + after for line in TEXT.split("\n") if line)


def flat(head, inside):
    return (f'{head}<office:document xmlns:office="{OFFICE}" xmlns:text="{ODF_TEXT}">'
            f"<office:body><office:text>{inside}</office:text></office:body></office:document>")


def odt(content):
    return make_zip([("content.xml", content), ("META-INF/manifest.xml", "<manifest/>")])


def wordml(head, inside):
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    return f'{head}<w:wordDocument xmlns:w="{space}"><w:body>{inside}</w:body></w:wordDocument>'


def pdf(objects, trailer="/Root 1 0 R"):
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return body + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
                   f"<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n").encode("latin-1")


def pdf_page(kids="[3 0 R]", **more):
    lines = "".join(f"({line}) Tj 0 -20 Td " for line in TEXT.split("\n") if line)
    stream = f"BT /F 12 Tf 72 700 Td {lines}ET"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count 1 /Kids {kids} >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                "/Resources << /Font << /F 5 0 R >> >> >>",
                f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", *more.get("objects", [])],
               more.get("trailer", "/Root 1 0 R"))


def pdf_stream(entries, data):
    return f"<< {entries} /Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream"


def pdf_around(contents, page="", resources="", font="", objects=()):
    """A page that shows those contents, then the text."""
    lines = "".join(f"({line}) Tj 0 -20 Td " for line in TEXT.split("\n") if line)
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [4 0 R 5 0 R] "
                f"/Resources << /Font << /F 6 0 R >> {resources} >> {page} >>",
                contents, pdf_stream("", f"BT /F 12 Tf 72 700 Td {lines}ET".encode()),
                f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {font} >>", *objects])


def deflate(data, times):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(data) for _ in range(times)) + packer.flush()


def lzw(byte, times):
    """A byte as often as a table of LZW holds it, and that so often."""
    table = f"{256:09b}{byte:09b}"
    for code in range(258, 4094):
        table += f"{code:0{max(9, (code + 1).bit_length())}b}"
    bits = table * times
    return int(bits.ljust(-len(bits) % 8 + len(bits), "0"), 2).to_bytes((len(bits) + 7) // 8, "big")


def pdf_of_packed_objects(more):
    """Objects in a stream and the table in another, as PDF has them since 1.5."""
    inside = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"]
    head, body = "", ""
    for number, text in enumerate(inside, 1):
        head += f"{number} {len(body)} "
        body += text + " "
    entries = f"/Type /ObjStm /N 3 /First {len(head)} /Filter /FlateDecode"
    packer = zlib.compressobj(9)
    packed = packer.compress((head + body).encode()) + b"".join(packer.compress(m) for m in more) + packer.flush()
    file = b"%PDF-1.5\n" + f"4 0 obj\n{pdf_stream(entries, packed)}\nendobj\n".encode("latin-1")
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, 9, 0), (1, len(file), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    return file + (f"5 0 obj\n{pdf_stream('/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R', table)}\nendobj\n"
                   f"startxref\n{len(file)}\n%%EOF\n").encode("latin-1")


def pdf_bombs():
    """Streams of a quarter of a gigabyte, wherever a reader has to unpack one."""
    flate, spaces = "/Filter /FlateDecode", deflate(b" " * MIB, 256)
    nothing, bomb = pdf_stream("", b""), pdf_stream(flate, spaces)
    form = pdf_stream(f"/Subtype /Form /BBox [0 0 9 9] {flate}", spaces)
    yield "page", "too-large", pdf_around(bomb)
    yield "twice", "too-large", pdf_around(pdf_stream("/Filter [/FlateDecode /FlateDecode]", deflate(spaces, 1)))
    yield "letters", "too-large", pdf_around(
        pdf_stream("/Filter [/ASCII85Decode /FlateDecode]", base64.a85encode(spaces) + b"~>"))
    yield "codes", "too-large", pdf_around(pdf_stream("/Filter /LZWDecode", lzw(32, 64)))
    yield "runs", "too-large", pdf_around(
        pdf_stream("/Filter [/Fl /RL]", deflate(b"\x81 " * MIB, 4)))
    yield "rows", "too-large", pdf_around(
        pdf_stream(f"{flate} /DecodeParms << /Predictor 12 /Columns 9 >>", deflate(bytes(MIB), 256)))
    yield "text", "too-large", pdf_around(pdf_stream(flate, deflate(b"BT /F 9 Tf (Jane) Tj ET " * 40000, 256)))
    yield "form", "too-large", pdf_around(pdf_stream("", b"/X Do"), resources="/XObject << /X 7 0 R >>", objects=[form])
    yield "stamp", "too-large", pdf_around(nothing, page="/Annots [7 0 R]", objects=[
        "<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /F 4 /AP << /N 8 0 R >> >>", form])
    yield "letters-of-font", "too-large ok", pdf_around(nothing, font="/ToUnicode 7 0 R", objects=[bomb])
    yield "font", "too-large ok", pdf_around(nothing, font="/FontDescriptor 7 0 R", objects=[
        "<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 /FontFile 8 0 R >>",
        pdf_stream(flate, deflate(b"%!PS-AdobeFont-1.0: X\n" + b" " * MIB, 256))])
    yield "objects", "too-large no-text", pdf_of_packed_objects([b" " * MIB] * 144)


def encrypted_pdf():
    key = "/Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + ">"
    return pdf_page(objects=[f"<< {key} >>"], trailer="/Root 1 0 R /Encrypt 6 0 R /ID [<43> <43>]")


def mail(*parts):
    head = "From: a@example.org\nTo: b@example.org\nSubject: cv\nMIME-Version: 1.0\n"
    body = "".join(f"--x\nContent-Type: application/octet-stream; name={name}\n"
                   f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(data).decode()}\n"
                   for name, data in parts)
    return f"{head}Content-Type: multipart/mixed; boundary=x\n\n{body}--x--\n".encode()


def tar_gz(name, data):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


# --- what is hostile, and what becomes of it ---------------------------------------------

def hostile():
    long_name = "n" * 65000
    text = TEXT.encode()
    yield "flat.zip", "too-large", make_zip([("bomb.txt", b"\0" * (256 * MIB))])
    yield "nested.zip", "too-deep", nested()
    yield "bomb.zip", "too-large", make_zip([("b.zip", overlapping()), ("good.txt", TEXT)])
    yield "climbing.zip", "unsafe-name", make_zip([("../../etc/cv.txt", TEXT)])
    yield "absolute.zip", "unsafe-name", make_zip([("/etc/cv.txt", TEXT)])
    yield "control.zip", "unsafe-name", raw_zip([raw_member(b"a\x1b[31m\n.txt", text)], [0])
    yield "nul.zip", "ok", raw_zip([raw_member(b"cv.txt\0.exe", text)], [0])
    yield "long.zip", "unsafe-name", raw_zip([raw_member(long_name.encode(), text)], [0])
    yield "locked.zip", "encrypted", raw_zip([raw_member(b"cv.txt", text, flags=1)], [0])
    yield "lying.zip", "damaged ok", raw_zip([raw_member(b"cv.txt", text, size=0xfffffff0)], [0])
    yield "locked.pdf", "encrypted", encrypted_pdf()
    yield "pages-loop.pdf", "damaged no-text ok", pdf_page(kids="[2 0 R 3 0 R]")
    yield "xref-loop.pdf", "damaged no-text ok", pdf_page(trailer="/Root 1 0 R /Prev 9")
    yield "deep.pdf", "damaged no-text ok", pdf_page(objects=["[" * 100000])
    yield from ((f"{name}-bomb.pdf", codes, data) for name, codes, data in pdf_bombs())
    yield "laughs.docx", "damaged", docx(LAUGHS + docx_body("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"))
    yield "laughs.odt", "damaged", odt(flat(LAUGHS, "<text:p>&j;</text:p>"))
    yield "laughs.fodt", "damaged", flat(LAUGHS, "<text:p>&j;</text:p>").encode()
    yield "laughs.xml", "damaged", wordml(LAUGHS, "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>").encode()
    yield "outside.docx", "damaged", docx(OUTSIDE + docx_body("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"))
    yield "outside.fodt", "damaged", flat(OUTSIDE, "<text:p>&j;</text:p>").encode()
    yield "outside.xml", "damaged", wordml(OUTSIDE, "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>").encode()
    yield "huge.docx", "too-large", docx(b" " * (1024 * MIB))
    yield "deep.docx", "too-deep", docx(docx_body("<w:p>" * 100000))
    yield "deep.rtf", "too-deep", b"{\\rtf1 " + b"{" * 100000 + b"x"
    yield "binary.rtf", "ok", b"{\\rtf1 Jane Example{\\*\\x\\bin2147483647 "
    yield "deep.html", "ok too-deep", b"<html>" + b"<div><b>" * 100000 + text
    yield "deep.json", "too-deep", b'{"basics":' + b"[" * 100000
    yield "deep.eml", "too-deep ok empty", b"".join(
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" for _ in range(1000)) + text
    yield "noise.bin", "unsupported", random.Random(1).randbytes(MIB)
    yield "storm.html", "ok no-text too-large too-many", b"<html>" + b"<" * MIB + text
    yield "storm.md", "ok too-large too-many", b"# Jane Example\n" + b"[" * MIB + b"*_`" * 100000


def whole():
    resume = {"basics": {"name": "Jane Example"}, "work": [{"name": "Clinic", "highlights": ["x" * 500]}]}
    yield "txt", TEXT.encode() * 20
    yield "html", ("<html><body>" + lines_as("<p>", "</p>") * 20 + "</body></html>").encode()
    yield "rtf", ("{\\rtf1\\ansi " + lines_as("", "\\par ") * 20 + "}").encode()
    yield "json", json.dumps(resume).encode()
    yield "docx", docx(docx_body(lines_as("<w:p><w:r><w:t>", "</w:t></w:r></w:p>") * 20))
    yield "odt", odt(flat("", lines_as("<text:p>", "</text:p>") * 20))
    yield "fodt", flat('<?xml version="1.0"?>', lines_as("<text:p>", "</text:p>") * 20).encode()
    yield "xml", wordml('<?xml version="1.0"?>', lines_as("<w:p><w:r><w:t>", "</w:t></w:r></w:p>") * 20).encode()
    yield "pdf", pdf_page()
    yield "eml", mail(("cv.txt", TEXT.encode() * 20))
    yield "zip", make_zip([("a.txt", TEXT), ("b.txt", TEXT)])
    yield "tar.gz", tar_gz("a.txt", TEXT.encode() * 20)


def main():
    with zipfile.ZipFile(FOLDER / "all.zip", "w", zipfile.ZIP_STORED) as archive, \
            open(FOLDER / "wanted", "w", encoding="utf-8") as wanted:
        for name, codes, data in hostile():
            archive.writestr(name, data)
            archive.writestr(name + "-good.txt", TEXT)
            wanted.write(f"{name}\t{codes}\n")
    (FOLDER / "overlapping.zip").write_bytes(overlapping())
    (FOLDER / "states.pdf").write_bytes(pdf_around(pdf_stream("/Filter /FlateDecode", deflate(b"q " * (15 * MIB), 1))))
    (FOLDER / "million.zip").write_bytes(million())
    (FOLDER / "cut").mkdir()
    for suffix, data in whole():
        for i in range(17):
            (FOLDER / "cut" / f"{i:02}.{suffix}").write_bytes(data[:len(data) * i // 16])


main()
