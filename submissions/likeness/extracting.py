"""The text of files: of a PDF's pages and of a DOCX's paragraphs.

Imported when the first file is read, by the timer and not by a web process: PDFium
takes 23 MiB.
"""

import zipfile
from xml.etree import ElementTree

import pypdfium2

from submissions.pdf_pages import ONE_AT_A_TIME

# No work has more to say; what a file holds beyond this is not compared.
MOST_CHARACTERS = 200_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of_pdf(file) -> str:
    """Return the text of the pages, in their order; empty where they are pictures."""
    texts, length = [], 0
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(file)
        try:
            for page in document:
                texts.append(page.get_textpage().get_text_bounded())
                length += len(texts[-1])
                if length > MOST_CHARACTERS:
                    break
        finally:
            document.close()
    return "\n".join(texts)[:MOST_CHARACTERS]


def about_pdf(file) -> str:
    """Return what a PDF says of itself: its title, its author, by what it was made."""
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(file)
        try:
            return "\n".join(filter(None, document.get_metadata_dict().values()))
        finally:
            document.close()


def about_docx(file) -> str:
    """Return what a DOCX says of itself: its title, who made it and who saved it."""
    with zipfile.ZipFile(file) as package:
        if "docProps/core.xml" not in package.namelist():
            return ""
        with package.open("docProps/core.xml") as part:
            tree = ElementTree.fromstring(part.read(MOST_CHARACTERS))
    return "\n".join(filter(None, (each.text for each in tree.iter())))


def text_of_docx(file) -> str:
    """Return the paragraphs, each on a line, those of tables and boxes too."""
    texts, length = [], 0
    with zipfile.ZipFile(file) as package, package.open("word/document.xml") as part:
        for _event, element in ElementTree.iterparse(part):
            if element.tag == f"{WORD}t":
                texts.append(element.text or "")
                length += len(texts[-1])
            elif element.tag == f"{WORD}p":
                texts.append("\n")
                element.clear()
            if length > MOST_CHARACTERS:
                break
    return "".join(texts).strip()[:MOST_CHARACTERS]
