"""The people of the story, each doing their own part by the real steps on real files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bs4 import BeautifulSoup

from approvals.models import ApprovalRecord, Opinion
from approvals.queries.rounds import opinions_of
from approvals.queries.shown import shown_of
from approvals.queries.turns import open_turn
from approvals.steps import (
    approve_document,
    archive_document,
    check_document,
    circulate_document,
    close_round,
    draft_document,
    issue_document,
    number_document,
    print_document,
    seal_document,
    send_back_document,
    sign_document,
    submit_document,
    withdraw_document,
)
from approvals.steps.approve import Seen
from approvals.steps.circulate import Asked
from approvals.steps.seal import Looked, Sealing
from approvals.writes.answer_opinion import answer_opinion, reply_to_opinion
from docs_mgmt.clock import today
from docs_mgmt.files.rendering import is_available
from docs_mgmt.later import drain
from docs_mgmt.models import Document, PaperCopy, RegisterEntry
from docs_mgmt.queries.documents import documents_seen_by, newest_version
from docs_mgmt.queries.system import deeds_of
from docs_mgmt.rules.chain import columns_of, first_break
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.particulars import Particulars, RecipientFacts, SignatoryFacts
from docs_mgmt.rules.words import Answer, Capacity, MadeBy, ReadingState, Uptake, Way
from docs_mgmt.writes._versions import NewFiles
from docs_mgmt.writes.add_version import add_version
from office.demo.dossiers import dossier_for
from office.demo.walk import upload
from office.verifying import PARTS
from search.queries.find import ids_found
from tests.builders import World, a_token

DRAFTS = Path(__file__).parent.parent / "office" / "demo" / "drafts"
TITLE = "Phân loại chất thải rắn sinh hoạt tại nguồn năm 2026"
#: Words of the file alone; the title does not hold them.
WORDS = "thùng đựng chất thải thực phẩm"
FOLDED = "thung dung chat thai thuc pham"


@dataclass
class Office:
    """The ward in which the story happens; each method is one sentence of it."""

    world: World
    as_: Callable[[str], object]
    document: Document = field(init=False)

    def linh_drafts(self, stem: str) -> None:
        linh = self.world["linh"]
        unit = self.world.unit("KTHTĐT")
        self.document = draft_document(
            Document(agency=unit.agency, unit=unit),
            Particulars(
                type_key="KH",
                title=TITLE,
                signatories=(SignatoryFacts(self.world["vy"].pk, Capacity.DEPUTY),),
                recipients=(
                    RecipientFacts("Sở Nông nghiệp và Môi trường thành phố"),
                    RecipientFacts(
                        "Phòng Văn hóa - Xã hội", unit=self.world.unit("VHXH").pk, copies=2
                    ),
                ),
            ),
            self._files(stem),
            actor=linh,
            token=a_token(),
        )

    def linh_improves_it(self, stem: str, note: str) -> None:
        add_version(
            self.document,
            self._files(stem),
            note=note,
            actor=self.world["linh"],
            token=a_token(),
        )

    def _files(self, stem: str) -> NewFiles:
        """The Word file; where no LibreOffice makes its PDF, the one exported from Word too."""
        linh = self.world["linh"]
        names = [f"{stem}.docx"] if is_available() else [f"{stem}.docx", f"{stem}.pdf"]
        return NewFiles(*(upload(DRAFTS / name, name=name, person=linh) for name in names))

    def the_worker_reads_and_renders(self) -> None:
        drain()
        version = newest_version(self.document)
        assert version.text.state is ReadingState.READ
        assert version.rendition.made_by is (
            MadeBy.LIBREOFFICE if is_available() else MadeBy.SUPPLIED
        )
        assert version.rendition.pictures.count() == version.rendition.pages

    def linh_asks(self, username: str) -> Opinion:
        asked = Asked([self.world[username]], [], today() + timedelta(days=3))
        round_ = circulate_document(self.document, asked, actor=self.world["linh"], token=a_token())
        return opinions_of(round_)[0]

    def bach_disagrees(self, opinion: Opinion, text: str) -> None:
        answer_opinion(
            opinion,
            answer=Answer.DISAGREE,
            text=text,
            actor=self.world["bach"],
            token=a_token(),
        )

    def linh_explains(self, opinion: Opinion, reply: str) -> None:
        reply_to_opinion(
            opinion, uptake=Uptake.PARTLY, reply=reply, actor=self.world["linh"], token=a_token()
        )

    def linh_closes_the_round(self) -> None:
        close_round(self.document, actor=self.world["linh"], token=a_token())

    def linh_submits(self) -> None:
        submit_document(self.document, actor=self.world["linh"], token=a_token())

    def linh_withdraws(self) -> None:
        withdraw_document(self.document, actor=self.world["linh"], token=a_token())

    def passes(self, username: str) -> None:
        check_document(self.document, actor=self.world[username], token=a_token())

    def sends_back(self, username: str, reason: str) -> None:
        send_back_document(
            self.document, reason=reason, actor=self.world[username], token=a_token()
        )

    def vy_approves(self, seen: Seen | None = None) -> ApprovalRecord:
        return approve_document(
            self.fresh(), seen or self.what_is_shown(), actor=self.world["vy"], token=a_token()
        )

    def what_is_shown(self) -> Seen:
        document = Document.objects.get(pk=self.document.pk)
        shown = shown_of(document, newest_version(document))
        return Seen(shown.digest, shown.marks)

    def oanh_prints(self) -> PaperCopy:
        return print_document(self.fresh(), actor=self.world["oanh"], token=a_token())

    def vy_signs_in_ink_and_oanh_records_it(self) -> None:
        sign_document(self.document, actor=self.world["oanh"], token=a_token())

    def oanh_numbers(self) -> RegisterEntry:
        return number_document(self.document, actor=self.world["oanh"], token=a_token())

    def oanh_seals(self, copies: int) -> int:
        uses = seal_document(
            self.document,
            self.document.agency.seals.get(),
            Sealing(frozenset(Looked), copies),
            actor=self.world["oanh"],
            token=a_token(),
        )
        return sum(use.impressions for use in uses)

    def oanh_issues(self) -> None:
        ways = {
            row.pk: Way.INTERNAL if row.is_internal else Way.POST
            for row in self.document.recipients.all()
        }
        issue_document(self.document, ways, actor=self.world["oanh"], token=a_token())

    def oanh_archives(self) -> None:
        archive_document(
            self.document,
            dossier_for(self.fresh(), None),
            actor=self.world["oanh"],
            token=a_token(),
        )

    def fresh(self) -> Document:
        self.document.refresh_from_db()
        return self.document

    def stands_at(self, stage: Stage) -> bool:
        return self.fresh().stage is stage

    def waits_for(self) -> str:
        turn = open_turn(self.document)
        return turn.holder.username if turn else ""

    def is_seen_by(self, username: str) -> bool:
        return documents_seen_by(self.world[username]).filter(pk=self.document.pk).exists()

    def page_for(self, username: str) -> BeautifulSoup | int:
        answer = self.as_(username).get(self.document.get_absolute_url())
        if answer.status_code != 200:
            return answer.status_code
        return BeautifulSoup(answer.content, "html.parser")

    def finds(self, username: str, question: str) -> tuple[int, tuple[int, ...]]:
        return ids_found(self.world[username], question)

    def deeds(self) -> list[str]:
        return [str(entry.deed) for entry in deeds_of(self.document)]

    def the_record_is_whole(self) -> bool:
        chain = ((row.previous, row.hash, columns_of(row)) for row in deeds_of(self.document))
        findings = [finding for part in PARTS.values() for finding in part()]
        return first_break(chain) is None and findings == []
