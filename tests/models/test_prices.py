from datetime import date

import pytest

from text2sql.errors import SettingsError
from text2sql.models.bedrock import BedrockSettings
from text2sql.models.bedrock.prices import load_prices
from text2sql.usage import Usage

SONNET = "global.anthropic.claude-sonnet-4-6"
USED = Usage(1, 1_000_000, 100_000, None, 500_000, 200_000)


def cost(model, usage=USED, file=None, **settings):
    return load_prices(file).priced(usage, model, BedrockSettings(model, **settings)).cost_usd


@pytest.mark.parametrize(
    ("model", "settings", "usd"),
    [
        ("global.anthropic.claude-sonnet-4-6", {}, 3.0 + 1.5 + 0.15 + 0.75),
        ("global.anthropic.claude-sonnet-4-6", {"cache_ttl": "1h"}, 3.0 + 1.5 + 0.15 + 1.2),
        ("us.anthropic.claude-sonnet-4-6", {}, 1.1 * (3.0 + 1.5 + 0.15 + 0.75)),
        ("global.anthropic.claude-sonnet-4-6", {"service_tier": "flex"}, 0.5 * (3.0 + 1.5 + 0.15 + 0.75)),
        ("global.anthropic.claude-sonnet-4-6", {"service_tier": "reserved"}, None),
        ("anthropic.claude-sonnet-4-20250514-v1:0", {}, 3.0 + 1.5 + 0.15 + 0.75),
        ("global.anthropic.claude-opus-5-5", {}, 4.0 + 2.0 + 0.1 + 1.0),
        ("global.anthropic.claude-opus-4-8", {}, 5.0 + 2.5 + 0.25 + 1.25),
        ("global.anthropic.claude-haiku-5-5", {}, 0.5 + 0.25 + 0.025 + 0.125),
        (
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-6",
            {},
            3.0 + 1.5 + 0.15 + 0.75,
        ),
        ("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3", {}, None),
        ("unheard-of.model-v9", {}, None),
    ],
)
def test_what_a_reply_costs(model, settings, usd):
    assert cost(model, **settings) == (usd if usd is None else pytest.approx(usd))


def test_a_short_prompt_is_priced_as_one():
    assert cost("global.anthropic.claude-haiku-5-5", Usage(1, 99_999, 0)) == pytest.approx(0.0099999)


def test_tokens_without_a_price_make_the_cost_unknown():
    assert cost("amazon.nova-pro-v1:0", Usage(1, 1_000, 1_000)) == pytest.approx(0.004)
    assert cost("amazon.nova-pro-v1:0", Usage(1, 1_000, 1_000, cache_read_tokens=5)) is None


def test_every_built_in_price_has_a_source_and_a_day():
    for price in load_prices().entries:
        assert price.source.startswith("https://")
        assert date(2026, 1, 1) <= price.date <= date.today()
        assert 0 < price.input <= price.output


def test_a_batch_costs_half_and_all_of_it_where_the_table_does_not_say(tmp_path):
    said = BedrockSettings("m", service_tier="priority")
    usage = Usage(100, 1_000_000, 10_000)
    whole = load_prices().priced(usage, SONNET, BedrockSettings("m")).cost_usd
    assert load_prices().batched(usage, SONNET, said).cost_usd == pytest.approx(whole / 2)
    assert load_prices().batched(usage, "unknown", said).cost_usd is None
    file = tmp_path / "prices.toml"
    file.write_text('[[price]]\nmodels = ["x"]\ninput = 1\noutput = 2\ndate = 2026-11-01\nsource = "계약"\n', "utf-8")
    assert load_prices(file).batched(Usage(1, 1_000, 0), "x", said).cost_usd == pytest.approx(1.0)


def test_a_file_takes_the_place_of_the_built_in_prices(tmp_path):
    file = tmp_path / "가격.toml"
    file.write_text(
        '[[price]]\nmodels = ["a1b2c3"]\ninput = 1\noutput = 2\ndate = 2026-11-01\nsource = "계약서"\n', "utf-8"
    )
    arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3"
    assert cost(arn, Usage(1, 1_000, 1_000), file) == pytest.approx(3.0)
    assert cost("global.anthropic.claude-sonnet-4-6", file=file) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[price]", "cannot be read"),
        ("price = 3", "list of entries"),
        ("price = [3]", "each entry"),
        ("[[price]]\ninput = 1", "`models`"),
        ('[[price]]\nmodels = ["a"]\ninputs = 1', "`inputs`"),
        ('[[price]]\nmodels = ["a"]\ninput = 1\noutput = 2', "`date`"),
        ('[[price]]\nmodels = ["a"]\ninput = "1"\noutput = 2\ndate = 2026-01-01\nsource = "s"', "`input`"),
        ('[[price]]\nmodels = ["a"]\noutput = 2\ndate = 2026-01-01\nsource = "s"', "`input` and `output`"),
    ],
)
def test_a_wrong_file_of_prices_is_refused_with_what_is_wrong(tmp_path, text, said):
    file = tmp_path / "prices.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said):
        load_prices(file)
    with pytest.raises(SettingsError, match="read"):
        load_prices(tmp_path / "missing.toml")
