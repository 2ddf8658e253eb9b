"""Work for after the request. The only door to the job queue."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.module_loading import import_string
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage
from django_q.tasks import async_task

_done_here: ContextVar[bool] = ContextVar("done_here", default=False)


def later(job: str, *ids: int) -> None:
    """Queue a job by its dotted name; it is gone again if the transaction is."""
    if not _done_here.get():
        async_task(job, *ids)


@contextmanager
def done_here() -> Iterator[None]:
    """Queue nothing: whoever says so does the work here and now, as the demo does."""
    mark = _done_here.set(True)
    try:
        yield
    finally:
        _done_here.reset(mark)


def waiting() -> int:
    """How many jobs wait or are being done."""
    return int(OrmQ.objects.count())


def is_queued(job: str) -> bool:
    """Whether such a job waits or is being done; the whole queue is looked through."""
    payloads = OrmQ.objects.order_by("-pk").values_list("payload", flat=True)
    return any(SignedPackage.loads(payload)["func"] == job for payload in payloads.iterator())


def drain(until: Callable[[], bool] = lambda: False) -> int:
    """Do the waiting jobs here and now, beside a worker or without one, until they suffice."""
    broker = get_broker()
    done = 0
    while not until() and broker.queue_size():
        for key, payload in broker.dequeue() or ():
            task = SignedPackage.loads(payload)
            import_string(task["func"])(*task["args"], **task["kwargs"])
            broker.acknowledge(key)
            done += 1
    return done


def every_hour(job: str) -> None:
    """Have a job done once an hour by whichever worker is free; asked twice, it stands once."""
    Schedule.objects.get_or_create(
        func=job, defaults={"name": job, "schedule_type": Schedule.HOURLY}
    )
