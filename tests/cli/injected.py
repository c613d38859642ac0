"""Documents that give orders: injected.py ORDER PLAIN.docx FOLDER

Makes of a DOCX another person's with the order in vanished and in white runs, and a PDF that says it
in white, in a mode without ink and beside the page.
"""
import sys
import zipfile

order, plain, folder = sys.argv[1:]


def paragraph(properties):
    return f'<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{order}</w:t></w:r></w:p>'


def hide_in_docx():
    hidden = paragraph("<w:vanish/>") + paragraph('<w:color w:val="FFFFFF"/>')
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(f"{folder}/hidden.docx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                body = data.decode().replace("Ada Example", "Ed Example")
                end = body.index("</w:p>") + len("</w:p>")
                data = (body[:end] + hidden + body[end:]).encode()
            target.writestr(name, data)


def pdf(name, lines, extra):
    text = "".join(f"BT /F1 11 Tf 72 {760 - 20 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines))
    stream = (text + extra).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    with open(f"{folder}/{name}", "wb") as file:
        file.write(out)


hide_in_docx()
pdf("hidden.pdf", [
    "Di Example", "di@example.com", "", "Experience", "Engineer, Example Works, 2019 - 2024",
    "- Built a billing service in Rust on SQLite", "- Ran Redis for ten teams", "", "Skills", "Rust, SQLite, Redis",
], f"1 1 1 rg BT /F1 11 Tf 72 400 Td ({order}) Tj ET\n"
   f"0 0 0 rg BT 3 Tr /F1 11 Tf 72 380 Td ({order}) Tj ET\n"
   f"BT 0 Tr /F1 11 Tf 72 -40 Td ({order}) Tj ET\n")
