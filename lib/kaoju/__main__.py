"""`python -m kaoju` is the command `kaoju`."""

import sys

from kaoju.cli import main

sys.exit(main())
