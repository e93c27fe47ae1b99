"""`python -m kaoju` is the command `kaoju`."""

import sys

from kaoju.cli import main

if __name__ == "__main__":  # worker processes import this module and must not start over
    sys.exit(main())
