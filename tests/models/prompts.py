"""Prompts that several of these tests send: in Korean, with a form, with tools."""

from text2sql.prompting import Field, Message, Prompt, ReplyForm, Tool

FORM = ReplyForm(
    "write_sql",
    "The query that answers the question.",
    (
        Field("reasoning", "How the question is read, step by step."),
        Field("sql", "One SELECT statement."),
        Field("confidence", "How sure you are.", choices=("high", "medium", "low")),
        Field("assumptions", "What was assumed.", kind="texts", required=False),
        Field("parts", "How many parts the question has.", kind="integer", required=False),
    ),
)
PROMPT = Prompt(
    "You write SQL for DuckDB.",
    '<schema>\nCREATE TABLE orders (id INTEGER, amount DECIMAL, "지역" TEXT);\n</schema>',
    (Message("user", "지난달 서울 매출은?"),),
    FORM,
)
PLAIN = Prompt("Answer briefly.", "", (Message("user", "안녕하세요, who are you?"),), temperature=None)
TOOL = Tool(
    "find_tables", "Tables that fit words.", (Field("words", "Words."), Field("count", "How many.", kind="integer"))
)
FIELDS = {
    "reasoning": "지난달은 10월이다. \"서울\" → 지역 = '서울'",
    "sql": "SELECT sum(amount) FROM orders WHERE \"지역\" = '서울'",
    "confidence": "high",
    "assumptions": ["매출 = 결제 금액", "취소 제외"],
    "parts": 1,
}
READ = {**FIELDS, "assumptions": tuple(FIELDS["assumptions"])}
MODEL = "global.anthropic.claude-sonnet-4-6"
