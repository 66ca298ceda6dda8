"""What would be sent first is what is sent first, for every strategy."""

import pytest

from tests.prompted.tasks import ENGLISH, KOREAN, sql_reply, task
from text2sql.errors import ModelUnavailable
from text2sql.models.scripted import ScriptedModel
from text2sql.writers.prompted import PromptedWriter
from text2sql.writers.prompted.strategies import STRATEGIES


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda each: each.name)
@pytest.mark.parametrize("question", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_it_is_the_prompt_that_is_sent(strategy, question):
    asked = task(strategy, question=question)
    model = ScriptedModel(lambda prompt: sql_reply("SELECT 1"))
    writer = PromptedWriter(model, strategy)
    shown = writer.first_prompt(question, asked.linked, asked.workbench.knowledge)
    assert model.prompts == []
    failing = ScriptedModel([ModelUnavailable("Nobody. Try again.")] * 5)
    with pytest.raises(ModelUnavailable):
        PromptedWriter(failing, strategy).write(question, asked.linked, (), asked.workbench)
    assert shown == failing.prompts[0]
