"""Who may open what, as tables: design.md 4 in the words of the access tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docs_mgmt.rules.flow import Stage, rank_of, stages_from
from docs_mgmt.rules.words import Role
from tests.cast import Moment, Reader

# --- the Table: which tie shows which versions, from which moment on (design.md 4)

ALL, ROUND, NEWEST = "all versions", "the round's version and later", "the newest version"
TABLE = {
    "drafter": (ALL, "DRAFTED"),
    "head": (ALL, "DRAFTED"),
    "asked": (ROUND, "ASKED"),
    "content turn": (ROUND, "SUBMITTED"),
    "form turn": (ROUND, "CONTENT CHECKED"),
    "approval turn": (ROUND, "CHECKED"),
    "leader": (ALL, "SUBMITTED"),
    "desk": (NEWEST, "APPROVED"),
    "archivist": (NEWEST, "ARCHIVED"),
    "recipient": (NEWEST, "ISSUED"),
}
#: Every document of the story has two versions; the second one was circulated and submitted.
VERSIONS = {ALL: {1, 2}, ROUND: {2}, NEWEST: {2}}
#: These take part in the discussion; the others see the text and the milestones alone.
DISCUSSING = {"drafter", "head", "asked", "content turn", "form turn", "approval turn", "leader"}
ORDER = (
    "DRAFTED",
    "ASKED",
    "SUBMITTED",
    "CONTENT CHECKED",
    *(stage.value for stage in Stage if rank_of(stage) > rank_of(Stage.SUBMITTED)),
)
#: Ties that last by themselves; a scope reaches only the stages that it names.
LASTING = {"drafter", "asked", "content turn", "form turn", "approval turn", "recipient"}


@dataclass(frozen=True)
class Sight:
    """What one reader should see of the document at one moment."""

    reader: Reader
    moment: Moment
    ties: frozenset[str]
    versions: frozenset[int]

    @property
    def is_discussing(self) -> bool:
        return bool(self.ties & DISCUSSING)


def sight_of(reader: Reader, moment: Moment, walked: Iterable[str]) -> Sight:
    """By the Table: the ties that hold at the moment, and the versions that they show."""
    ties = {tie for tie in reader.ties if tie in TABLE and _holds(tie, moment, set(walked))}
    shown = [VERSIONS[TABLE[tie][0]] for tie in ties]
    return Sight(reader, moment, frozenset(ties), frozenset(set().union(*shown)))


def _holds(tie: str, moment: Moment, walked: set[str]) -> bool:
    since = TABLE[tie][1]
    if tie in LASTING:
        return since in walked
    return moment.stage in stages_from(Stage(since))


# --- the addresses of a document: who may, and when it is the time

BEFORE_APPROVAL = ("SUBMITTED", "CONTENT CHECKED", "CHECKED")
#: The address of a step: whose it is, and the moments at which it is the time.
STEPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "edit": (("drafter",), ("DRAFTED", "ASKED")),
    "add_version": (("drafter",), ("DRAFTED", "ASKED")),
    "circulate": (("drafter",), ("DRAFTED", "SUBMITTED", "CONTENT CHECKED")),
    "close_round": (("drafter",), ("ASKED",)),
    "submit": (("drafter",), ("DRAFTED", "ASKED")),  # asked: the page says what it waits for
    "withdraw": (("drafter",), BEFORE_APPROVAL),
    "cancel": (
        ("drafter", "signer"),
        ("DRAFTED", "ASKED", *BEFORE_APPROVAL, "APPROVED", "PRINTED", "SIGNED"),
    ),
    "check": (("content turn", "form turn"), ("SUBMITTED", "CONTENT CHECKED")),
    "send_back": (("content turn", "form turn", "approval turn"), BEFORE_APPROVAL),
    "approve": (("approval turn",), ("CHECKED",)),
    "reopen": (("clerk", "signer"), ("APPROVED", "PRINTED", "SIGNED")),
    "print": (("clerk",), ("APPROVED",)),
    "sign": (("clerk",), ("PRINTED",)),
    "number": (("clerk",), ("SIGNED",)),
    "void_number": (("clerk",), ("NUMBERED", "SEALED")),
    "seal": (("clerk",), ("NUMBERED",)),
    "issue": (("clerk",), ("SEALED",)),
    "archive": (("clerk",), ("ISSUED",)),
}
OPEN_TURN = {
    "SUBMITTED": "content turn",
    "CONTENT CHECKED": "form turn",
    "CHECKED": "approval turn",
}


def step(name: str) -> Callable[[Sight], int]:
    """404 if the document is not seen, 403 if the step is another's, 409 if it is not the time."""
    whose, times = STEPS[name]

    def answer(sight: Sight) -> int:
        if not sight.versions:
            return 404
        ties = (sight.reader.ties - set(TABLE)) | sight.ties
        if not ties & set(whose):
            return 403
        is_mine = "turn" not in whose[0] or OPEN_TURN.get(sight.moment.name) in ties
        return 200 if sight.moment.name in times and is_mine else 409

    return answer


