from dataclasses import replace
from datetime import date, timedelta

import pytest

from text2sql.models.bedrock.abilities import REMEMBERED_FOR, Abilities, Memory, Sent, learned_from

ALL = Sent(form=True, tools=True, cache=True, cache_ttl=True, temperature=True, system=True, streamed=True)
TAKES_ALL = Abilities()

# The words of live services, as quoted in the issues of litellm, boto3, hermes-agent, promptfoo and hindsight.
REFUSALS = [
    ("The model returned the following errors: `temperature` is deprecated for this model.", {"temperature": False}),
    ("Malformed input request: #/system/1: extraneous key [cachePoint] is not permitted", {"cache": "none"}),
    (
        "The model returned the following errors: system.0.cache_control: Extra inputs are not permitted",
        {"cache": "none"},
    ),
    ("You invoked an unsupported model or your request did not allow prompt caching.", {"cache": "none"}),
    ("system.1.cache_control.ttl: Extra inputs are not permitted", {"cache": "default"}),
    ("tools.0.custom.strict: Extra inputs are not permitted", {"form": "json"}),
    ("tools.1.custom: For 'array' type, property 'maxItems' is not supported", {"form": "json"}),
    ("Thinking may not be enabled when tool_choice forces tool use.", {"form": "json"}),
    ("This model doesn't support tool use in streaming mode.", {"streamed_tools": False}),
    ("This model doesn't support tool use.", {"form": "json"}),
    ("This model doesn't support system messages. Try again without system messages.", {"system": False}),
]


@pytest.mark.parametrize(("words", "change"), REFUSALS)
def test_a_refusal_teaches_what_the_model_does_not_take(words, change):
    assert learned_from(words, ALL, TAKES_ALL) == replace(TAKES_ALL, **change)


@pytest.mark.parametrize(
    ("form", "words", "following"),
    [
        ("json", "output_config.format: Extra inputs are not permitted", "tool"),
        ("json", "This model doesn't support structured outputs.", "tool"),
        ("json", "Input is malformed.", None),
        ("tool", "This model doesn't support the toolConfig.toolChoice.tool field.", "tags"),
        ("tags", "This model doesn't support tool use.", None),
    ],
)
def test_the_forms_are_left_one_after_the_other(form, words, following):
    taken = Abilities(form=form)
    expected = replace(taken, form=following) if following else None
    assert learned_from(words, replace(ALL, streamed=False), taken) == expected


@pytest.mark.parametrize(("words", "change"), REFUSALS)
def test_nothing_is_learned_about_what_was_not_sent(words, change):
    assert learned_from(words, Sent(), TAKES_ALL) is None


def test_what_was_learned_outlives_the_process(tmp_path):
    file = tmp_path / "folder" / "models.json"
    learned = Abilities("json", "none", temperature=False)
    Memory(file).learn("us.모델", learned)
    other = Memory(file)
    other.learn("other", Abilities("tags"))
    again = Memory(file)
    assert (again.of("us.모델"), again.of("other"), again.of("third")) == (learned, Abilities("tags"), Abilities())
    assert [each.name for each in file.parent.iterdir()] == ["models.json"]


def test_two_processes_do_not_forget_for_each_other(tmp_path):
    file = tmp_path / "models.json"
    first, second = Memory(file), Memory(file)
    first.learn("a", Abilities("json"))
    second.learn("b", Abilities("tags"))
    assert Memory(file).of("a") == Abilities("json")


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"m": 3}', '{"m": {"form": "telepathy"}}', '{"m": {}}'])
def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path, text):
    file = tmp_path / "models.json"
    file.write_text(text, "utf-8")
    assert Memory(file).of("m") == Abilities()


def test_what_was_learned_long_ago_is_tried_again(tmp_path):
    file = tmp_path / "models.json"
    Memory(file).learn("m", Abilities("tags"))
    past = date.today() - REMEMBERED_FOR - timedelta(days=1)
    file.write_text(file.read_text("utf-8").replace(date.today().isoformat(), past.isoformat()), "utf-8")
    assert Memory(file).of("m") == Abilities()


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    memory = Memory(blocked / "models.json")
    memory.learn("m", Abilities("tags"))
    assert memory.of("m") == Abilities("tags")
