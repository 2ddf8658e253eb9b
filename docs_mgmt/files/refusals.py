"""The one error that a foreign file can cause; its sentence is made by the labels."""

from docs_mgmt.rules.refusals import Refusal


class FileRefusedError(Exception):
    """A file is not taken in; its bytes are kept."""

    def __init__(self, reason: Refusal, **facts: str | int) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts = facts
