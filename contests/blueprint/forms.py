"""The two entry forms that the portal proposes; see `contests.entry_form` for a field.

The individual form is put together from the department's record forms of 2557 to
2564; the unit form follows the presentation of a winning office of 2565.
"""

from contests.entry_form import TITLE, Kind


def one(key, kind, th, en, help_th="", help_en="", *, required=False, **more):
    return {
        "key": key,
        "kind": str(kind),
        "label_th": th,
        "label_en": en,
        "help_th": help_th,
        "help_en": help_en,
        "required": required,
        **more,
    }


def option(value, th, en):
    return {"value": value, "label_th": th, "label_en": en}


# The four of 2563.
KNOWLEDGE_CATEGORIES = [
    option(
        "1",
        "หมวด 1 สร้างสรรค์ชุมชนพึ่งตนเองได้",
        "1 Communities that stand on their own feet",
    ),
    option(
        "2",
        "หมวด 2 ส่งเสริมเศรษฐกิจฐานรากให้ขยายตัวอย่างสมดุล",
        "2 A grassroots economy that grows in balance",
    ),
    option(
        "3",
        "หมวด 3 เสริมสร้างทุนชุมชนให้มีธรรมาภิบาล",
        "3 Community funds with good governance",
    ),
    option(
        "4",
        "หมวด 4 เสริมสร้างองค์กรให้มีขีดสมรรถนะสูง",
        "4 An organisation of high capability",
    ),
]

# In the words of the contest of 2565.
TOOLS = [
    option("cop", "ชุมชนนักปฏิบัติ (CoP)", "Community of Practice (CoP)"),
    option("bar", "การวางแผนก่อนปฏิบัติงาน (BAR)", "Before Action Review (BAR)"),
    option("aar", "ทบทวนหลังปฏิบัติงาน (AAR)", "After Action Review (AAR)"),
]

VIDEOS = one(
    "videos",
    Kind.LINKS,
    "ลิงก์วิดีโอ",
    "Video links",
    "ที่อยู่เว็บที่ขึ้นต้นด้วย https:// และเปิดดูได้โดยไม่ต้องลงชื่อเข้าใช้",
    "Web addresses that begin with https:// and open without signing in.",
)

INDIVIDUAL = [
    one(
        TITLE,
        Kind.TEXT,
        "ชื่อองค์ความรู้",
        "Title of the knowledge",
        "ชื่อเดียวที่บอกได้ว่าทำอะไรสำเร็จ",
        "One title that tells what was achieved.",
        required=True,
    ),
    one(
        "owners",
        Kind.PEOPLE,
        "เจ้าขององค์ความรู้",
        "Owner of the knowledge",
        "โทรศัพท์ใช้ติดต่อเรื่องการประกวดเท่านั้น ไม่เผยแพร่",
        "The telephone number is for contact about the contest only; it is not "
        "published.",
        required=True,
    ),
    one(
        "knowledge_category",
        Kind.CHOICE,
        "หมวดองค์ความรู้",
        "Knowledge category",
        "เลือก 1 หมวด",
        "Choose one.",
        required=True,
        options=KNOWLEDGE_CATEGORIES,
    ),
    one(
        "background",
        Kind.LONGTEXT,
        "ที่มาและความสำคัญ",
        "Background and significance",
        "ปัญหาหรือความต้องการในพื้นที่ และเหตุที่องค์ความรู้นี้ใหม่หรือริเริ่มสร้างสรรค์",
        "The problem or need in the area, and what is new or creative here.",
        required=True,
    ),
    one("objectives", Kind.LIST, "วัตถุประสงค์", "Objectives"),
    one(
        "story",
        Kind.LONGTEXT,
        "เรื่องเล่า กระบวนการและลำดับขั้นตอน",
        "The story: the process, step by step",
        "เล่าความเป็นมา เหตุการณ์ ผู้เกี่ยวข้อง และวิธีปฏิบัติงานตามลำดับ",
        "Tell how it came about, what happened, who took part, and how it was done.",
        required=True,
    ),
    one(
        "know_how",
        Kind.LIST,
        "ขุมความรู้",
        "Knowledge assets (know-how list)",
        "วิธีปฏิบัติที่ถอดได้จากเรื่องเล่า เขียนเป็นข้อ ๆ บรรทัดละหนึ่งข้อ",
        "The know-how drawn from the story, one point on each line.",
        required=True,
    ),
    one(
        "core_knowledge",
        Kind.LIST,
        "แก่นความรู้",
        "Core knowledge",
        "หลักสำคัญไม่กี่ข้อที่สรุปได้จากขุมความรู้ บรรทัดละหนึ่งข้อ",
        "The few principles to which the know-how comes down, one on each line.",
        required=True,
    ),
    one(
        "strategy",
        Kind.LONGTEXT,
        "กลยุทธ์ เทคนิคในการทำงาน",
        "Working strategy and techniques",
    ),
    one(
        "theory",
        Kind.LONGTEXT,
        "กฎระเบียบ แนวคิด ทฤษฎีที่เกี่ยวข้อง",
        "Regulations, concepts and theory",
    ),
    one(
        "results",
        Kind.LONGTEXT,
        "ผลลัพธ์ที่ได้ และประโยชน์",
        "Results and benefits",
        "การเปลี่ยนแปลงที่วัดหรือยืนยันได้ พร้อมหลักฐาน",
        "Changes that can be measured or shown, with evidence.",
        required=True,
    ),
    one(
        "success_factors",
        Kind.LONGTEXT,
        "ปัจจัยแห่งความสำเร็จ ปัญหาอุปสรรค ข้อเสนอแนะ",
        "Success factors, obstacles, suggestions",
    ),
    one(
        "spread",
        Kind.LONGTEXT,
        "การนำไปใช้ และการขยายผล",
        "Use and spread",
        "ใครนำไปใช้แล้ว ที่ไหน และเผยแพร่อย่างไร",
        "Who uses it already, where, and how it is shared.",
    ),
    one(
        "files",
        Kind.FILES,
        "ภาพประกอบและเอกสารแนบ",
        "Pictures and documents",
        "PDF, DOCX, PPTX, XLSX, JPEG, PNG หรือ MP4",
        "PDF, DOCX, PPTX, XLSX, JPEG, PNG or MP4.",
    ),
    VIDEOS,
]