def seen(sight: Sight) -> int:
    """Open to whoever sees the document."""
    return 200 if sight.versions else 404


def of_version(number: int) -> Callable[[Sight], int]:
    """Open to whoever sees this very version."""
    return lambda sight: 200 if number in sight.versions else 404


def discussed(other: int) -> Callable[[Sight], int]:
    """Open to who takes part in the discussion; `other` to who sees the document only."""
    return lambda sight: 404 if not sight.versions else 200 if sight.is_discussing else other


def talked(version: int, *, outside: int, done: int = 200) -> Callable[[Sight], int]:
    """A word beside a version: while it is a text in work, by who discusses it."""

    def answer(sight: Sight) -> int:
        if version not in sight.versions:
            return 404
        if not sight.is_discussing:
            return outside
        is_time = sight.moment.stage in {Stage.DRAFTED, Stage.SUBMITTED, Stage.CHECKED}
        return done if is_time else 409

    return answer


def opinion_of(tie: str) -> Callable[[Sight], int]:
    """A word in a round, by the one whose it is; Bách's opinion is seen by who decides."""

    def answer(sight: Sight) -> int:
        sees_it = sight.ties & {"drafter", "head", "content turn", "form turn", "approval turn"}
        sees_it |= sight.ties & {"leader"}
        is_his = sight.reader.username == "bach" and bool(sight.versions)
        if sight.moment.name == "DRAFTED" or not (sees_it or is_his):
            return 404
        if not (is_his if tie == "asked" else tie in sight.ties):
            return 403
        return 200 if sight.moment.round_is_open else 409

    return answer


def printed(sight: Sight) -> int:
    """The stamped PDF: for the desk's eyes, once it is printed."""
    if not sight.versions:
        return 404
    if "clerk" not in sight.reader.ties:
        return 403
    return 200 if rank_of(sight.moment.stage) >= rank_of(Stage.PRINTED) else 404


NEVER = 405
_DOC = "documents/<int:pk>/"
_VERSION = f"{_DOC}versions/<int:number>/"
#: An address of a document: the answer to a look, and to a form that says nothing.
Answers = Callable[[Sight], int] | int
DOCUMENT: dict[str, tuple[Answers, Answers]] = {
    _DOC: (seen, NEVER),
    f"{_DOC}why/": (discussed(403), NEVER),
    "search/similar/<int:pk>/": (seen, NEVER),
    "search/why/<int:pk>/": (seen, NEVER),
    f"{_DOC}opinions/": (discussed(404), discussed(404)),
    f"{_VERSION}comment/": (NEVER, talked(2, outside=403)),
    f"{_DOC}threads/<int:thread>/reply/": (NEVER, talked(1, outside=404)),
    f"{_DOC}threads/<int:thread>/resolve/": (NEVER, talked(1, outside=404, done=303)),
    f"{_DOC}opinions/<int:opinion>/answer/": (NEVER, opinion_of("asked")),
    f"{_DOC}opinions/<int:opinion>/reply/": (NEVER, opinion_of("drafter")),
    f"{_DOC}copies/<int:copy>/pdf/": (printed, NEVER),
    f"{_VERSION}pages/<int:page>.png": (of_version(2), NEVER),
    f"{_VERSION}pdf": (of_version(2), NEVER),
    f"{_VERSION}file": (of_version(2), NEVER),
    f"{_VERSION}attachments/<int:order>": (of_version(2), NEVER),
    **{f"{_DOC}{name}/": (step(name), step(name)) for name in STEPS},
}
#: The addresses that only take a form: the words of the discussion.
TALK = tuple(pattern for pattern, (look, _send) in DOCUMENT.items() if look == NEVER)
#: The same files of the version that was never circulated.
FIRST_VERSION = tuple(f"{_VERSION}{part}" for part in ("pages/<int:page>.png", "pdf", "file"))


# --- the other addresses: for which roles


def roles(*wanted: Role, otherwise: int = 403, agency: bool = False) -> Callable[[Reader], int]:
    """Open to these roles; `agency`: of the document's agency alone."""
    return lambda reader: (
        200 if reader.role in wanted and (reader.is_of_hoa_minh or not agency) else otherwise
    )


#: The old files of the document's agency, for who keeps its archive.
OF_THE_ARCHIVE = roles(Role.ARCHIVIST, otherwise=404, agency=True)


def of_officers(reader: Reader) -> int:
    """Open to whoever drafts somewhere."""
    return 200 if "officer" in reader.ties else 403


def at_a_desk(reader: Reader) -> int:
    """Open to whose post is at a records desk; a clerk's post in a unit has no queue."""
    return 200 if "seat at a desk" in reader.ties else 403


def own_desk(reader: Reader) -> int:
    """Who has no desk work is led to where they work."""
    return 302 if reader.role in {Role.ADMINISTRATOR, Role.ARCHIVIST} else 200


