#!/usr/bin/env python3
"""check_docx.py FILE...: is each a DOCX as ECMA-376 wants it? One complaint a line, status 1.

Word refuses what LibreOffice forgives. So this checks what a schema would: the order of
elements, the values of enumerations; and what a schema cannot: that every part has a
content type, every relation a target, every style, list and link that is used a definition.
"""

import posixpath
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# The children of each element, in the order of the schema (ECMA-376 part 1, annex A).
ORDER = {
    "document": "background body",
    "p": "pPr r hyperlink",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "r": "rPr t tab br",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "hyperlink": "r",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "numPr": "ilvl numId",
    "tabs": "tab",
    "pBdr": "top left bottom right between bar",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "pPrDefault": "pPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "settings": "zoom defaultTabStop compat",
    "compat": "compatSetting",
}
VALUES = {
    ("tab", "val"): {"clear", "left", "center", "right", "decimal", "bar", "num"},
    ("bottom", "val"): {"single"},
    ("lvlJc", "val"): {"left", "center", "right", "start", "end"},
    ("spacing", "lineRule"): {"auto", "exact", "atLeast"},
    ("numFmt", "val"): {"bullet", "decimal"},
    ("multiLevelType", "val"): {"singleLevel", "multilevel", "hybridMultilevel"},
}


def local(tag):
    return tag.rpartition("}")[2]


def order_faults(element):
    """An element out of place, of which the first in each parent is told."""
    name = local(element.tag)
    known = ORDER.get(name, "").split()
    mixed = name in ("p", "body")  # a choice, but for what must come first
    before = 0
    for child in element:
        child_name = local(child.tag)
        if known and child_name not in known:
            yield f"<{child_name}> may not stand in <{name}>"
        elif known and not mixed:
            place = known.index(child_name)
            if place < before:
                yield f"<{child_name}> stands too late in <{name}>"
            before = max(before, place)
        elif mixed and child_name in ("pPr",) and child is not element[0]:
            yield f"<{child_name}> must come first in <{name}>"
        for key, value in child.attrib.items():
            allowed = VALUES.get((child_name, local(key)))
            if allowed and value not in allowed:
                yield f"{child_name} {local(key)}={value!r}"
        yield from order_faults(child)


def package_faults(names, parts):
    if names[0] != "[Content_Types].xml":
        yield "the content types are not the first member"
    if len(set(names)) != len(names):
        yield "a member stands twice"
    types = parts["[Content_Types].xml"]
    defaults = {e.get("Extension") for e in types.iter(TYPES + "Default")}
    overrides = {e.get("PartName") for e in types.iter(TYPES + "Override")}
    for name in names[1:]:
        if "/" + name not in overrides and name.rpartition(".")[2] not in defaults:
            yield f"{name} has no content type"
    for part in overrides:
        if part.lstrip("/") not in names:
            yield f"{part} has a content type and is not there"
    for name in names:
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        for relation in parts[name].iter(RELATIONS + "Relationship"):
            target = posixpath.normpath(posixpath.join(base, relation.get("Target")))
            if relation.get("TargetMode") == "External":
                if not relation.get("Target").startswith(("http://", "https://", "mailto:")):
                    yield f"a link leads to {relation.get('Target')!r}"
            elif target not in names:
                yield f"{name}: {target} is not there"


def reference_faults(parts):
    document, styles = parts["word/document.xml"], parts["word/styles.xml"]
    defined = {s.get(W + "styleId"): s.get(W + "type") for s in styles.iter(W + "style")}
    lists = {n.get(W + "numId") for n in parts["word/numbering.xml"].iter(W + "num")}
    links = {r.get("Id") for r in parts["word/_rels/document.xml.rels"].iter(RELATIONS + "Relationship")}
    for tree in (document, styles, parts["word/numbering.xml"]):
        for kind, tags in (("paragraph", ("pStyle", "next")), ("character", ("rStyle",))):
            for tag in tags:
                for use in tree.iter(W + tag):
                    if defined.get(use.get(W + "val")) != kind:
                        yield f"the {kind} style {use.get(W + 'val')!r} is not defined"
        for use in tree.iter(W + "numId"):
            if use.get(W + "val") not in lists:
                yield f"list {use.get(W + 'val')} is not defined"
    for use in document.iter(W + "hyperlink"):
        if use.get(R + "id") not in links:
            yield f"link {use.get(R + 'id')} has no relation"
    if document.find(W + "body")[-1].tag != W + "sectPr":
        yield "the body does not end with the page"


def faults(path):
    with zipfile.ZipFile(path) as package:
        if package.testzip():
            yield "a member is damaged"
        names = package.namelist()
        parts = {name: ElementTree.fromstring(package.read(name)) for name in names}
    yield from package_faults(names, parts)
    yield from reference_faults(parts)
    for name, tree in parts.items():
        if tree.tag.startswith(W):
            for fault in order_faults(tree):
                yield f"{name}: {fault}"


bad = 0
for argument in sys.argv[1:]:
    for complaint in faults(argument):
        print(f"{argument}: {complaint}")
        bad = 1
sys.exit(bad or len(sys.argv) == 1)
