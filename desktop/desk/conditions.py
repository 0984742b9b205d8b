"""What can be done on a desk now, by what an action needs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


def conditions(desk: "Desk", *, items_in_sight: bool) -> dict[str, bool]:
    """Tell for everything that an action may need whether it is there; "" is what needs nothing."""
    ledger, report = desk.ledger, desk.report
    return {
        "": True,
        "batch": desk.batch.folder is not None,
        "report": report is not None,
        "pages": report is not None and report.pages is not None,
        "pictures": desk.recogniser.offered > 0 and not desk.recogniser.busy,
        "checklist": desk.checklist is not None,
        "review": ledger is not None,
        "look": desk.checklist is not None and items_in_sight,
        "item": ledger is not None and items_in_sight,
        "detached": ledger is not None and bool(ledger.file.detached),
        "undo": ledger is not None and (ledger.pending or ledger.history.ahead(undo=True) is not None),
        "redo": ledger is not None and ledger.history.ahead(undo=False) is not None,
    }
