"""A process killed after each write of a step: all of the step is there afterwards, or nothing."""

from tests.numbers.stories import DIED, POINTS, STEPS

#: What every step leaves behind, whatever else it writes.
ALWAYS = {
    "docs_mgmt.Document",
    "docs_mgmt.HistoryEntry",
    "docs_mgmt.Change",
    "docs_mgmt.Event",
}
OF_STEP = {
    "draft": {"docs_mgmt.Version", "docs_mgmt.Signatory", "docs_mgmt.Grant", "django_q.OrmQ"},
    "approve": {"approvals.ApprovalRecord", "approvals.Decision", "approvals.Turn"},
    "number": {"docs_mgmt.NumberSeries", "docs_mgmt.RegisterEntry"},
    "issue": {"docs_mgmt.Dispatch", "docs_mgmt.Grant", "docs_mgmt.RegisterEntry"},
}


def test_a_step_whose_process_is_killed_is_there_whole_or_not_at_all(tell):
    told = tell("killed_in_the_middle")
    for step in STEPS:
        for point in POINTS[:-1]:
            assert (step, point, told[f"{step} {point}"]) == (step, point, [DIED, []])
        code, changed = told[f"{step} committed"]
        assert code == DIED
        assert ALWAYS | OF_STEP[step] <= set(changed)
        assert told[f"{step} at last"] == [step, True, True, True, []]