Rule = Callable[[Reader], int] | int
#: The answers to a look and to an empty form, and what a stranger at the door gets for each.
OTHER: dict[str, tuple[Rule, Rule, int, int]] = {
    "": (own_desk, NEVER, 302, 302),
    "documents/new/": (of_officers, of_officers, 302, 302),
    "documents/new/block/": (of_officers, NEVER, 302, 302),
    "records/": (at_a_desk, NEVER, 302, 302),
    "uploads/": (NEVER, 200, 302, 302),
    "copies/": (200, NEVER, 302, 302),
    "registers/": (roles(Role.CLERK, Role.LEADER), NEVER, 302, 302),
    "archive/": (roles(Role.CLERK, Role.ARCHIVIST), NEVER, 302, 302),
    "archive/dossiers/<int:pk>/": (
        roles(Role.CLERK, Role.ARCHIVIST, otherwise=404, agency=True),
        NEVER,
        302,
        302,
    ),
    "archive/import/": (roles(Role.ARCHIVIST), roles(Role.ARCHIVIST), 302, 302),
    "archive/import/<int:pk>/": (OF_THE_ARCHIVE, NEVER, 302, 302),
    "archive/import/<int:pk>/report.csv": (OF_THE_ARCHIVE, NEVER, 302, 302),
    "archive/import/files/<int:pk>/": (OF_THE_ARCHIVE, OF_THE_ARCHIVE, 302, 302),
    "archive/import/files/<int:pk>/file": (OF_THE_ARCHIVE, NEVER, 302, 302),
    "archive/import/files/<int:pk>/pages/<int:page>.png": (OF_THE_ARCHIVE, NEVER, 302, 302),
    "archive/import/files/<int:pk>/skip/": (NEVER, OF_THE_ARCHIVE, 302, 302),
    "healthz": (200, NEVER, 200, 405),
    "search/": (200, NEVER, 302, 302),
    "search/suggest/": (200, NEVER, 302, 302),
    "search/suggest/forget/": (NEVER, 303, 302, 302),
    "search/places/<int:pk>/<int:number>/": (404, NEVER, 302, 302),
    "search/places/<int:pk>/<int:number>/<int:page>/": (404, NEVER, 302, 302),
    "search/columns/": (NEVER, 303, 302, 302),
    "search/saved/": (NEVER, 303, 302, 302),
    "search/talk/": (200, NEVER, 302, 302),
    "search/news/": (200, NEVER, 302, 302),
    "search/saved/<int:pk>/forget/": (NEVER, 404, 302, 302),
    "search/exports/": (NEVER, 303, 302, 302),
    "search/exports/<int:pk>/": (404, NEVER, 302, 302),
    "search/exports/<int:pk>/file": (404, NEVER, 302, 302),
    "sign-in/": (302, 302, 200, 200),
    "password/": (302, 302, 302, 302),  # nobody of the cast has a password to change
    "counts/": (200, NEVER, 302, 302),
    "language/": (NEVER, 302, 405, 302),
    "demo/sign-in/<str:username>/": (NEVER, 404, 405, 404),
    "sign-out/": (200, 302, 302, 302),  # last: it ends the session
}

#: The house's own doors: nothing of them depends on who one is.
FOR_EVERYBODY = {
    *("healthz", "sign-in/", "password/", "language/", "sign-out/"),
    "demo/sign-in/<str:username>/",
}

# --- the administration: for administrators, and a closed list for them too

CONFIGURED = (
    *("agency", "unit", "desk", "position", "person", "assignment", "numberingscheme"),
    *("documenttype", "dossierplan", "dossier", "delegation", "seal", "body", "correspondent"),
    "retentionrule",
)
_MODELS = (*(f"docs_mgmt/{name}" for name in CONFIGURED), "approvals/route", "search/abbreviation")
#: What an administrator gets for a look and for an empty form; everybody else 403.
ADMIN = {
    "admin/": (200, 200),
    "admin/login/": (403, 403),  # the one door is elsewhere
    "admin/autocomplete/": (403, NEVER),  # no field asks for it
    "admin/jsi18n/": (200, NEVER),
    "admin/(?P<app_label>docs_mgmt|search|approvals)/": (200, 200),
    **{
        f"admin/{model}/{page}": answers
        for model in _MODELS
        for page, answers in (
            ("", (200, 200)),
            ("add/", (200, 200)),
            ("<path:object_id>/history/", (404, 404)),  # the deeds have a history of their own
            ("<path:object_id>/delete/", (403, 403)),  # nothing is deleted
            ("<path:object_id>/change/", (200, 200)),
            ("<path:object_id>/", (302, 302)),
        )
    },
    "admin/docs_mgmt/documenttype/add/": (403, 403),  # the decree names the types
    "admin/docs_mgmt/documenttype/<path:object_id>/change/": (200, 403),
    # An empty end is a whole form of a post: it goes on.
    "admin/docs_mgmt/assignment/<path:object_id>/change/": (200, 302),
}
