"""Documents in Arabic and in Korean: a page of each with a heading, prose, a list, a table, a note and an index of facts."""

from __future__ import annotations

from dataclasses import replace

from communique.compose.model import Document, ListKind
from communique.compose.wording import wording
from communique.content.spans import Strong
from kit.trees import METADATA, call, doc, figure, h1, h2, items, p, region, spans, table, terms

ARABIC = {
    "title": "الدبلوماسية العسكرية في الحوار غير الرسمي",
    "lead": "يستطيع الضباط المتقاعدون أن يقولوا في غرفة مغلقة ما لا تستطيع الحكومات قوله علنًا.",
    "part": "ما الذي يهم",
    "text": "في الحوار غير الرسمي (Track II) يناقش المشاركون تدابير بناء الثقة منذ 1995 دون أن يلزموا أحدًا",
    "strong": "السرية شرط للصراحة",
    "one": "الاحترام المتبادل بين الأطراف",
    "two": "الشفافية في القواعد قبل الاجتماع",
    "caption": "المبادئ كما طبقت",
    "head": ("المبدأ", "الدرجة"),
    "rows": (("الشفافية", "12"), ("السرية", "7")),
    "note": "المصدر: سجل الاجتماعات، ص. 4",
    "from": "من",
    "sender": "وحدة السياسات",
    "audience": "الوزراء",
    "date": "٢٢ تشرين الثاني ٢٠٢٦",
}
KOREAN = {
    "title": "비공식 대화에서의 군사 외교",
    "lead": "퇴역 장교들은 정부가 공개적으로 말할 수 없는 것을 닫힌 방에서 말할 수 있다.",
    "part": "무엇이 중요한가",
    "text": "비공식 대화(Track II)에서 참가자들은 1995년부터 누구도 구속하지 않으면서 신뢰 구축 조치를 논의해 왔다",
    "strong": "비밀 유지는 솔직함의 조건이다",
    "one": "상호 존중",
    "two": "회의 전에 정해진 규칙의 투명성",
    "caption": "적용된 원칙",
    "head": ("원칙", "정도"),
    "rows": (("투명성", "12"), ("비밀 유지", "7")),
    "note": "출처: 회의록, 4쪽",
    "from": "발신",
    "sender": "정책실",
    "audience": "장관",
    "date": "2026년 11월 22일",
}
SCRIPTS = {"ar": ARABIC, "ko": KOREAN}


def in_script(language: str) -> Document:
    """The page in a language of `SCRIPTS`."""
    told = SCRIPTS[language]
    words = wording(language)
    assert words is not None
    made = doc(
        region("title-block", h1(told["title"]), terms((told["from"], told["sender"]), role="facts")),
        region("bottom-line", p(told["lead"], role="statement")),
        h2(told["part"], "1", "part"),
        p(told["text"], call(1), ". ", Strong(spans(told["strong"])), "."),
        items(told["one"], told["two"]),
        items(told["one"], told["two"], kind=ListKind.NUMBER),
        table(told["head"], *told["rows"], caption=told["caption"], number="1"),
        figure(told["caption"], told["caption"], "1"),
        notes=(told["note"],),
    )
    metadata = replace(
        METADATA, title=told["title"], short_title=told["part"], audience=told["audience"],
        shown_date=told["date"], language=language,
    )  # fmt: skip
    return replace(made, metadata=metadata, words=words)
