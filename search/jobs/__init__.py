"""Work on the index outside a request: follow the changes, rebuild, prove, repair."""

from search.jobs.drain import drain_once, rebuild, settle
from search.jobs.proof import Difference, differences, repair

__all__ = ["Difference", "differences", "drain_once", "rebuild", "repair", "settle"]
