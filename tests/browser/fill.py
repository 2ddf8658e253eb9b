"""What lies in the house before the tests: people, and one document at every stage."""

from django.core.management import call_command

from docs_mgmt.models import Document
from docs_mgmt.rules.flow import Stage
from docs_mgmt.rules.words import Urgency
from tests.builders import QuickWalk, World, a_walk, a_world

#: The title of the document at each stage; no other test changes these documents.
TITLES = {
    Stage.DRAFTED: "Sửa chữa cống thoát nước đường Đồng Kè",
    Stage.SUBMITTED: "Kiểm tra an toàn điện khu chợ Bàu Sen",
    Stage.CHECKED: "Cấm đỗ xe giờ cao điểm trước cổng trường",
    Stage.APPROVED: "Ra quân tổng vệ sinh môi trường tháng 12",
    Stage.PRINTED: "Sắp xếp lại bãi giữ xe công viên Hòa Minh",
    Stage.SIGNED: "Lắp đặt đèn chiếu sáng kiệt, hẻm đợt 3",
    Stage.NUMBERED: "Trồng bổ sung cây xanh đường Lê Văn Thứ",
    Stage.SEALED: "Duy tu vỉa hè tuyến phố đi bộ",
    Stage.ISSUED: "Phân luồng giao thông phục vụ hội chợ",
    Stage.ARCHIVED: "Ban hành quy định quản lý nhà văn hóa tổ dân phố",
}


def fill() -> dict[str, int]:
    """Make it all; give the number of the document at each stage."""
    call_command("migrate", interactive=False, verbosity=0)
    world = a_world()
    return {str(stage): _walk_to(world, stage).pk for stage in TITLES}


def _walk_to(world: World, stage: Stage) -> Document:
    urgency = Urgency.URGENT if stage is Stage.CHECKED else Urgency.NORMAL
    walk: QuickWalk = a_walk(
        world, drafter="khoa", type_key="QĐ", title=TITLES[stage], urgency=urgency
    )
    with_round = stage in {Stage.CHECKED, Stage.ARCHIVED}
    return walk.to(stage, with_round=with_round)
