"""The offices of the country by all that people call them: code, name, short form."""

import re
from collections import defaultdict
from difflib import get_close_matches

from offices.models import Office
from offices.roles import Level
from ui.thai import search_key

# What stands before a name and does not belong to it; "สพอ.ภูสิงห์ จ.ศรีสะเกษ".
KINDS = re.compile(
    r"สำนักงานพัฒนาชุมชน|สนง\.?\s*พัฒนาชุมชน|สพ[จอ]\.?|กิ่งอำเภอ|อำเภอ|จังหวัด|(?<!\w)[อจ]\."
)
REGION = re.compile(r"(?:r|เขต(?:ตรวจราชการ)?(?:ที่)?|inspectionregion)?0*([0-9]{1,2})")


def place_key(text: str) -> str:
    """Return what an office is looked up by: no kind of office, no spaces."""
    return KINDS.sub("", search_key(text)).replace(" ", "")


class Places:
    """All offices, loaded once, and what each is called. One query."""

    def __init__(self):
        self.by_code = {office.code: office for office in Office.objects.all()}
        self.called = {level: defaultdict(list) for level in Level.values}
        for office in self.by_code.values():
            for key in self.keys_of(office):
                self.called[office.level][key].append(office)

    def keys_of(self, office) -> set[str]:
        names = {
            office.code,
            office.name_th,
            office.name_en,
            office.title_th,
            office.title_en,
        }
        if province := self.province_of(office):
            names |= {
                f"{office.name_th} {province.name_th}",
                f"{office.name_en} {province.name_en}",
            }
        return {place_key(name) for name in names}

    def province_of(self, office) -> Office | None:
        """Return the province of a district."""
        if office.level != Level.DISTRICT:
            return None
        return self.by_code.get(office.codes[-2])

    def find(self, text: str, levels) -> list[Office]:
        """Return the offices of these levels that are called so."""
        key = place_key(text)
        found = [office for level in levels for office in self.called[level][key]]
        if not found and Level.REGION in levels and (match := REGION.fullmatch(key)):
            region = self.by_code.get(f"R{int(match[1]):02}")
            found = [region] if region else []
        return found

    def alike(self, text: str, levels) -> str:
        """Return the name that was perhaps meant, or nothing."""
        names = {
            place_key(office.name_th): office.name_th
            for level in levels
            for offices in self.called[level].values()
            for office in offices
        }
        near = get_close_matches(place_key(text), names, n=1, cutoff=0.7)
        return names[near[0]] if near else ""
