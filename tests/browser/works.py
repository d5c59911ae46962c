"""What officers enter in category 2: the form's texts, and a real document."""

import pikepdf

TEXTS = {
    "direction": "ให้ทุกคนในสำนักงานได้เรียนรู้จากงานที่ทำ",
    "goals": "คนเก่งขึ้น\nงานดีขึ้น",
    "people_analysis": "ทุกคนมีความรู้เรื่องชุมชนดี",
    "organisation_analysis": "จุดแข็งคือทีมงาน จุดอ่อนคือเวลา",
    "processes": "สำรวจ\nแลกเปลี่ยน\nบันทึก\nเผยแพร่",
    "results_people": "เขียนบันทึกความรู้ได้",
    "results_work": "งานเสร็จเร็วขึ้น",
    "results_organisation": "มีคลังความรู้ที่ค้นหาได้",
    "results_network": "ผู้นำชุมชนร่วมเขียนด้วย",
}


def fill_in(page, title):
    """Type what the form requires."""
    page.locator("[name=title]").fill(title)
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    for tool in ("cop", "aar"):
        page.locator(f"[name=tools][value={tool}]").check()


def document(path, pages):
    """Write a PDF of so many A4 pages; return its path."""
    made = pikepdf.new()
    for _number in range(pages):
        made.add_blank_page(page_size=(595, 842))
    made.save(path)
    return path
