"""boto3's clients: made once, closed and made again, with what was asked for."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.rerankers.wire import account as account
from text2sql.aws.clients import Client, Connection
from text2sql.errors import ModelUnavailable

SEOUL = Connection("ap-northeast-2", endpoint_url="https://vpce-1.example", read_seconds=7, attempts=2)
pytestmark = pytest.mark.usefixtures("account")


def refused(error):
    return ModelUnavailable(f"못 엽니다: {error}")


def test_a_client_is_made_once_as_it_was_asked_for():
    client = Client("bedrock-runtime", SEOUL, refused)
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: client.open(), range(16)))
    assert len({id(each) for each in opened}) == 1
    assert (opened[0].region, opened[0].partition) == ("ap-northeast-2", "aws")
    assert opened[0].endpoint == "https://vpce-1.example"
    config = opened[0].runtime.meta.config
    assert (config.read_timeout, config.retries["total_max_attempts"]) == (7, 2)
    client.close()
    client.close()
    again = client.open()
    assert again is not opened[0]
    client.close()


def test_the_profiles_region_is_taken_when_none_is_set(tmp_path):
    (tmp_path / "config").write_text("[profile 분석팀]\nregion = cn-north-1\n", encoding="utf-8")
    opened = Client("bedrock-agent-runtime", Connection(profile="분석팀"), refused).open()
    assert (opened.region, opened.partition) == ("cn-north-1", "aws-cn")


@pytest.mark.parametrize(
    "connection",
    [Connection(), Connection("ap-northeast-2", "없는-프로필"), Connection("ap-northeast-2", endpoint_url="주소 아님")],
)
def test_what_cannot_be_opened_is_told_each_time(connection):
    client = Client("bedrock-runtime", connection, refused)
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="못 엽니다") as told:
            client.open()
        assert told.value.__cause__ is not None
