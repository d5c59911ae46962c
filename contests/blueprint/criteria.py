"""The three criteria sets that the portal proposes; they are not the department's.

Each adds up to 100, so that a criterion's full marks are its weight. Marks are given in
steps of half a point.
"""


def one(code, full, name_th, name_en, guidance_th, guidance_en):
    return {
        "code": code,
        "name_th": name_th,
        "name_en": name_en,
        "guidance_th": guidance_th,
        "guidance_en": guidance_en,
        "full": str(full),
        "weight": str(full),
        "step": "0.5",
        "levels": [],
        "is_default": True,
    }


INDIVIDUAL = [
    one(
        "c1",
        10,
        "ความสอดคล้องกับภารกิจ ยุทธศาสตร์ของกรมฯ และหมวดองค์ความรู้",
        "Fit with the department's mission and strategy and the knowledge category",
        "พิจารณาว่าตอบภารกิจของกรมฯ ข้อใด และตรงกับหมวดที่เลือกเพียงใด",
        "Which part of the mission does it serve, and how well does it fit the "
        "category chosen?",
    ),
    one(
        "c2",
        15,
        "ความริเริ่มสร้างสรรค์ ความเป็นองค์ความรู้ใหม่",
        "Creativity and newness of the knowledge",
        "พิจารณาสิ่งที่ต่างจากวิธีเดิม ทั้งที่คิดขึ้นใหม่และที่ต่อยอดให้ดีขึ้น",
        "What differs from the usual way, whether newly thought of or a clear step on?",
    ),
    one(
        "c3",
        25,
        "กระบวนการ เทคนิค วิธีการปฏิบัติ ขุมความรู้ แก่นความรู้ ชัดเจน ทำตามได้",
        "Process, techniques, know-how and core knowledge: clear and repeatable",
        "พิจารณาว่าเพื่อนร่วมงานในอำเภออื่นอ่านแล้วทำตามได้ และแก่นความรู้สรุปจากเรื่องเล่าจริง",
        "Could a colleague in another district repeat it from the text? Does the core "
        "knowledge follow from the story?",
    ),
    one(
        "c4",
        20,
        "ผลลัพธ์และการเปลี่ยนแปลง มีหลักฐานเชิงประจักษ์",
        "Results and change, shown by evidence",
        "พิจารณาการเปลี่ยนแปลงก่อนและหลัง พร้อมตัวเลข ภาพ หรือเอกสารยืนยัน",
        "What changed from before to after, with figures, pictures or documents?",
    ),
    one(
        "c5",
        15,
        "การนำไปใช้ประโยชน์ การถ่ายทอด และขยายผล",
        "Use, transfer and spread",
        "พิจารณาว่าใครนำไปใช้แล้ว และมีการถ่ายทอดอย่างต่อเนื่องหรือไม่",
        "Who uses it already, and is it passed on steadily?",
    ),
    one(
        "c6",
        15,
        "พลังการเล่าเรื่องและการนำเสนอ",
        "Power of the story and its telling",
        "พิจารณาว่าเรื่องเล่าชวนติดตาม เห็นภาพ และสร้างแรงบันดาลใจ",
        "Does the story hold the reader, let them see it, and inspire?",
    ),
]

