import re

import pytest
from django.utils import translation

from docs_mgmt.labels.refusals import KINDS, REFUSALS, sentence_of_refusal
from docs_mgmt.rules.refusals import Kind, Refusal


def test_every_refusal_and_every_kind_has_its_words():
    assert set(REFUSALS) == set(Refusal)
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize("reason", list(Refusal))
def test_a_sentence_says_what_was_kept_and_what_to_do(reason):
    facts = {"kind": "doc", "extension": "docx", "size": 18, "limit": 52428800}
    facts |= {"pages": 501, "most": 500}
    with translation.override("en"):
        sentence = sentence_of_refusal(reason, facts)
    assert "kept" in sentence
    assert "please" in sentence.lower()
    assert not re.search(r"[?%]|None", sentence)


def test_a_sentence_needs_no_facts():
    with translation.override("en"):
        for reason in Refusal:
            assert sentence_of_refusal(reason.value, {})


def test_the_sentence_names_what_the_file_is():
    with translation.override("en"):
        sentence = sentence_of_refusal(Refusal.DISGUISED, {"kind": "pdf", "extension": "docx"})
    assert sentence.startswith("This file is named .docx but it is a PDF file.")
