"""Settings of the search engine that cannot be meant are refused at the start."""

import pytest

from search.apps import addresses_fit


@pytest.mark.parametrize(
    ("addresses", "ca_file", "refused"),
    [
        ("", "", 0),
        ("http://es1:9200", "", 0),
        ("https://es1:9200, https://es2:9200", "/etc/ca.crt", 0),
        ("https://es1:9200,http://es2:9200", "/etc/ca.crt", 1),
        ("es1:9200", "/etc/ca.crt", 1),
    ],
)
def test_an_authority_is_for_addresses_with_https(settings, addresses, ca_file, refused):
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CA = addresses, ca_file
    assert len(addresses_fit()) == refused
