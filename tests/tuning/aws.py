"""boto3's own clients with answers in place of the network: requests and replies must fit the service's model."""

from contextlib import contextmanager

import boto3
from botocore.stub import Stubber

from text2sql.tuning.clients import Clients

REGION = "us-east-1"
ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/tuning"


def client(service):
    return boto3.client(service, region_name=REGION, aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="nothing")


@contextmanager
def stubbed():
    """Clients, and what stubs each of them; every answer that was prepared must be asked for."""
    made = Clients(client("bedrock"), client("s3"))
    with Stubber(made.control) as control, Stubber(made.store) as store:
        yield made, control, store
        control.assert_no_pending_responses()
        store.assert_no_pending_responses()
