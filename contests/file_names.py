"""What a file about a round is called: ตารางอันดับ-2565-2-ศรีสะเกษ."""

from contests.models import Round


def named_for(round_: Round, thai: str, ascii: str) -> dict[str, str]:
    """Return the file's name in Thai and in letters that all can read, no suffix."""
    office, category = round_.office, round_.stage.category
    which = f"{category.season.year}-{category.number}"
    return {
        "thai": f"{thai}-{which}-{office.name_th}",
        "ascii": f"{ascii}-{which}-{office.code}",
    }