UNIT = [
    one(
        TITLE,
        Kind.TEXT,
        "ชื่อโมเดลหรือองค์ความรู้",
        "Name of the model or knowledge",
        required=True,
    ),
    one(
        "team",
        Kind.PEOPLE,
        "ผู้ประสานงานและคณะทำงาน",
        "Contact person and team",
        "คนแรกคือผู้ประสานงาน โทรศัพท์ใช้ติดต่อเรื่องการประกวดเท่านั้น ไม่เผยแพร่",
        "The first is the contact person. Telephone numbers are for contact about the "
        "contest only; they are not published.",
    ),
    one(
        "direction",
        Kind.LONGTEXT,
        "ทิศทางการจัดการความรู้",
        "Direction of knowledge management",
        "ทิศทางการขับเคลื่อนองค์กร และวัฒนธรรมองค์กรที่ต้องการสร้าง",
        "Where the office is going, and the culture it wants to build.",
        required=True,
    ),
    one(
        "goals",
        Kind.LIST,
        "เป้าหมายการจัดการความรู้ (คน งาน องค์กร)",
        "Goals (people, work, organisation)",
        "บรรทัดละหนึ่งเป้าหมาย",
        "One goal on each line.",
        required=True,
    ),
    one(
        "people_analysis",
        Kind.LONGTEXT,
        "การวิเคราะห์คน (ความรู้ ทักษะ ทัศนคติ)",
        "Analysis of people (knowledge, skills, attitude)",
        required=True,
    ),
    one(
        "organisation_analysis",
        Kind.LONGTEXT,
        "การวิเคราะห์องค์กร (จุดแข็ง จุดอ่อน โอกาส อุปสรรค)",
        "Analysis of the organisation (SWOT)",
        required=True,
    ),
    one(
        "tools",
        Kind.CHOICES,
        "เครื่องมือการจัดการความรู้",
        "Knowledge management tools",
        "เลือกได้หลายข้อ และแนบหลักฐานการใช้",
        "Choose any number, and attach evidence of their use.",
        required=True,
        options=TOOLS,
        has_other=True,
    ),
    one(
        "processes",
        Kind.LIST,
        "กระบวนงาน",
        "Work processes",
        "เขียนเป็นข้อ ๆ บรรทัดละหนึ่งกระบวนงาน",
        "One process on each line.",
        required=True,
    ),
    one(
        "dimensions",
        Kind.LIST,
        "มิติการพัฒนาองค์กร",
        "Dimensions of development",
        "บรรทัดละหนึ่งมิติ",
        "One dimension on each line.",
    ),
    one(
        "packages",
        Kind.LINKS,
        "ชุดความรู้ที่จัดทำ",
        "Knowledge packages made",
        "ลิงก์ไปยังชุดความรู้ที่เผยแพร่แล้ว",
        "Links to the knowledge packages that were published.",
    ),
    one(
        "results_people",
        Kind.LONGTEXT,
        "ผลลัพธ์ต่อคน",
        "Results for people",
        required=True,
    ),
    one("results_work", Kind.LONGTEXT, "ผลลัพธ์ต่องาน", "Results for the work"),
    one(
        "results_organisation",
        Kind.LONGTEXT,
        "ผลลัพธ์ต่อองค์กร",
        "Results for the organisation",
        required=True,
    ),
    one(
        "results_network",
        Kind.LONGTEXT,
        "ผลลัพธ์ต่อเครือข่าย",
        "Results for the network",
    ),
    one("spread", Kind.LONGTEXT, "การขยายผล", "Spread"),
    one(
        "evidence",
        Kind.FILES,
        "หลักฐานแนบ",
        "Evidence",
        "PDF, DOCX, PPTX, XLSX, JPEG, PNG หรือ MP4",
        "PDF, DOCX, PPTX, XLSX, JPEG, PNG or MP4.",
    ),
    VIDEOS,
]
