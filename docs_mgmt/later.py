"""Work for after the request. The only door to the job queue."""

from django.utils.module_loading import import_string
from django_q.brokers import get_broker
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from django_q.tasks import async_task


def later(job: str, *ids: int) -> None:
    """Queue a job by its dotted name; it is gone again if the transaction is."""
    async_task(job, *ids)


def waiting() -> int:
    """How many jobs wait or are being done."""
    return OrmQ.objects.count()


def drain() -> int:
    """Do every waiting job here and now, beside a worker or without one."""
    broker = get_broker()
    done = 0
    while broker.queue_size():
        for key, payload in broker.dequeue() or ():
            task = SignedPackage.loads(payload)
            import_string(task["func"])(*task["args"], **task["kwargs"])
            broker.acknowledge(key)
            done += 1
    return done
