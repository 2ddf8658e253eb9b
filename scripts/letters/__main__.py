"""`python -m scripts.letters`: makes the demo's archive, drafts and the second ward's papers."""

from scripts.letters.make import SETS, make_set

for name in SETS:
    fresh = make_set(name)
    print(f"{name}: {len(fresh)} written" + "".join(f"\n  {stem}" for stem in fresh))
