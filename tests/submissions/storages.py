"""The two storages in which files may lie, for tests that must hold on both."""

import logging

import boto3
import pytest
from boto3.s3.transfer import TransferConfig
from moto.server import ThreadedMotoServer

BUCKET = "portal"
KEYS = {"access_key": "test", "secret_key": "test", "region_name": "us-east-1"}


@pytest.fixture(scope="session")
def object_store():
    """An S3-compatible store on this machine; gives its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(object_store, settings):
    """Files lie in a bucket of their own; gives the bucket."""
    client = boto3.resource(
        "s3",
        endpoint_url=object_store,
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
        region_name=KEYS["region_name"],
    )
    bucket = client.create_bucket(Bucket=BUCKET)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": BUCKET,
                "endpoint_url": object_store,
                "default_acl": "private",
                "file_overwrite": True,
                "transfer_config": TransferConfig(use_threads=False),
                **KEYS,
            },
        },
    }
    yield bucket
    bucket.objects.delete()
    bucket.delete()


@pytest.fixture(params=["disk", "s3"])
def storage(request):
    """Run a test once with each storage."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    return request.param
