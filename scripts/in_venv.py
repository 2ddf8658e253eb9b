"""Run a script of this project inside its `.venv`, which is made when needed."""

import os
import sys

from house import DEVELOPMENT, PYTHON, ROOT, prepare_environment

if __name__ == "__main__":
    prepare_environment(DEVELOPMENT)
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *sys.argv[1:]])  # noqa: S606 -- this process becomes the script
