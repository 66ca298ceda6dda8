import json

import pytest

from tests.models.prompts import FIELDS, FORM, READ
from text2sql.models.bedrock.forms import read_arguments, read_json, read_object, read_tags, schema_of

TAGS = (
    f"<reasoning>\n{FIELDS['reasoning']}\n</reasoning>\n<sql>\n```sql\n{FIELDS['sql']}\n```\n</sql>\n"
    "<confidence> High </confidence>\n<assumptions>\n- 매출 = 결제 금액\n- 취소 제외\n</assumptions>\n<parts>1</parts>"
)


@pytest.mark.parametrize(
    "read",
    [
        read_object(FIELDS, FORM.fields),
        read_json(json.dumps(FIELDS, ensure_ascii=False), FORM),
        read_json(f"Here it is:\n{json.dumps(FIELDS)}\nAnything else?", FORM),
        read_json(f"```json\n{json.dumps(FIELDS, indent=2)}\n```", FORM),
        read_tags(TAGS, FORM),
        read_tags(TAGS.replace("</sql>", "").removesuffix("</parts>"), FORM),
    ],
    ids=["object", "json", "json in words", "json in a fence", "tags", "tags left open"],
)
def test_the_same_parts_are_read_in_whichever_form_they_come(read):
    assert read.fields == READ
    assert read.problems == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"sql": None}, "`sql` is missing"),
        ({"confidence": "매우 높음"}, '`confidence` must be one of high, medium, low, not "매우 높음"'),
        ({"parts": "two"}, '`parts` must be a whole number, not "two"'),
        ({"parts": True}, "`parts` must be a whole number, not true"),
        ({"assumptions": [1]}, "`assumptions` must be a list, each item a text, not [1]"),
    ],
)
def test_what_is_wrong_is_said_by_name_and_the_rest_is_kept(change, problem):
    read = read_object({**FIELDS, **change}, FORM.fields)
    assert read.problems == (problem,)
    assert read.fields["reasoning"] == FIELDS["reasoning"]


@pytest.mark.parametrize("text", ["", "no braces", "{broken", '{"sql": ', "[1]", "}{"])
def test_what_is_no_json_is_a_problem_and_no_crash(text):
    assert read_json(text, FORM).problems


def test_numbers_and_single_texts_are_taken_as_they_are_meant():
    read = read_object({**FIELDS, "parts": "2", "assumptions": "하나뿐", "confidence": "LOW"}, FORM.fields)
    assert (read.fields["parts"], read.fields["assumptions"], read.fields["confidence"]) == (2, ("하나뿐",), "low")


def test_a_tool_is_given_what_is_not_of_its_parameters_kind_as_text():
    parameters = FORM.fields
    given = {"parts": "many", "assumptions": ["a"], "other": {"깊이": 1}}
    assert read_arguments(given, parameters) == {"parts": "many", "assumptions": ("a",), "other": '{"깊이": 1}'}
    assert read_arguments("no object", parameters) == {}


def test_the_schema_is_closed_and_keeps_the_order_of_the_parts():
    schema = schema_of(FORM.fields)
    assert list(schema["properties"]) == ["reasoning", "sql", "confidence", "assumptions", "parts"]
    assert schema["required"] == ["reasoning", "sql", "confidence"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["confidence"]["enum"] == ["high", "medium", "low"]
