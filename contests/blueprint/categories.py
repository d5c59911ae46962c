"""The three categories: who enters, and how each stage is judged unless changed."""

from contests.blueprint import criteria, forms, screening
from offices.roles import Level

# A district's own panel; the provincial chief, three group heads and the learning
# centre; the three of the region in 2565; the department's. More than half is the
# quorum.
STAGES = {
    Level.DISTRICT: {"panel_size": 3, "quorum": 2, "lets_unopposed_up": True},
    Level.PROVINCE: {"panel_size": 5, "quorum": 3},
    Level.REGION: {"panel_size": 3, "quorum": 2},
    Level.DEPARTMENT: {"panel_size": 5, "quorum": 3},
}

CATEGORIES = [
    {
        "number": 1,
        "name_th": "ระดับบุคคล ประเภทองค์ความรู้ดีเด่น (เรื่องเล่าเร้าพลัง)",
        "name_en": "Individual: outstanding knowledge (inspiring story)",
        "is_individual": True,
        "entrant_level": Level.DISTRICT,
        "entries_per_office": 3,
        "form": forms.INDIVIDUAL,
        "screening": screening.INDIVIDUAL,
        "criteria": criteria.INDIVIDUAL,
        "levels": [Level.DISTRICT, Level.PROVINCE, Level.REGION, Level.DEPARTMENT],
    },
    {
        "number": 2,
        "name_th": "ระดับหน่วยงาน ประเภทสุดยอดสำนักงานพัฒนาชุมชนอำเภอแห่งการเรียนรู้",
        "name_en": "Agency: outstanding district office of learning",
        "is_individual": False,
        "entrant_level": Level.DISTRICT,
        "entries_per_office": 1,
        "form": forms.UNIT,
        "screening": screening.UNIT,
        "criteria": criteria.DISTRICT_OFFICE,
        "levels": [Level.PROVINCE, Level.REGION, Level.DEPARTMENT],
    },
    {
        "number": 3,
        "name_th": (
            "ระดับหน่วยงาน (สำนักงานพัฒนาชุมชนจังหวัด) ประเภทสุดยอด Prototype "
            "“ต้นแบบการสร้างองค์กรแห่งการเรียนรู้ ระดับประเทศ”"
        ),
        "name_en": (
            "Agency (provincial office): outstanding prototype of a learning "
            "organisation"
        ),
        "is_individual": False,
        "entrant_level": Level.PROVINCE,
        "entries_per_office": 1,
        "form": forms.UNIT,
        "screening": screening.UNIT,
        "criteria": criteria.PROTOTYPE,
        "levels": [Level.REGION, Level.DEPARTMENT],
    },
]