DISTRICT_OFFICE = [
    one(
        "c1",
        15,
        "การนำองค์กร ทิศทาง เป้าหมายการจัดการความรู้ และวัฒนธรรมการเรียนรู้",
        "Leadership, direction, goals and a culture of learning",
        "พิจารณาบทบาทของพัฒนาการอำเภอ ความชัดเจนของเป้าหมาย และการมีส่วนร่วมของทั้งสำนักงาน",
        "The chief's part, how clear the goals are, and whether the whole office takes "
        "part.",
    ),
    one(
        "c2",
        10,
        "การวิเคราะห์คน (ความรู้ ทักษะ ทัศนคติ) และองค์กร (จุดแข็ง จุดอ่อน โอกาส อุปสรรค)",
        "Analysis of people (knowledge, skills, attitude) and organisation (SWOT)",
        "พิจารณาความครบถ้วนของการวิเคราะห์ และการนำผลไปใช้กำหนดแนวทาง",
        "How complete is the analysis, and does the plan follow from it?",
    ),
    one(
        "c3",
        25,
        "กระบวนการและเครื่องมือการจัดการความรู้ (CoP BAR AAR) ทำจริง ต่อเนื่อง มีหลักฐาน",
        "Processes and tools (CoP, BAR, AAR): really used, steadily, with evidence",
        "พิจารณาหลักฐานการใช้เครื่องมือแต่ละชนิดตลอดปี ไม่ใช่เฉพาะช่วงประกวด",
        "Evidence that each tool was used through the year, not only for the contest.",
    ),
    one(
        "c4",
        15,
        "การเขียน จัดเก็บ และเผยแพร่ชุดความรู้",
        "Writing, keeping and publishing knowledge packages",
        "พิจารณาจำนวนและคุณภาพของชุดความรู้ การจัดเก็บที่ค้นหาได้ และช่องทางเผยแพร่",
        "Number and quality of the packages, whether they can be found, and where they "
        "are published.",
    ),
    one(
        "c5",
        10,
        "การมีส่วนร่วมของบุคลากรและเครือข่าย",
        "Part taken by staff and network",
        "พิจารณาบทบาทของบุคลากรทุกคน ผู้นำชุมชน และภาคีเครือข่าย",
        "What every member of staff, community leaders and partners contribute.",
    ),
    one(
        "c6",
        15,
        "ผลลัพธ์ต่อคน งาน และองค์กร",
        "Results for people, work and organisation",
        "ผลลัพธ์ต่อคน 5 คะแนน ต่องาน 5 คะแนน ต่อองค์กร 5 คะแนน",
        "5 points for people, 5 for the work, 5 for the organisation.",
    ),
    one(
        "c7",
        10,
        "การนำเสนอและตอบข้อซักถาม",
        "Presentation and answers to questions",
        "พิจารณาความชัดเจน การใช้เวลา และการตอบคำถามด้วยข้อมูลจริง",
        "Clarity, use of the time, and answers that rest on facts.",
    ),
]

PROTOTYPE = [
    one(
        "c1",
        10,
        "การนำองค์กรและนโยบายการจัดการความรู้ระดับจังหวัด",
        "Leadership and knowledge management policy of the province",
        "พิจารณาบทบาทของพัฒนาการจังหวัดและนโยบายที่ประกาศใช้จริง",
        "The provincial chief's part, and the policy that is in force.",
    ),
    one(
        "c2",
        15,
        "แผนการจัดการความรู้ กลไก และคณะทำงาน",
        "Plan, mechanism and working group",
        "พิจารณาแผน ผู้รับผิดชอบ งบประมาณ และการติดตามผล",
        "The plan, who is responsible, the budget, and how it is followed up.",
    ),
    one(
        "c3",
        20,
        "ระบบและกระบวนการจัดการความรู้ครบวงจร (7 ขั้นตอน)",
        "A complete system of knowledge management (7 steps)",
        "บ่งชี้ สร้างและแสวงหา จัดให้เป็นระบบ ประมวลและกลั่นกรอง เข้าถึง แบ่งปันแลกเปลี่ยน เรียนรู้",
        "Identify, create and acquire, organise, refine, give access, share, learn.",
    ),
    one(
        "c4",
        10,
        "คลังความรู้และการใช้เทคโนโลยี",
        "Knowledge repository and technology",
        "พิจารณาความเป็นปัจจุบัน การค้นหา และจำนวนผู้ใช้คลังความรู้",
        "How current the repository is, how well it is searched, and who uses it.",
    ),
    one(
        "c5",
        15,
        "การส่งเสริมสำนักงานพัฒนาชุมชนอำเภอในสังกัด",
        "Support of the district offices",
        "พิจารณาสัดส่วนอำเภอที่เข้าร่วม และจำนวนองค์ความรู้ที่จัดเก็บ",
        "The share of districts that take part, and how much knowledge was stored.",
    ),
    one(
        "c6",
        15,
        "ผลลัพธ์ต่อคน งาน องค์กร และชุมชน",
        "Results for people, work, organisation and communities",
        "พิจารณาการเปลี่ยนแปลงที่วัดได้ในแต่ละด้าน พร้อมหลักฐาน",
        "Measurable change in each, with evidence.",
    ),
    one(
        "c7",
        10,
        "ความเป็นต้นแบบและการขยายผลระดับประเทศ",
        "A model for others, and its spread in the country",
        "พิจารณาว่าจังหวัดอื่นนำไปใช้ได้ และมีการศึกษาดูงานหรือขยายผลแล้ว",
        "Can other provinces use it, and have they come to learn or begun to?",
    ),
    one(
        "c8",
        5,
        "การนำเสนอและตอบข้อซักถาม",
        "Presentation and answers to questions",
        "พิจารณาความชัดเจน การใช้เวลา และการตอบคำถามด้วยข้อมูลจริง",
        "Clarity, use of the time, and answers that rest on facts.",
    ),
]
