import pytest

from submissions.file_names import LONGEST, harmless


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("โมเดลภูสิงห์เสวนา.pdf", "โมเดลภูสิงห์เสวนา.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\เอกสาร\\แผน.docx", "แผน.docx"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ('ผล "ดี": 1?.pdf', "ผล _ดี__ 1_.pdf"),
        ("  จุด  สอง . pdf.pdf. ", "จุด สอง . pdf.pdf"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_made_harmless(given, kept):
    assert harmless(given) == kept


def test_a_long_name_is_cut_between_letters_and_keeps_its_kind():
    name = harmless("ที่" * 100 + ".pdf")

    assert len(name) <= LONGEST
    assert name == "ที่" * ((LONGEST - 4) // 3) + ".pdf"
